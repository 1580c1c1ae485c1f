"""English names of months, and parts of one: first 10 days of october, mid september."""

import re
from datetime import date, timedelta

from intents.day_math import Anchor, Outcome, month_dates
from intents.numerals import read_english

MONTHS = ["jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
           "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"]  # fmt: skip


FULL_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def month_number(text: str) -> int:
    return next(index for index, name in enumerate(MONTHS, 1) if re.fullmatch(name, text.rstrip(".")))


def count_of(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text in ("a", "an"):
        return 1
    if "few" in text:
        return 3
    if "couple" in text:
        return 2
    value = read_english(text)
    return int(value) if value is not None else 0


def part_of(match: re.Match[str], anchor: Anchor) -> Outcome:
    """first 10 days of october, last week of last month, the second week of september."""
    span = _named_month(match, anchor)
    if span is None:
        return None
    first, last = span
    unit = 7 if match["u"].startswith("w") else 1
    nth = {"second": 1, "third": 2, "fourth": 3, "2nd": 1, "3rd": 2, "4th": 3}.get(match["w"])
    if nth is not None:
        start = first + timedelta(nth * unit)
        return anchor.settle(start, min(start + timedelta(unit - 1), last))
    days = unit * (count_of(match["n"]) if match["n"] else 1)
    if match["w"] in ("last", "final"):
        return anchor.settle(max(first, last - timedelta(days - 1)), last)
    return anchor.settle(first, min(first + timedelta(days - 1), last))


def third_of(match: re.Match[str], anchor: Anchor) -> Outcome:
    """early october, mid september, the first half of last month, end of october."""
    span = _named_month(match, anchor)
    if span is None:
        return None
    first, last = span
    word = match["w"]
    from_to = {"e": (1, 10), "b": (1, 10), "s": (1, 10), "m": (11, 20), "l": (21, 31), "end": (21, 31)}
    if "half" in word:
        start, end = (1, 15) if "first" in word else (16, 31)
    else:
        start, end = from_to.get(word[:3]) or from_to[word[0]]
    return anchor.settle(first.replace(day=start), min(first + timedelta(end - 1), last))


def _named_month(match: re.Match[str], anchor: Anchor) -> tuple[date, date] | None:
    if match["rel"]:
        return month_dates(*anchor.month(-1 if match["rel"] in ("last", "previous") else 0))
    month = month_number(match["m"])
    year = int(match["y"]) if match["y"] else anchor.latest_year(month)
    return month_dates(year, month)


def nth_weekday(match: re.Match[str], anchor: Anchor) -> Outcome:
    """the second monday of november."""
    span = _named_month(match, anchor)
    if span is None:
        return None
    first, last = span
    wanted = next(index for index, name in enumerate(FULL_DAYS) if name.startswith(match["d"][:3]))
    if match["w"] == "last":
        day = last - timedelta((last.weekday() - wanted) % 7)
    else:
        nth = ["first", "second", "third", "fourth", "fifth"].index(match["w"])
        day = first + timedelta((wanted - first.weekday()) % 7 + 7 * nth)
    return anchor.settle(day, day) if day <= last else "impossible_date"
