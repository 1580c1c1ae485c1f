"""A real shop's own exports: what a file holds once it is read, and the ports that read and keep it.

An item is what is added or replaced as a whole: an order with its lines, a product, a day of traffic or ads. Money is
yuan, times aware, days in the shop's time zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from core.lexicon import NamedProduct
from core.market_facts import Channel, ProductStatus

ImportKind = Literal["orders", "products", "traffic", "ads"]
OrderStatus = Literal["unpaid", "paid", "shipped", "done", "cancelled"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sheet(_Value):
    """A sheet as it stands in a file: rows that aren't empty, each with its number (from 1). Numbers are plain digits,
    times ISO text, a formula without a stored value is `FORMULA`."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


FORMULA = "\x00formula"


class OrderLine(_Value):
    """`product` is its id or "", then `title` tells it. Amounts add up to the order's."""

    product: str
    title: str
    sku: str
    units: int
    amount: Decimal


class OrderItem(_Value):
    """`paid_at` None while unpaid; "" where the file doesn't say. `refund` is what was paid back, 0 for nothing."""

    order: str
    buyer: str
    placed_at: datetime
    paid_at: datetime | None
    status: OrderStatus
    amount: Decimal
    channel: Channel | Literal[""]
    province: str
    city: str
    refund: Decimal
    refunded_at: datetime | None
    lines: tuple[OrderLine, ...]

    @property
    def key(self) -> str:
        """The order's number."""
        return self.order

    @property
    def day(self) -> date:
        """The last day it speaks of."""
        return max(filter(None, (self.placed_at, self.paid_at, self.refunded_at))).date()


class ProductItem(_Value):
    """A listing as it was when the file was made. `listed_on` and `cost` None where unknown."""

    product: str
    title: str
    category: str
    status: ProductStatus
    listed_on: date | None
    price: Decimal
    stock: int
    cost: Decimal | None

    @property
    def key(self) -> str:
        """The product's id."""
        return self.product


class TrafficItem(_Value):
    """`product` "" for the whole shop, `channel` "" for all together."""

    day: date
    product: str
    title: str
    channel: Channel | Literal[""]
    impressions: int
    page_views: int
    visitors: int
    favourites: int
    add_to_cart: int
    inquiries: int

    @property
    def key(self) -> str:
        """Day, product and channel."""
        return "|".join((self.day.isoformat(), self.channel, self.product or self.title))


class AdItem(_Value):
    """A campaign's day, by product where the file tells it."""

    day: date
    ad_campaign: str
    product: str
    title: str
    spend: Decimal
    impressions: int
    clicks: int
    orders: int
    gmv: Decimal

    @property
    def key(self) -> str:
        """Day, campaign and product."""
        return "|".join((self.day.isoformat(), self.ad_campaign, self.product or self.title))


Item = OrderItem | ProductItem | TrafficItem | AdItem


class Import(_Value):
    """A file that went in. `table` is the blob of its rows, `mapping` our field to its column (from 0), `fields` what
    the file tells. `as_of` is how far the data goes, aware. `removed_by` is the request that took it back."""

    merchant: str
    id: str
    kind: ImportKind
    name: str
    table: str
    mapping: dict[str, int]
    fields: tuple[str, ...]
    first: date | None
    as_of: datetime
    imported_by: str
    imported_at: datetime
    added: int = 0
    updated: int = 0
    same: int = 0
    removed_by: str = ""


@dataclass(frozen=True, slots=True)
class KindState:
    """What there is of a kind: the fields that any of its files tells, the first day, and how far it goes, aware."""

    fields: frozenset[str]
    first: date | None
    as_of: datetime


ImportState = dict[ImportKind, KindState]


class SheetReader(Protocol):
    async def read(self, data: bytes, name: str) -> tuple[Sheet, ...]:
        """The sheets of an Excel or CSV file, off the event loop. UserError says what is wrong with the file."""
        ...


class Imports(Protocol):
    """A merchant's imported files. From the first one on the shop's facts are these files' alone; once the last is
    taken back, the marketplace's again."""

    async def add(self, new: Import, items: Sequence[Item]) -> Import:
        """All items and the facts that follow from them, in one transaction; with the counts of what was new, changed
        and the same. Nothing twice under one id. An item of a later import stands in place of an earlier one."""
        ...

    async def remove(self, merchant: str, import_id: str, request_id: str) -> bool:
        """Take a file's items back: earlier ones of the same key stand again. False if it isn't there (any more)."""
        ...

    async def get(self, merchant: str, import_id: str) -> Import | None: ...

    async def state(self, merchant: str) -> ImportState:
        """What there is, by kind; empty for a shop that lives by its marketplace's facts."""
        ...

    async def products(self, merchant: str) -> tuple[tuple[NamedProduct, str], ...]:
        """Imported listings with their categories."""
        ...


IMPORTED = "import:"
"""How the warehouse's cursor begins for a shop that lives by its own exports."""


def is_imported(cursor: str | None) -> bool:
    """Whether the sync leaves the shop alone."""
    return cursor is not None and cursor.startswith(IMPORTED)
