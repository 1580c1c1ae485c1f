"""Wishes about the shape of an answer: chart, buckets, comparison, order, how many rows, on which weekday."""

import re
from dataclasses import dataclass

from core.understanding import SlotKind
from intents.folding import Span, free
from intents.numerals import read_chinese, read_english
from intents.patterns import table


@dataclass(frozen=True, slots=True)
class Mention:
    """One value and where it stands. `field` is an element's dimension; `mark` says how it was said:

    for a metric "implied"; for an element "not" where it is excluded; for a dimension "by" where rows are wanted.
    """

    kind: SlotKind
    value: str
    span: Span
    field: str = ""
    mark: str = ""


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_NUM = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
_NUM_EN = r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty"
_NO_PERIOD = r"(?!\s?(?:days?|weeks?|months?|years?|%|quarters?))"
_THINGS = r"个|名|位|款|条|种|样|件|家|强|大"
_LIMITS = (
    _c(rf"(?:排名|排行)?(?:前|倒数|后|垫底的?)\s?(?P<n>{_NUM})(?![\d天日周月年%.]|个?月|个?星期|个季度)(?:{_THINGS})?"),
    _c(rf"\b(?:top|bottom|best|worst|first|last|highest|lowest)[ -]?(?P<n>{_NUM_EN})\b{_NO_PERIOD}"),
    _c(
        rf"\b(?P<n>{_NUM_EN}) (?:best|worst|top|highest|lowest|most|least|biggest|slowest|fastest|largest|smallest|busiest|heaviest|cheapest)\b"
    ),
    _c(
        rf"\b(?P<n>{_NUM_EN}) (?:products|items|listings|skus|provinces|cities|regions|categories|channels|customers|clients|buyers|campaigns|ads|reasons|days|months)"
        r" (?:with|by|that|which|who|having|selling) (?=[^.]*\b(?:best|worst|highest|lowest|most|least|fewest|biggest|largest|smallest|fastest|slowest)\b)"
    ),
    _c(rf"(?<=[好差多少高低大小火快慢狠惨猛凶害旺]的)(?P<n>{_NUM})(?:{_THINGS})?(?!块|元)"),
    _c(rf"(?:top|榜单前)\s?(?P<n>{_NUM})(?![\d天kw万千%])"),
)  # fmt: skip
ANY = {"chart": "line"}
"""What a wish without a kind stands for: lines along days, which an answer without days draws as bars."""
_KINDS: tuple[SlotKind, ...] = ("chart", "grain", "compare", "order", "weekday")
_WISHES: tuple[tuple[SlotKind, str, re.Pattern[str]], ...] = tuple(
    (kind, ANY.get(kind, "") if value == "any" else value, words)
    for (name, _, value), words in ((key.partition("."), words) for key, words in table("mentions.wishes").items())
    for kind in _KINDS
    if kind == name
)
_WEEKDAYS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "日": "7", "天": "7", "末": "6"}
_FULL = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def find_wishes(low: str, taken: list[Span]) -> list[Mention]:
    """All but limits."""
    found: list[Mention] = []
    for kind, value, words_for in _WISHES:
        at = 0
        while match := words_for.search(low, at):
            span = Span(*match.span())
            clear = free(span, [*taken, *(mention.span for mention in found if mention.kind == kind)])
            if clear:
                found.append(Mention(kind, _weekday(match) if kind == "weekday" else value, span))
            at = max(span.end, at + 1) if clear else span.start + 1
    return found


def _weekday(match: re.Match[str]) -> str:
    return _WEEKDAYS[match["d"]] if match["d"] else str(_FULL.index(match["e"]) + 1)


def find_limits(low: str, taken: list[Span]) -> list[Mention]:
    """The one limit (前5, top 3), if any."""
    for shape in _LIMITS:
        for match in shape.finditer(low):
            span = Span(*match.span())
            value = _small(match["n"])
            if value and free(span, taken):
                return [Mention("limit", str(value), span)]
    return []


def _small(text: str) -> int:
    if text.isdigit():
        return int(text)
    value = read_english(text) if text.isascii() else read_chinese(text)
    return int(value) if value is not None else 0
