"""Arithmetic of windows around today: what runs ends yesterday, what has not begun is the future."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from core.query import Window

DateProblem = Literal["impossible_date", "future"]
Outcome = Window | DateProblem | None
"""A window, why there is none, or None for "this is no date at all"."""

EARLIEST, LATEST = 1990, 2100


@dataclass(frozen=True, slots=True)
class Anchor:
    """Today in the shop's time zone; `with_today` when the merchant counts today in (算上今天)."""

    today: date
    with_today: bool = False

    @property
    def last(self) -> date:
        """The last day that windows run to."""
        return self.today if self.with_today else self.today - timedelta(1)

    def back(self, days: int) -> Window:
        """`days` complete days, ending yesterday."""
        days = min(max(days, 1), 4000)
        return Window(start=self.last - timedelta(days - 1), end=self.last)

    def settle(self, start: date, end: date) -> Outcome:
        """The part of a period that has gone by; "future" if none has."""
        if start > self.today:
            return "future"
        if start == self.today:
            return Window(start=start, end=start)
        return Window(start=start, end=max(start, min(end, self.last)))

    def day(self, offset: int) -> Outcome:
        """The day `offset` days from today."""
        day = self.today + timedelta(offset)
        return "future" if offset > 0 else Window(start=day, end=day)

    def week(self, offset: int) -> Outcome:
        """The Monday-to-Sunday week `offset` weeks from this one."""
        monday = self.monday(offset)
        return self.settle(monday, monday + timedelta(6))

    def monday(self, offset: int = 0) -> date:
        """The Monday `offset` weeks from this week's."""
        return self.today + timedelta(7 * offset - self.today.weekday())

    def month(self, offset: int) -> tuple[int, int]:
        """(year, month) `offset` months from this one."""
        index = self.today.year * 12 + self.today.month - 1 + offset
        return index // 12, index % 12 + 1

    def latest_year(self, month: int, day: int = 1) -> int:
        """The year of the latest month and day that has begun."""
        return self.today.year if (month, day) <= (self.today.month, self.today.day) else self.today.year - 1

    def latest_month(self, day: int) -> tuple[int, int]:
        """The latest month in which `day` exists and has gone by or is today."""
        for offset in range(0, -4, -1):
            year, month = self.month(offset)
            if day <= days_in(year, month) and date(year, month, day) <= self.today:
                return year, month
        return self.month(-1)


def days_in(year: int, month: int) -> int:
    """Days of a month."""
    return monthrange(year, month)[1]


def month_dates(year: int, month: int) -> tuple[date, date]:
    """First and last day."""
    return date(year, month, 1), date(year, month, days_in(year, month))


def on(year: int, month: int, day: int) -> date | None:
    """The date, or None if there is none such."""
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12 and 1 <= day <= days_in(year, month)):
        return None
    return date(year, month, day)


def year_before(day: date, years: int = 1) -> date:
    """The same date a year before; 29 February becomes the 28th."""
    year = max(day.year - years, EARLIEST)
    return date(year, day.month, min(day.day, days_in(year, day.month)))


def month_before(day: date) -> date:
    """The same day of the month before, or its last day."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return date(year, month, min(day.day, days_in(year, month)))


def same_days_last_month(window: Window) -> Window:
    """上个月同期."""
    return Window(start=month_before(window.start), end=month_before(window.end))


def same_days_last_year(window: Window) -> Window:
    """去年同期."""
    return Window(start=year_before(window.start), end=year_before(window.end))


def just_before(window: Window, today: date) -> Window:
    """The period to compare with for 环比: calendar weeks and months step by themselves, others by their length.

    A running period is compared with the same elapsed part of the one before.
    """
    start, end = window.start, window.end
    if start.day == 1 and (start.year, start.month) == (end.year, end.month):
        if end.day == days_in(end.year, end.month):
            last = start - timedelta(1)
            return Window(start=last.replace(day=1), end=last)
        if (start.year, start.month) == (today.year, today.month) and window.days > 1:
            return same_days_last_month(window)
    if start.weekday() == 0 and window.days < 7 and (today - start).days < 7 and window.days > 1:
        return Window(start=start - timedelta(7), end=end - timedelta(7))
    return Window(start=start - timedelta(window.days), end=start - timedelta(1))
