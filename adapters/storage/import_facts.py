"""From imported items to facts: products found by their titles, lines, buyers and refunds made of orders."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import cast
from zoneinfo import ZoneInfo

from core.imports import AdItem, Item, OrderItem, OrderLine, ProductItem, TrafficItem
from core.market_facts import (
    AdFact,
    Channel,
    FactBatch,
    LineFact,
    OrderFact,
    ProductFact,
    RefundFact,
    SkuFact,
    TrafficFact,
)

PAID = frozenset({"paid", "shipped", "done"})


class Facts:
    """Makes one batch of items. `titles` maps the titles of known products to their ids."""

    def __init__(self, titles: Mapping[str, str], known: frozenset[str], zone: ZoneInfo, now: datetime) -> None:
        self._titles = dict(titles)
        self._known = known
        self._zone = zone
        self._now = now
        self.mentioned: dict[str, ProductFact] = {}
        """Products that orders, traffic or ads speak of and no list of products does."""
        self.skus: dict[str, SkuFact] = {}

    def batch(self, items: Iterable[Item], cursor: str, as_of: datetime) -> FactBatch:
        """All facts but buyers, which follow from all of a buyer's orders."""
        every = list(items)
        products = [self._product(item) for item in every if isinstance(item, ProductItem)]
        orders = [item for item in every if isinstance(item, OrderItem)]
        lines = [fact for order in orders for fact in self._lines(order)]
        refunds = [fact for order in orders if (fact := self._refund(order)) is not None]
        return FactBatch(
            cursor=cursor,
            as_of=as_of,
            products=tuple(products),
            traffic=tuple(self._traffic(item) for item in every if isinstance(item, TrafficItem)),
            orders=tuple(map(_order, orders)),
            lines=tuple(lines),
            refunds=tuple(refunds),
            ads=tuple(self._ad(item) for item in every if isinstance(item, AdItem)),
        )

    def _product(self, item: ProductItem) -> ProductFact:
        self._titles[item.title] = item.product
        return ProductFact(
            product=item.product,
            title=item.title,
            category=item.category,
            status=item.status,
            listed_on=item.listed_on or self._now.date(),
            price=item.price,
            stock=item.stock,
            cost=item.cost,
            aliases=(),
        )

    def _which(self, product: str, title: str, fact: OrderItem | TrafficItem | AdItem, line: OrderLine | None) -> str:
        """The product's id; one that no list names is kept under its title."""
        found = product or self._titles.get(title, title)
        if found and found not in self._known and found not in self.mentioned:
            price = line.amount / line.units if line is not None and line.units else 0
            self.mentioned[found] = ProductFact(
                product=found,
                title=title or found,
                category="",
                status="active",
                listed_on=fact.day,
                price=price,  # type: ignore[arg-type]
                stock=0,
                cost=None,
                aliases=(),
            )
        return found

    def _lines(self, order: OrderItem) -> list[LineFact]:
        used: dict[str, int] = {}
        facts = []
        for line in order.lines:
            product = self._which(line.product, line.title, order, line)
            sku = f"{product}:{line.sku}" if line.sku else product
            used[sku] = used.get(sku, 0) + 1
            price = line.amount / line.units if line.units else line.amount
            self.skus[sku] = SkuFact(sku=sku, product=product, name=line.sku or "-", price=price, stock=0)
            again = f"{sku}#{used[sku]}" if used[sku] > 1 else sku
            facts.append(LineFact(order=order.order, sku=again, product=product, units=line.units, amount=line.amount))
        return facts

    def _refund(self, order: OrderItem) -> RefundFact | None:
        if not order.refund or order.refunded_at is None or not order.lines:
            return None
        largest = max(order.lines, key=lambda line: line.amount)
        return RefundFact(
            refund=order.order,
            order=order.order,
            product=self._which(largest.product, largest.title, order, largest),
            refunded_at=order.refunded_at,
            amount=order.refund,
            reason="",
        )

    def _traffic(self, item: TrafficItem) -> TrafficFact:
        return TrafficFact(
            day=item.day,
            product=self._which(item.product, item.title, item, None),
            channel=cast(Channel, item.channel),
            impressions=item.impressions,
            page_views=item.page_views,
            visitors=item.visitors,
            favourites=item.favourites,
            add_to_cart=item.add_to_cart,
            inquiries=item.inquiries,
        )

    def _ad(self, item: AdItem) -> AdFact:
        return AdFact(
            day=item.day,
            ad_campaign=item.ad_campaign,
            product=self._which(item.product, item.title, item, None),
            spend=item.spend,
            impressions=item.impressions,
            clicks=item.clicks,
            orders=item.orders,
            gmv=item.gmv,
        )


def _order(item: OrderItem) -> OrderFact:
    """An order without a buyer has one of its own, so that no two strangers count as one."""
    return OrderFact(
        order=item.order,
        buyer=buyer_of(item),
        placed_at=item.placed_at,
        paid_at=item.paid_at,
        status=item.status,
        amount=item.amount,
        channel=cast(Channel, item.channel),
        platform_campaign=None,
        ad_campaign=None,
    )


def buyer_of(item: OrderItem) -> str:
    """The buyer's id."""
    return item.buyer or f"?{hashlib.sha256(item.order.encode()).hexdigest()[:12]}"


def end_of(item: Item, zone: ZoneInfo) -> datetime | None:
    """The end of the last day that an item speaks of; None for a product, which speaks of now."""
    return None if isinstance(item, ProductItem) else datetime.combine(item.day, time(23, 59, 59), zone)
