"""Facts, as the sync copies them from a marketplace. Money is yuan, times aware.

A later batch may correct an earlier row of the same key.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Channel = Literal["search", "recommendation", "paid_ads", "campaign", "direct", "external"]


ProductStatus = Literal["active", "down"]


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
