"""A tiny shop whose every figure can be worked out by hand: two days, four products, four paid orders.

8 November: o1 of b1 (Yiwu, returning) 100 yuan by search: 10 pA for 60, 4 pB for 40; o2 of b2 (Guangzhou, new) 50 yuan
direct: 5 pB. 9 November: o3 of b1 200.50 by search in the campaign c1: 20 pA; o4 of b3 cancelled; o5 of b4 unpaid;
o6 of b5 (Hangzhou, new) 30 yuan by paid ads: 3 pA. pC never sold, pD is down.
"""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from core.market_facts import (
    AdFact,
    BuyerFact,
    CampaignFact,
    Channel,
    EventFact,
    FactBatch,
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

ZONE = ZoneInfo("Asia/Shanghai")
MERCHANT = "tiny"
EIGHTH, NINTH = date(2026, 11, 8), date(2026, 11, 9)
NOW = datetime(2026, 11, 10, 10, 0, tzinfo=ZONE)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def _product(key: str, title: str, category: str, listed: date, stock: int, cost: str | None) -> ProductFact:
    status = "down" if key == "pD" else "active"
    price = None if cost is None else Decimal(cost)
    return ProductFact(key, title, category, status, listed, Decimal(6), stock, price, (title[:4],))  # type: ignore[arg-type]


PRODUCTS = (
    _product("pA", "夜光乌龟摆件", "toys", date(2026, 10, 1), 100, "5"),
    _product("pB", "纯棉短袜", "socks", date(2026, 10, 1), 0, None),
    _product("pC", "保温杯", "cups", NINTH, 50, "9"),
    _product("pD", "旧款鞋盒", "storage", date(2026, 10, 1), 7, None),
)


def _traffic(day: date, product: str, channel: Channel, visitors: int, inquiries: int = 0) -> TrafficFact:
    return TrafficFact(day, product, channel, visitors * 10, visitors * 2, visitors, 5, visitors // 10, inquiries)


def _order(
    key: str,
    buyer: str,
    placed: datetime,
    amount: str,
    channel: Channel,
    status: str = "paid",
    campaign: str | None = None,
    ad: str | None = None,
) -> OrderFact:
    paid = None if status == "unpaid" else placed
    return OrderFact(key, buyer, placed, paid, status, Decimal(amount), channel, campaign, ad)  # type: ignore[arg-type]


def tiny_shop() -> FactBatch:
    """All of it, fresh to the end of 9 November."""
    return FactBatch(
        cursor="1",
        as_of=at(date(2026, 11, 10), 0),
        products=PRODUCTS,
        skus=(
            SkuFact("pA-1", "pA", "绿色", Decimal(6), 60),
            SkuFact("pA-2", "pA", "蓝色", Decimal(6), 40),
            SkuFact("pB-1", "pB", "默认", Decimal(10), 0),
            SkuFact("pC-1", "pC", "默认", Decimal(20), 50),
        ),
        traffic=(
            _traffic(EIGHTH, "pA", "search", 100),
            _traffic(EIGHTH, "pB", "direct", 50),
            _traffic(NINTH, "pA", "search", 200, inquiries=2),
            _traffic(NINTH, "pB", "direct", 50),
        ),
        orders=(
            _order("o1", "b1", at(EIGHTH, 10), "100", "search", "done"),
            _order("o2", "b2", at(EIGHTH, 20), "50", "direct", "shipped"),
            _order("o3", "b1", at(NINTH, 10), "200.50", "search", campaign="c1"),
            _order("o4", "b3", at(NINTH, 11), "999", "search", "cancelled"),
            _order("o5", "b4", at(NINTH, 12), "888", "search", "unpaid"),
            _order("o6", "b5", at(NINTH, 23, 30), "30", "paid_ads", ad="乌龟推广"),
        ),
        lines=(
            LineFact("o1", "pA-1", "pA", 10, Decimal(60)),
            LineFact("o1", "pB-1", "pB", 4, Decimal(40)),
            LineFact("o2", "pB-1", "pB", 5, Decimal(50)),
            LineFact("o3", "pA-1", "pA", 20, Decimal("200.50")),
            LineFact("o4", "pA-1", "pA", 99, Decimal(999)),
            LineFact("o5", "pA-2", "pA", 88, Decimal(888)),
            LineFact("o6", "pA-2", "pA", 3, Decimal(30)),
        ),
        buyers=(
            BuyerFact("b1", "浙江", "义乌", "L2", at(date(2026, 10, 2), 9), at(NINTH, 10)),
            BuyerFact("b2", "广东", "广州", "L1", at(EIGHTH, 20), at(EIGHTH, 20)),
            BuyerFact("b3", "江苏", "苏州", "L1", None, None),
            BuyerFact("b4", "江苏", "苏州", "L1", None, None),
            BuyerFact("b5", "浙江", "杭州", "L1", at(NINTH, 23), at(NINTH, 23)),
        ),
        refunds=(RefundFact("r1", "o1", "pA", at(NINTH, 9), Decimal("12.5"), "质量问题"),),
        reviews=(ReviewFact("v1", "pA", at(NINTH, 9), 5), ReviewFact("v2", "pA", at(NINTH, 10), 4)),
        ads=(AdFact(NINTH, "乌龟推广", "pA", Decimal(10), 400, 20, 1, Decimal(30)),),
        campaigns=(CampaignFact("c1", "双11大促", date(2026, 11, 1), date(2026, 11, 11), ("pA",)),),
        inquiries=(
            InquiryFact("q1", "pA", "b1", at(NINTH, 10), at(NINTH, 10, 10)),
            InquiryFact("q2", "pA", "b2", at(NINTH, 11), None),
        ),
        actions=(ShopActionFact("a1", at(NINTH, 8), "price", "pA", "7", "6"),),
        events=(EventFact("e1", "topic", "夜光乌龟上热搜", NINTH, date(2026, 11, 12), ("夜光乌龟",)),),
    )


def other_shop() -> FactBatch:
    """Another merchant's, which must never be counted."""
    return FactBatch(
        cursor="1",
        as_of=at(date(2026, 11, 10), 0),
        products=PRODUCTS,
        orders=(_order("o1", "b1", at(NINTH, 10), "7777", "search"),),
        lines=(LineFact("o1", "pA-1", "pA", 777, Decimal(7777)),),
        traffic=(_traffic(NINTH, "pA", "search", 7000),),
    )
