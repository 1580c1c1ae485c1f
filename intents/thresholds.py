"""Thresholds on figures: 转化率低于1%, 销量100件以上, more than 50 orders."""

import re
from typing import Literal

from core.query import Having
from intents.folding import Span
from intents.mentions import Mention, Mentions
from intents.numbers import Number

Op = Literal["gt", "ge", "lt", "le", "eq"]

_BEFORE: tuple[tuple[Op, re.Pattern[str]], ...] = tuple(
    (op, re.compile(rf"(?:{pattern})(?:了|过)?\s?$"))
    for op, pattern in (
        ("le", r"不超过|不高于|不大于|不多于|至多|最多|顶多|<=|≤|at most|no more than|not more than|up to|within|max(?:imum)?"),
        ("ge", r"不低于|不少于|不小于|至少|起码|达到|满|>=|≥|at least|no less than|no fewer than|not less than|min(?:imum)?"),
        ("gt", r"超过|超|过|大于|高于|多于|高过|突破|破|>|over|above|more than|greater than|higher than|exceed(?:s|ing|ed)?|beyond|better than"),
        ("lt", r"不到|不足|低于|小于|少于|没到|没过|没超过|未达|跌破|<|under|below|less than|fewer than|lower than|smaller than|short of"),
        ("eq", r"等于|刚好|正好|为|是|=|==|exactly|equal to|equals"),
    )
)  # fmt: skip
_AFTER: tuple[tuple[Op, re.Pattern[str]], ...] = tuple(
    (op, re.compile(rf"\s?(?:[件单个人元块次%款]|units?|orders?|yuan|visitors?|buyers?)?\s?(?:{pattern})"))
    for op, pattern in (
        ("ge", r"及?以上|起|or more|or above|or higher|and above|\+"),
        ("le", r"以内|及?以下|之内|or less|or fewer|or below|and below"),
        ("gt", r"开外|往上"),
        ("lt", r"不到|都没到|都不到|都没有"),
    )
)  # fmt: skip
_UNIT = re.compile(
    r"\s?(?:(?P<units>件|个(?!点)|pcs|pieces|units)|(?P<orders>单(?!价)|笔|orders?)|(?P<buyers>个?人买|位买家|buyers?|customers?)|(?P<visitors>个?访客|个?人看|visitors?))"
)
_NEAR = 24


def find_thresholds(mentions: Mentions) -> tuple[tuple[Having, ...], tuple[Number, ...]]:
    """The thresholds, and the numbers that belong to them."""
    found, used = [], []
    for number in mentions.numbers:
        op = _operator(mentions.low, number.span)
        metric = _metric(mentions, number) if op else None
        if op and metric:
            found.append(Having(metric=metric, op=op, value=float(number.value)))
            used.append(number)
    return tuple(found), tuple(used)


def _operator(low: str, span: Span) -> Op | None:
    head, tail = low[max(0, span.start - 16) : span.start], low[span.end : span.end + 12]
    after = next((op for op, pattern in _AFTER if pattern.match(tail)), None)
    return after or next((op for op, pattern in _BEFORE if pattern.search(head)), None)


def _metric(mentions: Mentions, number: Number) -> str | None:
    """The unit's own figure, else the nearest one named before the number, else the first after it."""
    unit = _UNIT.match(mentions.low, number.span.end)
    metrics = [mention for mention in mentions.of("metric") if not _bare(mention)]
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


def _bare(mention: Mention) -> bool:
    return mention.mark == "implied"
