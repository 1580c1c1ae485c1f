"""A hand-made lexicon, a fixed now and short ways to write queries, for the tests of understanding."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.lexicon import Lexicon, NamedProduct
from core.query import MetricQuery
from core.understanding import Area, Context, PastTurn
from intents.reading import Reading
from intents.rewrite import read_in_context

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Friday."""

METRICS = {
    "gmv": "成交额 成交 销售额 营业额 流水 业绩 卖了多少钱 卖得最好 卖得最差 gmv|sales|revenue|best selling|worst selling",
    "orders": "订单数 订单 单量 orders",
    "buyers": "买家数 买家 客户数 客户 buyers|customers",
    "units": "销量 件数 卖了多少件 units|units sold",
    "aov": "客单价 笔单价 average order value|aov|average order",
    "gmv_per_buyer": "人均消费 spend per buyer",
    "visitors": "访客 访客数 visitors",
    "page_views": "浏览量 page views",
    "impressions": "曝光 impressions",
    "click_rate": "点击率 click rate",
    "conversion_rate": "转化率 conversion rate|conversion",
    "add_to_cart": "加购 add to cart",
    "add_to_cart_rate": "加购率 add to cart rate",
    "favourites": "收藏 favourites",
    "inquiries": "询盘 询盘数 inquiries",
    "response_time": "响应时间 response time",
    "refund_amount": "退款金额 退款额 refund amount|refunds",
    "refund_rate": "退款率 refund rate",
    "repurchase_rate": "复购率 repurchase rate",
    "new_buyers": "新买家数 新客 new buyers",
    "returning_buyers": "回头客数 老客 returning buyers",
    "ad_spend": "广告花费 广告费 ad spend",
    "roi": "投产比 广告roi roi|return on ads",
    "stock": "库存 stock",
    "products_without_sales": "没动销 没动销商品 products without sales",
    "active_products": "在架商品数 active products|how many products",
    "gross_profit": "毛利 gross profit",
}
DIMENSIONS = {
    "product": "商品 产品 款 哪个商品 product|products",
    "category": "类目 品类 category|categories",
    "channel": "渠道 来源 channel|channels|by channel",
    "province": "省份 省 地区 各省 哪个省 province|provinces",
    "city": "城市 city|cities",
    "buyer_type": "新老客 新客老客 买家类型 buyer type",
    "hour": "时段 小时 几点 hour",
    "refund_reason": "退款原因 refund reason",
}


def _aliases(table: dict[str, str]) -> dict[str, str]:
    """Chinese names are set apart by blanks, English ones (which hold blanks) by bars."""
    found: dict[str, str] = {}
    for value, text in table.items():
        chinese = [word for word in text.split() if not word.isascii()]
        english = " ".join(word for word in text.split() if word.isascii() or "|" in word)
        for word in [*chinese, *english.split("|")]:
            if word:
                found[word] = value
    return found


PRODUCTS = (
    NamedProduct("p1", "义乌夜光乌龟儿童玩具发光公仔", ("夜光乌龟", "glow turtle")),
    NamedProduct("p2", "透明收纳盒桌面抽屉式大号", ("storage box large",)),
    NamedProduct("p3", "折叠收纳盒布艺衣物整理箱", ("folding storage box",)),
    NamedProduct("p4", "不锈钢保温杯316便携", ("保温杯", "thermos")),
    NamedProduct("p5", "圣诞树装饰灯串LED", ("圣诞灯串", "christmas lights")),
    NamedProduct("p6", "陶瓷马克杯带盖", ("马克杯", "mug")),
)
LEXICON = Lexicon(
    metrics=_aliases(METRICS),
    dimensions=_aliases(DIMENSIONS),
    elements={
        "city": {"义乌": "义乌", "yiwu": "义乌", "杭州": "杭州", "hangzhou": "杭州", "深圳": "深圳", "广州": "广州"},
        "province": {"浙江": "浙江", "浙江省": "浙江", "zhejiang": "浙江", "广东": "广东", "广东省": "广东", "guangdong": "广东", "江苏": "江苏"},
        "channel": {
            "搜索": "search", "search": "search", "推荐": "recommendation", "付费广告": "paid_ads", "广告": "paid_ads",
            "paid ads": "paid_ads", "活动": "campaign", "站外": "external",
        },
        "buyer_type": {"新客": "new", "新买家": "new", "老客": "returning", "new customers": "new"},
        "category": {"玩具": "toys", "toys": "toys", "家居": "home"},
    },
    products=PRODUCTS,
)  # fmt: skip
TITLES = {product.id: product.title for product in PRODUCTS}


def short(query: MetricQuery | None) -> str:
    """A query on one line: `gmv,orders | 11-09..11-15 | by product | city=义乌 | desc gmv 5 …`, parts left out if empty."""
    if query is None:
        return "-"
    window = query.window
    parts = [",".join(query.metrics), _dates(window.start.isoformat(), window.end.isoformat()) + _unsaid(query)]
    parts += [f"by {','.join(query.dimensions)}"] if query.dimensions else []
    signs = {"eq": "=", "ne": "!=", "in": " in ", "ge": ">=", "lt": "<"}
    for entry in query.filters:
        value = entry.value if isinstance(entry.value, str) else "/".join(entry.value)
        parts.append(f"{entry.field}{signs[entry.op]}{value}")
    parts += [query.grain] if query.grain else []
    if query.compare:
        against = query.compare.window
        dates = f" {_dates(against.start.isoformat(), against.end.isoformat())}" if against else ""
        parts.append(f"vs {query.compare.kind}{dates}")
    if query.order:
        parts.append(f"{query.order} {query.by}{f' {query.limit}' if query.limit else ''}")
    parts += [f"{entry.metric} {entry.op} {entry.value:g}" for entry in query.having]
    parts += [f"+{name}" for name in query.derive]
    return " | ".join(parts)


def _dates(start: str, end: str) -> str:
    shown = [day.removeprefix("2026-") for day in (start, end)]
    return shown[0] if start == end else "..".join(shown)


def _unsaid(query: MetricQuery) -> str:
    return "" if query.window_said else "?"


def past(text: str, area: Area = "data", products: tuple[str, ...] = (), minutes: int = 2, reply: str = "") -> PastTurn:
    """A turn `minutes` ago, read by itself."""
    reading = read_in_context(text, Context(), LEXICON, NOW)
    return PastTurn(
        at=NOW - timedelta(minutes=minutes),
        text=text,
        rewritten=reading.rewritten,
        area=area,
        intent={"data": "data.query", "why": "why.change"}.get(area, f"{area}.ask"),
        query=reading.query if area in ("data", "why") else None,
        products=products,
        reply=reply,
    )


def read(text: str, *turns: PastTurn) -> Reading:
    """Read a text after those turns."""
    return read_in_context(text, Context(history=turns), LEXICON, NOW)
