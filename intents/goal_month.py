"""Which month a goal is for: 这个月, 下个月, 12月, next month, December. Unlike a window of data it may lie ahead."""

import re
from datetime import date

_NEXT = re.compile(r"下个?月|次月|\bnext month\b", re.IGNORECASE)
_THIS = re.compile(r"这个?月|本月|当月|\bthis month\b", re.IGNORECASE)
_LAST = re.compile(r"上个?月|\blast month\b", re.IGNORECASE)
_YEAR = re.compile(r"今年|全年|明年|\b(?:this|next) year\b|\bannual", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<![\d个])(1[0-2]|[1-9])\s*月(?!前|内)")
_SAID = re.compile(r"(十[一二]?|[一二三四五六七八九])月")
_HAN = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_ENGLISH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b",
    re.IGNORECASE,
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_goal_month(text: str, today: date) -> date | None:
    """The first day of the month said, None if none is. A month by its number is the one that comes next, or this."""
    first = today.replace(day=1)
    if _NEXT.search(text):
        return _following(first)
    if _THIS.search(text):
        return first
    if _LAST.search(text):
        return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    number = _number(text)
    return date(first.year + (number < first.month), number, 1) if number else None


def is_a_month(text: str) -> bool:
    """Whether a text is little more than a month, which may lie ahead."""
    return len(text) <= 12 and bool(_NEXT.search(text) or _THIS.search(text) or _number(text))


def names_a_year(text: str) -> bool:
    """Whether a whole year is meant, for which there are no goals."""
    return bool(_YEAR.search(text)) and not _number(text)


def _following(first: date) -> date:
    return date(first.year + (first.month == 12), first.month % 12 + 1, 1)


def _number(text: str) -> int | None:
    if found := _NUMBERED.search(text):
        return int(found[1])
    if said := _SAID.search(text):
        return _HAN[said[1]]
    english = _ENGLISH.search(text)
    return _NAMES.index(english[1].lower()) + 1 if english else None
