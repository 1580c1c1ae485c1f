"""The facts agree with each other."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

from adapters.market.times import ZONE
from tests.adapters.market.shop import Folded


def local_day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def test_an_orders_amount_is_the_sum_of_its_lines(told: Folded) -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in told.rows("lines"):
        sums[line.order] += line.amount
    assert {o.order: o.amount for o in told.rows("orders")} == dict(sums)


def test_lines_hold_whole_minimum_orders_at_most_at_the_first_price(told: Folded) -> None:
    prices: dict[str, Decimal] = {p.product: p.price for p in told.rows("products")}
    lines = [line for line in told.rows("lines") if prices[line.product] < 30]
    assert all(line.units >= 1 and line.amount <= prices[line.product] * line.units + 1 for line in lines)


def test_visitors_of_a_product_and_channel_are_never_fewer_than_its_buyers(told: Folded) -> None:
    orders = {o.order: o for o in told.rows("orders")}
    buyers: dict[tuple[date, str, str], set[str]] = defaultdict(set)
    for line in told.rows("lines"):
        order = orders[line.order]
        if order.paid_at:
            buyers[local_day(order.paid_at), line.product, order.channel].add(order.buyer)
    for key, who in buyers.items():
        assert told.tables["traffic"][key].visitors >= len(who), key


def test_traffic_narrows_from_impressions_to_carts(told: Folded) -> None:
    for row in told.rows("traffic"):
        assert row.impressions >= row.visitors >= max(row.favourites, row.add_to_cart, row.inquiries)
        assert row.page_views >= row.visitors


def test_a_buyers_first_and_last_payment_are_those_of_the_orders(told: Folded) -> None:
    times: dict[str, list[datetime]] = defaultdict(list)
    for order in told.rows("orders"):
        if order.paid_at:
            times[order.buyer].append(order.paid_at)
    for buyer in told.rows("buyers"):
        paid = times.get(buyer.buyer)
        assert (buyer.first_paid_at, buyer.last_paid_at) == ((min(paid), max(paid)) if paid else (None, None))


def test_every_order_and_inquiry_has_its_buyer(told: Folded) -> None:
    known = {buyer.buyer for buyer in told.rows("buyers")}
    assert {row.buyer for name in ("orders", "inquiries") for row in told.rows(name)} <= known


def test_inquiries_are_as_many_as_traffic_counts(told: Folded) -> None:
    counted: dict[tuple[date, str], int] = defaultdict(int)
    for row in told.rows("traffic"):
        counted[row.day, row.product] += row.inquiries
    asked: dict[tuple[date, str], int] = defaultdict(int)
    for inquiry in told.rows("inquiries"):
        asked[local_day(inquiry.asked_at), inquiry.product] += 1
    assert asked == {key: n for key, n in counted.items() if n}


def test_refunds_are_of_paid_lines_and_never_more_than_them(told: Folded) -> None:
    lines: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in told.rows("lines"):
        lines[line.order, line.product] += line.amount
    refunds = told.rows("refunds")
    assert refunds
    for refund in refunds:
        assert 0 < refund.amount <= lines[refund.order, refund.product]
        assert told.tables["orders"][(refund.order,)].paid_at < refund.refunded_at


def test_ads_gmv_is_that_of_the_orders_they_brought(told: Folded) -> None:
    brought = sum(o.amount for o in told.rows("orders") if o.ad_campaign and o.paid_at)
    assert sum(ad.gmv for ad in told.rows("ads")) == brought > 0


def test_ads_never_spend_more_than_their_budget(told: Folded) -> None:
    for ad in told.rows("ads"):
        assert ad.spend <= 70
        assert ad.clicks <= ad.impressions


def test_orders_take_their_price_from_the_campaign_they_stand_in(told: Folded) -> None:
    in_campaign = [o for o in told.rows("orders") if o.platform_campaign]
    campaign = told.tables["campaigns"][("1111-2026",)]
    assert in_campaign
    for order in in_campaign:
        assert order.platform_campaign == campaign.campaign
        assert campaign.starts <= local_day(order.placed_at) <= campaign.ends


def test_taken_down_listings_lose_their_traffic(told: Folded) -> None:
    action = next(a for a in told.rows("actions") if a.action_type == "take_down")
    day = local_day(action.at)
    seen = {row.day for row in told.rows("traffic") if row.product == action.product}
    assert day - timedelta(days=1) in seen
    late = {row.day for row in told.rows("traffic") if row.product == action.product and row.impressions > 3}
    assert max(late) <= day
