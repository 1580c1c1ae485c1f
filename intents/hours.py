"""Parts of the day as conditions: 晚上8点到10点, after 9pm."""

import re

from core.query import Filter
from intents.folding import Span
from intents.numerals import read_chinese

_PART = r"(?:早上|上午|早晨|清晨|中午|下午|傍晚|晚上|晚|夜里|夜间|半夜|深夜|凌晨)"
_NUMBER = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"


def _clock(part: str, number: str, unit: str = r"(?:点钟?|时)") -> str:
    return rf"(?P<{part}>{_PART})?\s?(?P<{number}>{_NUMBER})\s?{unit}"


def _english(number: str, part: str, optional: str = "?") -> str:
    return rf"(?P<{number}>\d{{1,2}}|noon|midnight)\s?(?P<{part}>am|pm|a\.m\.|p\.m\.|o'clock){optional}"


_TO = r"\s?(?:到|至|~|-|—|–)\s?"
_RANGE = re.compile(_clock("p", "n", r"(?:点钟?|时)?") + _TO + _clock("q", "m"))
_AFTER = re.compile(_clock("p", "n") + r"\s?(?:以后|之后|过后|后|往后)")
_BEFORE = re.compile(_clock("p", "n") + r"\s?(?:以前|之前|前)")
_EN_RANGE = re.compile(
    r"\b(?:between |from )?"
    + _english("n", "p")
    + r"\s?(?:to|and|till|until|-|–)\s?(?P<m>\d{1,2}(?=\s?[ap]\.?m)|noon|midnight)\s?(?P<q>am|pm|a\.m\.|p\.m\.)?"
)
_EN_AFTER = re.compile(r"\b(?:after|past|from|since) (?:(?P<w>noon|midnight)\b|" + _english("n", "p", "") + ")")
_EN_BEFORE = re.compile(r"\bbefore (?:(?P<w>noon)\b|" + _english("n", "p", "") + ")")
_PARTS = {
    "凌晨": (0, 6), "早上": (6, 12), "上午": (6, 12), "中午": (11, 14), "下午": (12, 18), "傍晚": (17, 20),
    "晚上": (18, 24), "morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24),
}  # fmt: skip
"""Hours of the parts of a day, the last one left out."""
_PART_OF_DAY = re.compile(
    r"(?:凌晨|早上|上午|中午|下午|傍晚|(?<!昨天)(?<!今天)(?<!前天)晚上|(?<=昨天)晚上)(?!好|\d|[一二三四五六七八九十])|\b(?:in the |every )?(?:mornings?|afternoons?|evenings?)\b"
)
_LATE = ("下午", "傍晚", "晚上", "晚", "夜里", "夜间", "半夜", "深夜")


def find_hours(low: str) -> tuple[tuple[Filter, ...], tuple[Span, ...]]:
    """Conditions on the hour, an end left out, and where they stand; () where no part of the day is named."""
    for shape in (_RANGE, _EN_RANGE):
        if match := shape.search(low):
            return _between(match), (Span(*match.span()),)
    for shapes, op in (((_AFTER, _EN_AFTER), "ge"), ((_BEFORE, _EN_BEFORE), "lt")):
        for shape in shapes:
            if match := shape.search(low):
                hour = _hour(_said(match), match["p"])
                filters = (Filter(field="hour", op="ge" if op == "ge" else "lt", value=str(hour)),)
                return (filters, (Span(*match.span()),)) if 0 <= hour <= 24 else ((), ())
    part = _PART_OF_DAY.search(low)
    if part is None:
        return (), ()
    first, last = _PARTS[next(name for name in _PARTS if name in part[0])]
    start, end = Filter(field="hour", op="ge", value=str(first)), Filter(field="hour", op="lt", value=str(last))
    return (start,) if last == 24 else (end,) if first == 0 else (start, end), (Span(*part.span()),)


def _said(match: re.Match[str]) -> str:
    return match["n"] or match.groupdict().get("w") or ""


def _between(match: re.Match[str]) -> tuple[Filter, ...]:
    part, later = match["p"], match["q"]
    first = _hour(match["n"], part or (later if later in ("am", "pm", "a.m.", "p.m.") else None))
    last = _hour(match["m"], later or part)
    if first > last and first >= 12 and not part and later:
        first -= 12
    if last < first and last <= 12 and part in _LATE:
        last += 12
    if not (0 <= first <= 24 and 0 <= last <= 24 and first < last):
        return ()
    start, end = Filter(field="hour", op="ge", value=str(first)), Filter(field="hour", op="lt", value=str(last))
    return (start, end) if last < 24 else (start,)


def _hour(text: str, part: str | None) -> int:
    if text in ("noon", "midnight"):
        return 12 if text == "noon" else 24
    value = int(text) if text.isdigit() else int(read_chinese(text) or 99)
    late = part in _LATE or (part or "").startswith("p")
    if part == "中午" and value <= 3:
        late = True
    if (part or "").startswith("a") and value == 12:
        return 0
    return value + 12 if late and value < 12 else value
