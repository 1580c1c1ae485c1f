"""What the simulated marketplace remembers of a shop. Mutable, and never seen outside this package."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from core.market import Tier
from core.market_facts import Channel, ProductStatus

CHANNELS: tuple[Channel, ...] = ("search", "recommendation", "paid_ads", "campaign", "direct", "external")
Cell = str | int | list[str] | None
Row = list[Cell]
StepName = Literal["paid", "cancelled", "shipped", "done", "refund", "review", "answered"]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What no port shows: a listing's own demand, drawn once when it is listed. Rates are fractions, money yuan."""

    visitors: float
    click_rate: float
    conversion: float
    elasticity: float
    anchor_price: float
    growth: float
    favourite: float
    cart: float
    inquiry: float
    refund: float
    ad_cost: float
    ad_audience: float
    size: float
    first_images: str


@dataclass(slots=True)
class Sku:
    id: str
    name: str
    stock: int


@dataclass(slots=True)
class AdPlan:
    """One ad campaign of one listing; `budget` is yuan a day."""

    campaign: str
    budget: float


@dataclass(slots=True)
class Listing:
    """A product. Times are seconds since 1970. `dry` is set at midnight when it is sold out.

    `batch` pieces come from the factory when stock runs low (0: never), next on day `restock_day` (0: not planned).
    `enrolled` maps a platform campaign to its discount as a fraction.
    """

    id: str
    title: str
    category: str
    attributes: dict[str, str]
    tiers: tuple[Tier, ...]
    skus: list[Sku]
    listed_at: int
    changed_at: int
    hidden: Hidden
    status: ProductStatus = "active"
    images: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    cost: Decimal | None = None
    dry: bool = False
    batch: int = 0
    restock_day: int = 0
    ad: AdPlan | None = None
    enrolled: dict[str, float] = field(default_factory=dict)

    @property
    def stock(self) -> int:
        return sum(sku.stock for sku in self.skus)

    @property
    def sold_out(self) -> bool:
        """Less is left than the minimum order."""
        return self.stock < self.tiers[0].min_units

    @property
    def price(self) -> float:
        """The first tier's, yuan."""
        return float(self.tiers[0].price)


@dataclass(slots=True)
class Buyer:
    """`number` counts from 1 in the order of first contact."""

    number: int
    province: str
    city: str
    level: int
    first_paid: int | None = None
    last_paid: int | None = None
    paid_orders: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """`amount` in fen."""

    sku: str
    product: str
    units: int
    amount: int


@dataclass(frozen=True, slots=True)
class Step:
    """Something that will happen to an order or an inquiry; `line`, `amount` (fen) and `word` as the step needs."""

    at: int
    name: StepName
    line: int = 0
    amount: int = 0
    word: str = ""


@dataclass(slots=True)
class Pending:
    """An order or inquiry with steps to come, in order of time."""

    id: str
    buyer: int
    product: str
    placed: int
    steps: list[Step]
    lines: list[Line] = field(default_factory=list)
    channel: Channel = "search"
    platform: str | None = None
    ad: str | None = None
    paid: int | None = None
    status: Literal["unpaid", "paid", "shipped", "done", "cancelled"] = "unpaid"


@dataclass(frozen=True, slots=True)
class Topic:
    """A hot topic: from day `starts` visitors of listings that carry one of `words` jump by `lift`, fading by half
    every `half_life` days."""

    id: str
    name: str
    words: tuple[str, ...]
    starts: int
    ends: int
    lift: float
    half_life: float


@dataclass(slots=True)
class Counters:
    """The last number given of each kind; `pool` is how many buyers there were at midnight."""

    products: int = 0
    orders: int = 0
    buyers: int = 0
    inquiries: int = 0
    refunds: int = 0
    reviews: int = 0
    actions: int = 0
    saved: int = 0
    pool: int = 0


@dataclass(slots=True)
class Book:
    """The facts of one day: traffic as six sums by (product, channel), all other rows by table and key."""

    day: int
    traffic: dict[tuple[str, Channel], list[int]] = field(default_factory=dict)
    tables: dict[str, dict[str, Row]] = field(default_factory=dict)

    def put(self, table: str, name: str, row: Row) -> None:
        """Add or replace a row."""
        self.tables.setdefault(table, {})[name] = row

    def visit(self, product: str, channel: Channel, sums: tuple[int, ...]) -> None:
        """Add impressions, page views, visitors, favourites, carts and inquiries."""
        old = self.traffic.get((product, channel))
        self.traffic[product, channel] = [a + b for a, b in zip(old, sums, strict=True)] if old else list(sums)


@dataclass(slots=True)
class Touched:
    """What changed since it was loaded; `settled` are ids no longer pending."""

    listings: set[str] = field(default_factory=set)
    buyers: set[int] = field(default_factory=set)
    pending: set[str] = field(default_factory=set)
    settled: set[str] = field(default_factory=set)


@dataclass(slots=True)
class ShopState:
    """`hour` is the first local hour not yet simulated, `now` the marketplace's clock in seconds.

    `buyers` and `pending` hold those at hand: all of them in a simulation in memory, else those the store was asked
    for.
    """

    merchant: str
    seed: int
    hour: int
    now: int
    counters: Counters = field(default_factory=Counters)
    topics: list[Topic] = field(default_factory=list)
    listings: dict[str, Listing] = field(default_factory=dict)
    buyers: dict[int, Buyer] = field(default_factory=dict)
    pending: dict[str, Pending] = field(default_factory=dict)
    book: Book | None = None
    touched: Touched = field(default_factory=Touched)
