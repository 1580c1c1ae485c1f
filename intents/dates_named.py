"""Chinese days that are named by their place: the second Monday of a month, days of the lunar calendar."""

import re
from datetime import timedelta

from core.query import Window
from intents.dates_zh import WEEKDAY, count, month_of, year_of
from intents.day_math import Anchor, Outcome, month_dates, on
from intents.feasts import on_lunar


def nth_weekday(match: re.Match[str], anchor: Anchor) -> Outcome:
    """十一月的第二个星期一."""
    found = month_of(match["m"], year_of(match["y"], anchor), anchor)
    if found is None or found[1] == 0:
        return "impossible_date"
    first, last = month_dates(*found)
    wanted = WEEKDAY[match["d"]]
    day = first + timedelta((wanted - first.weekday()) % 7)
    day = last - timedelta((last.weekday() - wanted) % 7) if match["k"] == "最后一" else day
    day += timedelta(0 if match["k"] == "最后一" else 7 * (count(match["k"].removeprefix("第")) - 1))
    return anchor.settle(day, day) if day <= last else "impossible_date"


def lunar_days(match: re.Match[str], anchor: Anchor) -> Outcome:
    """正月初一到初六, 大年初三, 腊月二十三: by the lunar calendar, the latest that has begun."""
    month = {"腊月": 12, "冬月": 11, "八月": 8, "五月": 5, "七月": 7}.get(match["l"] or "", 1)
    first = lunar_day(match["a"])
    last = lunar_day(match["b"]) if match["b"] else first
    if not 1 <= first <= last <= 30:
        return None
    year = year_of(match["y"], anchor) or anchor.today.year
    shift = 1 if month >= 11 else 0
    start, end = on_lunar(year - shift, month, first), on_lunar(year - shift, month, last)
    if not match["y"] and start > anchor.today:
        start, end = on_lunar(year - 1 - shift, month, first), on_lunar(year - 1 - shift, month, last)
    return anchor.settle(start, end)


def lunar_day(text: str) -> int:
    """初六 → 6, 十五 → 15, 廿三 → 23."""
    return count(text.removeprefix("初").replace("廿", "二十").replace("卅", "三十"))


def cross_month(match: re.Match[str], anchor: Anchor) -> Outcome:
    """10月28到11月3号."""
    year = year_of(match["y"], anchor)
    first_month, last_month = int(match["m"]), int(match["n"])
    if not (1 <= first_month <= 12 and 1 <= last_month <= 12):
        return "impossible_date"
    year = year or anchor.latest_year(first_month, min(int(match["d"]), 28))
    start = on(year, first_month, int(match["d"]))
    end = on(year + (last_month < first_month), last_month, int(match["e"]))
    if start is None or end is None or start > end:
        return "impossible_date"
    return anchor.settle(start, end)


def same_day(_: re.Match[str], anchor: Anchor) -> Outcome:
    """上周同一天, as seen from the last complete day."""
    day = anchor.last - timedelta(7)
    return Window(start=day, end=day)
