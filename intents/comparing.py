"""What a window is compared with."""

import re
from datetime import date, timedelta

from core.query import Compare, Window
from intents.asked import Asked
from intents.day_math import just_before, same_days_last_month, same_days_last_year

_COMPARED = re.compile(
    r"(?:(?<![对占同环])比|较|跟|和|同|与|vs\.?|versus|than|to|with|against)(?:了|起|的)?\s?(?:the )?$"
)
_AGAINST = re.compile(
    r"(?:(?<!对)比|较|相比|^和|^跟|[，, ]和|[，, ]跟|vs\.?|versus|than|compared (?:to|with)|against)(?:起|了)?\s?(?:the )?$"
)
_PAIRED = re.compile(r"和|跟|与|、|[,，/]|\b(?:and|vs|versus|or)\b|还是")


def only_compared(asked: Asked) -> bool:
    """Whether the one window said is what to compare with (比上周)."""
    dates = [found for found in asked.mentions.dates if found.window is not None and not found.shift]
    if len(dates) != 1 or not asked.compares:
        return False
    start = dates[0].span.start
    return _COMPARED.search(asked.mentions.low[max(0, start - 12) : start]) is not None


def windows_in_order(asked: Asked) -> tuple[Window, ...]:
    """The periods said, the one asked about first: 比上周高多少，本周 asks about this week."""
    if len(asked.windows) < 2:
        return asked.windows
    dates = [found for found in asked.mentions.dates if found.window is not None and not found.shift]
    head = asked.mentions.low[max(0, dates[0].span.start - 12) : dates[0].span.start]
    if _AGAINST.search(head) and dates[0].window == asked.windows[0]:
        return (asked.windows[1], asked.windows[0], *asked.windows[2:])
    return asked.windows


def compare_of(asked: Asked, window: Window, derive: tuple[str, ...], today: date) -> Compare | None:
    """What the window is compared with, if anything."""
    other = _other_window(asked, window, today)
    if other is not None:
        return other
    if asked.shift and (asked.windows or asked.compares):
        if asked.shift == "year":
            return Compare(kind="year", window=same_days_last_year(window))
        return Compare(kind="custom", window=same_days_last_month(window))
    if asked.compare == "goal" or "goal_pct" in derive:
        return Compare(kind="goal")
    if asked.compare == "year":
        return Compare(kind="year", window=same_days_last_year(window))
    if asked.compare == "previous" or {"growth", "diff"} & set(derive):
        return Compare(kind="previous", window=just_before(window, today))
    return None


def _other_window(asked: Asked, window: Window, today: date) -> Compare | None:
    if asked.windows and only_compared(asked):
        return against(window, asked.windows[0], today)
    apart = [one for one in asked.windows[1:] if not (window.start <= one.start and one.end <= window.end)]
    twice = len(asked.windows) == 2 and asked.windows[0] == asked.windows[1] and asked.compares
    if len(asked.windows) > 1 and not apart and not twice and windows_in_order(asked) == asked.windows:
        return None
    if len(asked.windows) < 2 or not (asked.compares or _PAIRED.search(asked.mentions.low)):
        return None
    if asked.windows[0] == asked.windows[1]:
        return Compare(kind="previous", window=just_before(window, today))
    return against(window, windows_in_order(asked)[1], today)


def against(window: Window, other: Window, today: date) -> Compare:
    """A comparison with a period that was named; the one just before is "previous", elapsed part for elapsed part."""
    before = just_before(window, today)
    same_start = before.start == other.start and window.end < other.end + (window.start - other.start)
    year = same_days_last_year(window)
    if other.days >= 365 > 2 * window.days and other.start <= year.start and year.end <= other.end:
        return Compare(kind="year", window=year)
    if before == other or (same_start and window.end >= today - timedelta(1)):
        return Compare(kind="previous", window=before)
    return Compare(kind="year", window=year) if year == other else Compare(kind="custom", window=other)
