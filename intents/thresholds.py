"""Thresholds on figures: 转化率低于1%, 销量100件以上, more than 50 orders."""

import re
from itertools import pairwise
from typing import Literal

from core.query import Having
from intents.folding import Span
from intents.mentions import Mentions
from intents.numbers import Number
from intents.patterns import pattern, table
from intents.wishes import Mention

PEOPLE = frozenset({"buyers", "new_buyers", "returning_buyers"})
Op = Literal["gt", "ge", "lt", "le", "eq"]


def _operators(found: dict[str, re.Pattern[str]]) -> tuple[tuple[Op, re.Pattern[str]], ...]:
    known: tuple[Op, ...] = ("gt", "ge", "lt", "le", "eq")
    return tuple((op, words) for name, words in found.items() for op in known if op == name)


_BEFORE = _operators(table("thresholds.before", r"(?:{})(?:了|过)?\s?$"))
_AFTER = _operators(
    table(
        "thresholds.after",
        r"\s?(?:[件单个人元块次%款]|units?|pieces|pcs|items|orders?|yuan|visitors?|buyers?|days?)?\s?(?:{})",
    )
)
_UNIT = pattern("thresholds.unit")
_SAID: tuple[tuple[re.Pattern[str], Having], ...] = (
    (
        re.compile(r"不止(?:一|1)(?:次|单|回)|\b(?:more than once|twice or more|at least twice|two or more times)\b"),
        Having(metric="orders", op="ge", value=2),
    ),
    (
        re.compile(
            r"只(?:有|买|下|卖|出|成交)?了?(?:过)?(?:一|1)(?:单|笔|次)|\b(?:only|just|exactly) (?:one|1|a single) order\b"
        ),
        Having(metric="orders", op="eq", value=1),
    ),
    (
        re.compile(
            r"只(?:有|卖|出)?了?(?:一|1)(?:个|位|名)(?:买家|客户|人|顾客)|\b(?:only|just|exactly) (?:one|1|a single) (?:buyer|customer|client)\b"
        ),
        Having(metric="buyers", op="eq", value=1),
    ),
)
"""Thresholds said in words."""
_NONE = re.compile(
    r"(?:一|1|0|零)(?:单|笔|个|件)(?:都|也)?(?:没|未)(?:有)?(?:出|卖|成交|下)?|(?:没|未|无|(?<!\d)0|零)(?:有)?(?:订单|单|成交|人买|出单|开单|卖出|卖)|\b(?:no|zero|0|without(?: any)?) (?:orders?|sales?|buyers?)\b|\bnot (?:a|one) (?:single )?(?:order|sale)\b"
)
_LISTED_NONE = frozenset({"products_without_sales", "orders", "gmv", "units", "active_products"})
_NO_HEAD = re.compile(r"(?:没有?|无|零|0)\Z|\b(?:no|zero|without(?: any)?|0) \Z")
_OF_THINGS = re.compile(r"(?:过)?的")
_NEGATIVE = re.compile(
    r"(?:为|是)?负(?:数|值)?|(?:低于|小于|不到)零| ?(?:is |was |being )?(?:negative|below zero|under zero)\b"
)
_RATES = ("rate", "margin", "share", "ctr", "sell_through", "roi")
_SHARE = re.compile(r"占|\bshare\b|\bof (?:the |our )?(?:total|all|gmv|sales|orders|revenue)\b")
_MOVED = re.compile(
    r"涨|跌|增长|下降|下滑|上升|减少|增加|\b(?:grew|rose|fell|dropped|growth|up|down|increase|decrease|decline)"
)
_BUT = re.compile(r"但|却|可是|不过|\bbut\b|\byet\b")
_NEAR = 24
_UP_TO_NAME = re.compile(r"\s?(?:or (?:more|less|fewer) )?(?:(?:paid|new|unique|daily|different|separate) )?")
_BETWEEN = re.compile(r"\b(?:between|from)\s?$")
_TO = re.compile(r"\s?[件单个人元块次%款]?(?:到|至|~|-|—|–|和)\s?")
_INSIDE = re.compile(r"\s?[件单个人元块次%款]?(?:之间|的)")


