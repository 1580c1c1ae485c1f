"""The marketplace port: catalogue, changes, and the facts that the hourly sync copies. Money is yuan, times aware."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol, Self

from pydantic import BaseModel, ConfigDict, model_validator

Channel = Literal["search", "recommendation", "paid_ads", "campaign", "direct", "external"]
ProductStatus = Literal["active", "down"]


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


@dataclass(frozen=True, slots=True)
class ProductFact:
    """Key: product. `price` is the first tier's, `stock` now, `cost` None where unknown."""

    product: str
    title: str
    category: str
    status: ProductStatus
    listed_on: date
    price: Decimal
    stock: int
    cost: Decimal | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkuFact:
    """Key: sku."""

    sku: str
    product: str
    name: str
    price: Decimal
    stock: int


@dataclass(frozen=True, slots=True)
class TrafficFact:
    """Key: day, product, channel. Visitors are counted once per product and channel a day."""

    day: date
    product: str
    channel: Channel
    impressions: int
    page_views: int
    visitors: int
    favourites: int
    add_to_cart: int
    inquiries: int


@dataclass(frozen=True, slots=True)
class OrderFact:
    """Key: order. `paid_at` None while unpaid. `amount` is what was paid. `channel` brought the buyer."""

    order: str
    buyer: str
    placed_at: datetime
    paid_at: datetime | None
    status: Literal["unpaid", "paid", "shipped", "done", "cancelled"]
    amount: Decimal
    channel: Channel
    platform_campaign: str | None
    ad_campaign: str | None


@dataclass(frozen=True, slots=True)
class LineFact:
    """Key: order, sku. Line amounts add up to the order's."""

    order: str
    sku: str
    product: str
    units: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class BuyerFact:
    """Key: buyer. `level` is L1 to L4 as the marketplace grades them."""

    buyer: str
    province: str
    city: str
    level: str
    first_paid_at: datetime | None
    last_paid_at: datetime | None


@dataclass(frozen=True, slots=True)
class RefundFact:
    """Key: refund."""

    refund: str
    order: str
    product: str
    refunded_at: datetime
    amount: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewFact:
    """Key: review. `score` is 1 to 5."""

    review: str
    product: str
    reviewed_at: datetime
    score: int


@dataclass(frozen=True, slots=True)
class AdFact:
    """Key: day, ad_campaign, product."""

    day: date
    ad_campaign: str
    product: str
    spend: Decimal
    impressions: int
    clicks: int
    orders: int
    gmv: Decimal


@dataclass(frozen=True, slots=True)
class CampaignFact:
    """A platform campaign. Key: campaign. `enrolled` are the shop's products in it."""

    campaign: str
    name: str
    starts: date
    ends: date
    enrolled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InquiryFact:
    """Key: inquiry. `answered_at` None while unanswered."""

    inquiry: str
    product: str | None
    buyer: str
    asked_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShopActionFact:
    """Key: action. What was done to the shop, by whomever: price, title, image, publish, take_down, ads, campaign."""

    action: str
    at: datetime
    action_type: str
    product: str | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EventFact:
    """Something outside the shop. Key: event. `words` tie it to products."""

    event: str
    kind: Literal["platform", "holiday", "weather", "topic"]
    name: str
    starts: date
    ends: date
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactBatch:
    """All rows new or corrected since `after`. `cursor` continues from here; `as_of` is how fresh the data is."""

    cursor: str
    as_of: datetime
    products: tuple[ProductFact, ...] = ()
    skus: tuple[SkuFact, ...] = ()
    traffic: tuple[TrafficFact, ...] = ()
    orders: tuple[OrderFact, ...] = ()
    lines: tuple[LineFact, ...] = ()
    buyers: tuple[BuyerFact, ...] = ()
    refunds: tuple[RefundFact, ...] = ()
    reviews: tuple[ReviewFact, ...] = ()
    ads: tuple[AdFact, ...] = ()
    campaigns: tuple[CampaignFact, ...] = ()
    inquiries: tuple[InquiryFact, ...] = ()
    actions: tuple[ShopActionFact, ...] = ()
    events: tuple[EventFact, ...] = ()


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
