"""Thresholds on figures: 转化率低于1%, 销量100件以上, more than 50 orders."""

import re
from typing import Literal

from core.query import Having
from intents.folding import Span
from intents.mentions import Mentions
from intents.numbers import Number
from intents.patterns import pattern, table
from intents.wishes import Mention

Op = Literal["gt", "ge", "lt", "le", "eq"]


def _operators(found: dict[str, re.Pattern[str]]) -> tuple[tuple[Op, re.Pattern[str]], ...]:
    known: tuple[Op, ...] = ("gt", "ge", "lt", "le", "eq")
    return tuple((op, words) for name, words in found.items() for op in known if op == name)


_BEFORE = _operators(table("thresholds.before", r"(?:{})(?:了|过)?\s?$"))
_AFTER = _operators(
    table("thresholds.after", r"\s?(?:[件单个人元块次%款]|units?|orders?|yuan|visitors?|buyers?)?\s?(?:{})")
)
_UNIT = pattern("thresholds.unit")
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
    after = next((op for op, words in _AFTER if words.match(tail)), None)
    return after or next((op for op, words in _BEFORE if words.search(head)), None)


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
