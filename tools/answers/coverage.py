"""Which part of a window there is data for, and what is said where there is none."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

from core.ports import Warehouse
from core.query import Window
from tools.answers.words import Words


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days there is data for (the last one may still be running) and how fresh it is, aware UTC."""

    first: date
    last: date
    freshness: datetime


@dataclass(frozen=True, slots=True)
class Covered:
    """The part of the window that is answered, and what is to be said about it."""

    window: Window
    note: str = ""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Nothing to answer with, and why."""

    status: Literal["empty", "unavailable"]
    text: str


async def coverage_of(warehouse: Warehouse, merchant: str, zone: tzinfo | None) -> Coverage | None:
    """None before the first sync."""
    freshness = await warehouse.freshness(merchant)
    first = await warehouse.first_day(merchant)
    if freshness is None or first is None:
        return None
    last = (freshness.astimezone(zone) - timedelta(microseconds=1)).date()
    return Coverage(first, last, freshness)


def covered(window: Window, coverage: Coverage, words: Words) -> Covered | Uncovered:
    """VOCABULARY.md's rule: from the first day there is, if at least half of the window is covered."""
    say, dates = words.say, words.dates
    if window.start > dates.today:
        return Uncovered("unavailable", say("query.future", window=dates.window(window)))
    if window.start > coverage.last:
        return Uncovered("empty", say("query.not_yet", window=dates.window(window), last=dates.day(coverage.last)))
    too_early = Uncovered(
        "unavailable", say("query.too_early", window=dates.window(window), first=dates.day(coverage.first))
    )
    if window.end < coverage.first:
        return too_early
    kept = Window(start=max(window.start, coverage.first), end=min(window.end, coverage.last))
    if kept.start > window.start:
        if kept.days * 2 < window.days:
            return too_early
        return Covered(kept, say("query.from_first_day", first=dates.day(coverage.first)))
    if kept.end < window.end:
        return Covered(kept, say("query.until_last_day", last=dates.day(coverage.last)))
    return Covered(window)
