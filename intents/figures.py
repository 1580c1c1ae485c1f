"""Which figures a text names, and which it means without naming them."""

import re
from dataclasses import replace

from intents.folding import Span
from intents.mentions import Mentions
from intents.patterns import table
from intents.wishes import Mention
from intents.words import words

_PER = table("asked.per")
_COUNTED = {"units": re.compile(r"(?:几|多少)(?:件|个|双|只)"), "orders": re.compile(r"(?:几|多少)单")}
_COUNTS = frozenset({"units", "orders", "page_views", "inquiries", "favourites", "add_to_cart", "impressions"})
_PIECES = re.compile(r"\bhow many\b.*\b(?:sell|sold)\b")
_SOLD = re.compile(r"^(?!.*how much).*\bsold\b")
PEOPLE = frozenset({"buyers", "new_buyers", "returning_buyers"})
WEAK = frozenset(
    [
        "卖",
        "卖得",
        "卖的",
        "出货",
        "人气",
        "流量",
        "客流",
        "traffic",
        "sold",
        "selling",
        "sell",
        "sells",
        "赚多少",
        "怎么样",
        "咋样",
        "如何",
        "数据",
        "情况怎么样",
    ]
)


def figures_meant(
    low: str, dimensions: tuple[str, ...], loose: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Where no figure is named, some dimensions name it themselves: 新客和老客各多少, 退款原因分布."""
    named = (*dimensions, *loose)
    if named == ("action_type",):
        return ("shop_actions",), named, ()
    if "refund_reason" in named:
        return ("refund_count",), ("refund_reason",), tuple(name for name in named if name != "refund_reason")
    if named == ("buyer_type",) and _QUANTITY.search(low):
        return ("new_buyers", "returning_buyers"), (), ()
    return (), dimensions, loose


def within_overview(mentions: Mentions) -> bool:
    """Whether every figure named is part of a way to ask for all of them (生意怎么样)."""
    return all(
        any(
            text in mentions.low and mention.span.of(mentions.low) in text for text in words().overview if len(text) > 3
        )
        for mention in mentions.of("metric")
    )


def figures_named(mentions: Mentions) -> tuple[tuple[str, ...], bool]:
    """Figures named; verbs (卖, 卖了多少) only where nothing is named. `weak`: nothing but a bare verb."""
    named = mentions.of("metric")
    plain = [mention for mention in named if mention.mark != "implied"]
    implied = [mention for mention in named if mention.mark == "implied"]
    strong = [mention for mention in implied if mention.span.of(mentions.low) not in WEAK]
    chosen = _without_gmv_verb(mentions, plain) or strong or implied
    if any(mention.value == "ad_spend" for mention in (*plain, *implied)):
        spent = [m for m in (*plain, *implied) if m.value == "gmv" and _SPENT_ON.match(m.span.of(mentions.low))]
        plain, strong = [m for m in plain if m not in spent], [m for m in strong if m not in spent]
        chosen = [mention for mention in chosen if mention not in spent] or chosen
    if plain and strong and not _only_gmv(strong):
        chosen = sorted([*chosen, *strong], key=lambda mention: mention.span)
    if len({mention.value for mention in chosen}) > 1:
        chosen = [mention for mention in chosen if not _PURE.fullmatch(mention.span.of(mentions.low))] or chosen
        chosen = _without_general_people(chosen, mentions.low)
    chosen = [_as_count(mention, mentions.low) for mention in chosen]
    chosen = [mention for mention in chosen if not _only_subject(mention, chosen, mentions.low)]
    values = tuple(dict.fromkeys(m.value for m in chosen))
    weak = bool(implied and not plain and not strong)
    sold = mentions.products and _SOLD.search(mentions.low)
    if weak and values == ("gmv",) and (sold or _PIECES.search(mentions.low)):
        return ("units",), False
    return values, weak


_SPENT_ON = re.compile(r"花|烧|消耗|用了|spen")
_PURE = re.compile(r"(?:有|共)?(?:几|多少)(?:件|单|笔|个|次|双|只|支|套|盒|人)")
_NUMBER_OF = re.compile(r"最[多少]|(?:多|少)的|次数|笔数|most|least|fewest")


def _without_general_people(chosen: list[Mention], low: str) -> list[Mention]:
    """首次下单的客户 names new buyers, not buyers beside them."""
    special = [mention for mention in chosen if mention.value in ("new_buyers", "returning_buyers")]
    if not special or any(_JOINED.search(low[one.span.start - 2 : one.span.start]) for one in chosen[1:]):
        return chosen
    return [mention for mention in chosen if mention.value != "buyers"] if len(chosen) == 2 else chosen


def _as_count(mention: Mention, low: str) -> Mention:
    """退款最多 is by their number, where no money is spoken of."""
    after = low[mention.span.end : mention.span.end + 4]
    counted = _NUMBER_OF.search(after) or _BY_NUMBER.search(low)
    if mention.value == "refund_amount" and mention.span.of(low) == "退款" and counted:
        return replace(mention, value="refund_count")
    return mention


_BY_NUMBER = re.compile(r"(?:几|多少)(?:笔|单|次)|占退款|退款的(?:几成|百分之|多少比例)|笔退款")
_JOINED = re.compile(r"和|跟|与|及|、|[,，/&]|\band\b|\bplus\b|\bvs\b|\bor\b")
_SUBJECTS = re.compile(r"买家|客户|顾客|客人|新客|老客|新买家|老买家|customers?|buyers?|clients?|shoppers?")


def _only_subject(mention: Mention, chosen: list[Mention], low: str) -> bool:
    """Whether people are named as those who did something (L4买家贡献多少成交), not to be counted beside it."""
    if mention.value not in PEOPLE or not _SUBJECTS.fullmatch(mention.span.of(low)):
        return False
    others = [other for other in chosen if other.value != mention.value]
    if not others:
        return False
    reach = 5 if mention.span.of(low).isascii() else 1
    near = (
        low[max(0, mention.span.start - reach) : mention.span.start],
        low[mention.span.end : mention.span.end + reach],
    )
    return not any(_JOINED.search(piece) for piece in near)


def _only_gmv(mentions: list[Mention]) -> bool:
    return all(mention.value == "gmv" for mention in mentions)


def _without_gmv_verb(mentions: Mentions, plain: list[Mention]) -> list[Mention]:
    """卖得最好, best selling stand for GMV only where no other figure is named."""
    others = [mention for mention in plain if mention.value != "gmv" or not is_verb(mention.span, mentions.low)]
    return others or plain


def is_verb(span: Span, low: str) -> bool:
    return span.of(low).startswith(("卖", "best", "worst", "top", "sold"))


_NEEDED = {"visitors": "访客|人(?:来)?|visitors", "inquiries": "询盘|咨询|inquiries", "add_to_cart": "加购|add[- ]to[- ]carts?|carts",
           "ad_clicks": "(?:广告)?点击|(?:ad )?clicks", "impressions": "曝光|展现|impressions", "page_views": "浏览|page views|views"}  # fmt: skip
_WON = {
    "orders": "(?:张|个|笔)?(?:订?单|成交)|(?:paid )?(?:order|sale)s?",
    "buyers": "个?(?:买家|客户|人(?:买|下单|付款))|(?:buyer|customer|client)s?",
}
_FOR_ONE = tuple(
    (
        (above, below),
        re.compile(
            rf"(?:多少|几)(?:个|次|位)?(?:{many})[^，。]{{0,4}}?(?:才)?(?:能|会|可以)?(?:出|换|成|有|带来?|产生|变成?|转化成?|来)?(?:到|得)?一(?:{one})"
            rf"|\bhow many (?:{many})\b.{{0,30}}?\b(?:per|for each|for every|for an?|to get an?|to get one|to make an?|to make one|an|one|a) (?:{one})\b"
        ),
    )
    for above, many in _NEEDED.items()
    for below, one in _WON.items()
)
_OUT_OF = tuple(
    (
        (above, below),
        re.compile(
            rf"(?:{many})到(?:{one})的?(?:比例|比率|转化率?|占比)|(?:{few})[- ]to[- ](?:{ones}) (?:ratio|rate|conversion)"
        ),
    )
    for below, many, few in (
        ("inquiries", "询盘|咨询|询价", "inquiry|inquiries"),
        ("add_to_cart", "加购", "cart|carts|add-to-cart"),
        ("favourites", "收藏", "favourites?"),
        ("page_views", "浏览", "page views?|views?"),
    )
    for above, one, ones in (("orders", "成交|下单|订单|付款|购买", "orders?|sales?|purchases?"),)
)
"""询盘到成交的比例: how much of the one becomes the other."""
"""多少个访客才出一单: how much of the one it takes for one of the other."""
_QUANTITY = re.compile(r"多少|几|人数|how many|numbers?\b|count")


_NAMED_RATIOS = {
    ("ad_spend", "gmv"): "ad_cost_share", ("visitors", "impressions"): "click_rate",
    ("buyers", "visitors"): "conversion_rate", ("add_to_cart", "visitors"): "add_to_cart_rate",
    ("inquiries", "visitors"): "inquiry_rate", ("refund_count", "orders"): "refund_rate",
    ("ad_gmv", "ad_spend"): "roi", ("ad_clicks", "ad_impressions"): "ctr", ("ad_spend", "ad_clicks"): "cpc",
}  # fmt: skip


def named_ratio(metrics: tuple[str, ...], derive: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ad cost as a percentage of GMV is a figure of its own."""
    name = _NAMED_RATIOS.get(metrics) if "ratio" in derive and len(metrics) == 2 else None
    return ((name,), tuple(word for word in derive if word != "ratio")) if name else (metrics, derive)


def one_per_another(low: str, metrics: tuple[str, ...]) -> tuple[str, ...]:
    """每单几件, page views per visitor: one count over another, where that is no figure of its own."""
    for (above, below), shape in (*_FOR_ONE, *_OUT_OF):
        if shape.search(low):
            return above, below
    for below, shape in _PER.items():
        if not shape.search(low):
            continue
        upper = [name for name in metrics if name not in (below, "aov", "gmv_per_buyer", "gmv_per_visitor")]
        upper = upper or [name for name, said in _COUNTED.items() if name != below and said.search(low)]
        if len(upper) == 1 and upper[0] in _COUNTS:
            return upper[0], below
    return ()
