"""The marketplace port: catalogue, changes, and the facts that the hourly sync copies. Money is yuan, times aware."""

from datetime import datetime
from decimal import Decimal
from typing import Literal, Protocol, Self

from pydantic import BaseModel, ConfigDict, model_validator

from core.market_facts import FactBatch, ProductStatus


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tier(_Value):
    """From `min_units` pieces on, a piece costs `price` yuan."""

    min_units: int
    price: Decimal


class Attribute(_Value):
    """One field of a category's form. `options` () means free text; `english` are their names in English and `words`
    other ways to say them, () or one for each option."""

    id: str
    zh: str
    en: str
    required: bool
    options: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()

    @model_validator(mode="after")
    def _one_for_each_option(self) -> Self:
        if any(given and len(given) != len(self.options) for given in (self.english, self.words)):
            raise ValueError(f"{self.id}: english and words must have one entry for each option")
        return self


class Category(_Value):
    """`words` are what sellers call things in it, for prediction."""

    id: str
    zh: str
    en: str
    attributes: tuple[Attribute, ...]
    words: tuple[str, ...] = ()


class ProductDraft(_Value):
    """What publishing needs. `images` are blob ids; `attributes` by attribute id. The first tier's `min_units` is the
    minimum order."""

    title: str
    category: str
    attributes: dict[str, str]
    tiers: tuple[Tier, ...]
    stock: int
    images: tuple[str, ...] = ()
    cost: Decimal | None = None


class Product(_Value):
    """A listing as the marketplace shows it. `aliases` are what buyers and the merchant call it."""

    id: str
    title: str
    category: str
    attributes: dict[str, str]
    tiers: tuple[Tier, ...]
    stock: int
    status: ProductStatus
    listed_at: datetime
    images: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    cost: Decimal | None = None


class Receipt(_Value):
    """What a write under a request id did."""

    request_id: str
    action: Literal["publish", "take_down", "put_back"]
    product: str


# Facts, as the sync copies them. A later batch may correct an earlier row of the same key.


class Marketplace(Protocol):
    """What a shop can do on a marketplace.

    Writes are idempotent by `request_id`: the same id returns the same product and does nothing more.
    MarketRefusedError when the marketplace says no, OutcomeUnknownError when it didn't answer.
    """

    async def categories(self) -> tuple[Category, ...]:
        """All categories and their forms."""
        ...

    async def products(self, merchant: str) -> tuple[Product, ...]:
        """All listings of a shop, those taken down included."""
        ...

    async def publish(self, merchant: str, draft: ProductDraft, request_id: str) -> Product:
        """List a product."""
        ...

    async def take_down(self, merchant: str, product: str, request_id: str) -> Product:
        """Take a listing down; it keeps its id."""
        ...

    async def put_back(self, merchant: str, product: str, request_id: str) -> Product:
        """Put a listing back."""
        ...

    async def receipt(self, merchant: str, request_id: str) -> Receipt | None:
        """What the write under this id did, None if it never took place."""
        ...

    async def facts(self, merchant: str, after: str | None, limit_days: int = 31) -> FactBatch | None:
        """The next facts after a cursor (None: from the beginning), at most `limit_days` days of them; None when there
        is nothing newer."""
        ...


TITLE_LIMIT = 60
"""Characters a title may have in the simulated marketplace's rulebook."""