def find_thresholds(mentions: Mentions) -> tuple[tuple[Having, ...], tuple[Number, ...]]:
    """The thresholds, and the numbers that belong to them."""
    found, used = _between(mentions)
    found += [having for shape, having in _SAID if shape.search(mentions.low)]
    found += _none_of(mentions)
    if _NONE.search(mentions.low) and (mentions.numbers or _BUT.search(mentions.low)):
        found.append(Having(metric="orders", op="eq", value=0))
    for number in mentions.numbers:
        if number in used:
            continue
        op = _operator(mentions.low, number.span)
        metric = _metric(mentions, number) if op else None
        if op and metric:
            found.append(Having(metric=_part_of(metric, number, mentions), op=op, value=float(number.value)))
            used.append(number)
    return tuple(found), tuple(used)


def _none_of(mentions: Mentions) -> list[Having]:
    """没有收藏的商品, 毛利为负的商品: none of a figure, or less."""
    found = []
    for mention in mentions.of("metric"):
        head, tail = mentions.low[: mention.span.start], mentions.low[mention.span.end :]
        if mention.value in _LISTED_NONE or not mentions.of("dimension"):
            continue
        if _NO_HEAD.search(head) and (_OF_THINGS.match(tail) or head.isascii()):
            found.append(Having(metric=mention.value, op="eq", value=0))
        elif _NEGATIVE.match(tail):
            found.append(Having(metric=mention.value, op="lt", value=0))
    return found


def _part_of(metric: str, number: Number, mentions: Mentions) -> str:
    """A percentage of what is no rate is one of the whole (成交占比超过10%的省) or of a change (涨了10%以上)."""
    if number.kind != "percentage" or metric.endswith(_RATES):
        return metric
    if _SHARE.search(mentions.low):
        return f"{metric}_share"
    return f"{metric}_growth" if _MOVED.search(mentions.low) else metric


def _between(mentions: Mentions) -> tuple[list[Having], list[Number]]:
    """between 50 and 100, 50到100之间: at least the one and at most the other."""
    for first, last in pairwise(mentions.numbers):
        low = mentions.low
        head, middle, tail = low[: first.span.start], low[first.span.end : last.span.start], low[last.span.end :]
        english = _BETWEEN.search(head) and middle.strip() in ("and", "to", "-")
        chinese = _TO.fullmatch(middle) and _INSIDE.match(tail)
        metric = _metric(mentions, last) if english or chinese else None
        if metric:
            ends: tuple[tuple[Op, Number], ...] = (("ge", first), ("le", last))
            return [Having(metric=metric, op=op, value=float(one.value)) for op, one in ends], [first, last]
    return [], []


def _operator(low: str, span: Span) -> Op | None:
    head, tail = low[max(0, span.start - 16) : span.start], low[span.end : span.end + 20]
    after = next((op for op, words in _AFTER if words.match(tail)), None)
    return after or next((op for op, words in _BEFORE if words.search(head)), None)


def bare_thresholds(mentions: Mentions) -> tuple[tuple[Op, Number], ...]:
    """Bounds without a figure (低于2%的), for the figure that the talk is about."""
    found = ((_operator(mentions.low, number.span), number) for number in mentions.numbers)
    return tuple((op, number) for op, number in found if op is not None and op != "eq")


def _metric(mentions: Mentions, number: Number) -> str | None:
    """The unit's own figure, else the nearest one named before the number, else the first after it."""
    unit = _UNIT.match(mentions.low, number.span.end)
    metrics = [mention for mention in mentions.of("metric") if not _bare(mention)]
    if unit is not None and unit["units"] and any(m.value == "stock" for m in metrics):
        return "stock"
    close = [m for m in metrics if m.span.of(mentions.low).isascii() and _directly(mentions.low, number.span, m.span)]
    if close:
        return close[0].value
    if unit is not None and unit["orders"] and all(m.value in PEOPLE for m in metrics):
        return "orders"
    before = [m for m in metrics if m.span.end <= number.span.start and number.span.start - m.span.end <= _NEAR]
    if before:
        return before[-1].value
    if unit is not None:
        return next(name for name in ("units", "orders", "buyers", "visitors") if unit[name])
    after = [m for m in metrics if m.span.start >= number.span.end]
    if after:
        return after[0].value
    verbs = [m for m in mentions.of("metric") if m.span.end <= number.span.start]
    return verbs[-1].value if verbs else None


def _directly(low: str, number: Span, name: Span) -> bool:
    """Whether the figure's name follows its number at once: 50 orders, 5 or more paid orders."""
    return number.end <= name.start and _UP_TO_NAME.fullmatch(low[number.end : name.start]) is not None


def _bare(mention: Mention) -> bool:
    return mention.mark == "implied"
