"""Facts of the marketplace port as rows of the fact tables."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from core.market_facts import (
    AdFact,
    BuyerFact,
    CampaignFact,
    EventFact,
    InquiryFact,
    LineFact,
    OrderFact,
    ProductFact,
    RefundFact,
    ReviewFact,
    ShopActionFact,
    SkuFact,
    TrafficFact,
)

Row = dict[str, Any]
PAID = frozenset({"paid", "shipped", "done"})
FROM_ORDER = ("buyer", "paid_on", "paid_hour", "status", "channel", "platform_campaign", "ad_campaign")
"""What a line repeats of its order."""
ORDER_UNKNOWN: Row = dict.fromkeys(FROM_ORDER)


def fen(yuan: Decimal) -> int:
    """Yuan to whole fen, half up."""
    return int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP))


def iso_utc(at: datetime) -> str:
    """An aware time as ISO text in UTC."""
    return at.astimezone(UTC).isoformat()


def _words(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class FactRows:
    """Turns facts of one merchant into rows; days and hours are taken in the shop's `zone`."""

    merchant: str
    zone: ZoneInfo

    def product(self, fact: ProductFact) -> Row:
        """A listing."""
        return {
            "merchant": self.merchant,
            "product": fact.product,
            "title": fact.title,
            "category": fact.category,
            "status": fact.status,
            "listed_on": fact.listed_on.isoformat(),
            "price_fen": fen(fact.price),
            "stock": fact.stock,
            "cost_fen": None if fact.cost is None else fen(fact.cost),
            "aliases": _words(fact.aliases),
        }

    def sku(self, fact: SkuFact) -> Row:
        """A variant of a listing."""
        return {
            "merchant": self.merchant,
            "sku": fact.sku,
            "product": fact.product,
            "name": fact.name,
            "price_fen": fen(fact.price),
            "stock": fact.stock,
        }

    def traffic(self, fact: TrafficFact) -> Row:
        """A product's day in a channel."""
        return {
            "merchant": self.merchant,
            "day": fact.day.isoformat(),
            "product": fact.product,
            "channel": fact.channel,
            "impressions": fact.impressions,
            "page_views": fact.page_views,
            "visitors": fact.visitors,
            "favourites": fact.favourites,
            "add_to_cart": fact.add_to_cart,
            "inquiries": fact.inquiries,
        }

    def order(self, fact: OrderFact) -> Row:
        """An order; `paid_on` and `paid_hour` only while it counts as paid."""
        placed = fact.placed_at.astimezone(self.zone)
        counts = fact.paid_at is not None and fact.status in PAID
        paid = fact.paid_at.astimezone(self.zone) if fact.paid_at is not None and counts else None
        return {
            "merchant": self.merchant,
            "order_id": fact.order,
            "buyer": fact.buyer,
            "placed_at": iso_utc(fact.placed_at),
            "placed_on": placed.date().isoformat(),
            "placed_hour": placed.hour,
            "paid_at": None if fact.paid_at is None else iso_utc(fact.paid_at),
            "paid_on": None if paid is None else paid.date().isoformat(),
            "paid_hour": None if paid is None else paid.hour,
            "status": fact.status,
            "amount_fen": fen(fact.amount),
            "channel": fact.channel,
            "platform_campaign": fact.platform_campaign,
            "ad_campaign": fact.ad_campaign,
        }

    def line(self, fact: LineFact, order: Mapping[str, Any]) -> Row:
        """A line with its order's columns; `ORDER_UNKNOWN` for an order not seen yet."""
        return {
            "merchant": self.merchant,
            "order_id": fact.order,
            "sku": fact.sku,
            "product": fact.product,
            "units": fact.units,
            "amount_fen": fen(fact.amount),
            "buyer": order["buyer"],
            "paid_on": order["paid_on"],
            "paid_hour": order["paid_hour"],
            "status": order["status"],
            "channel": order["channel"],
            "platform_campaign": order["platform_campaign"],
            "ad_campaign": order["ad_campaign"],
        }

    def buyer(self, fact: BuyerFact) -> Row:
        """A buyer."""
        return {
            "merchant": self.merchant,
            "buyer": fact.buyer,
            "province": fact.province,
            "city": fact.city,
            "level": fact.level,
            "first_paid_on": self._day(fact.first_paid_at),
            "last_paid_on": self._day(fact.last_paid_at),
        }

    def refund(self, fact: RefundFact) -> Row:
        """A refund."""
        refunded = fact.refunded_at.astimezone(self.zone)
        return {
            "merchant": self.merchant,
            "refund": fact.refund,
            "order_id": fact.order,
            "product": fact.product,
            "refunded_on": refunded.date().isoformat(),
            "refunded_hour": refunded.hour,
            "amount_fen": fen(fact.amount),
            "reason": fact.reason,
        }

    def review(self, fact: ReviewFact) -> Row:
        """A review."""
        return {
            "merchant": self.merchant,
            "review": fact.review,
            "product": fact.product,
            "reviewed_on": self._day(fact.reviewed_at),
            "score": fact.score,
        }

    def ad(self, fact: AdFact) -> Row:
        """A product's day in an ad campaign."""
        return {
            "merchant": self.merchant,
            "day": fact.day.isoformat(),
            "ad_campaign": fact.ad_campaign,
            "product": fact.product,
            "spend_fen": fen(fact.spend),
            "impressions": fact.impressions,
            "clicks": fact.clicks,
            "orders": fact.orders,
            "gmv_fen": fen(fact.gmv),
        }

    def campaign(self, fact: CampaignFact) -> Row:
        """A platform campaign, without its products."""
        return {
            "merchant": self.merchant,
            "campaign": fact.campaign,
            "name": fact.name,
            "starts": fact.starts.isoformat(),
            "ends": fact.ends.isoformat(),
        }

    def enrolments(self, fact: CampaignFact) -> list[Row]:
        """The products in it."""
        return [
            {"merchant": self.merchant, "campaign": fact.campaign, "product": product}
            for product in dict.fromkeys(fact.enrolled)
        ]

    def inquiry(self, fact: InquiryFact) -> Row:
        """A buyer's question."""
        asked = fact.asked_at.astimezone(self.zone)
        wait = None if fact.answered_at is None else fact.answered_at - fact.asked_at
        return {
            "merchant": self.merchant,
            "inquiry": fact.inquiry,
            "product": fact.product,
            "buyer": fact.buyer,
            "asked_at": iso_utc(fact.asked_at),
            "asked_on": asked.date().isoformat(),
            "asked_hour": asked.hour,
            "answered_at": None if fact.answered_at is None else iso_utc(fact.answered_at),
            "response_seconds": None if wait is None else round(wait.total_seconds()),
        }

    def action(self, fact: ShopActionFact) -> Row:
        """Something done to the shop."""
        acted = fact.at.astimezone(self.zone)
        return {
            "merchant": self.merchant,
            "action": fact.action,
            "at": iso_utc(fact.at),
            "acted_on": acted.date().isoformat(),
            "acted_hour": acted.hour,
            "action_type": fact.action_type,
            "product": fact.product,
            "value_before": fact.before,
            "value_after": fact.after,
        }

    def event(self, fact: EventFact) -> Row:
        """Something outside the shop."""
        return {
            "merchant": self.merchant,
            "event": fact.event,
            "kind": fact.kind,
            "name": fact.name,
            "starts": fact.starts.isoformat(),
            "ends": fact.ends.isoformat(),
            "words": _words(fact.words),
        }

    def _day(self, at: datetime | None) -> str | None:
        return None if at is None else at.astimezone(self.zone).date().isoformat()
