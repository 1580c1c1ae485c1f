"""How dates and windows are said, in the shop's time zone."""

from datetime import date, timedelta

from analytics.windows import DAY, first_of_bucket, next_bucket, previous, year_before
from core.phrases import Lang, Phrases
from core.query import Compare, Grain, Window

ROUND = frozenset({3, 7, 14, 15, 21, 28, 30, 60, 90, 180, 365})
"""Lengths that people say as "the last N days"."""


class DateWords:
    """Says dates as seen from `today`."""

    def __init__(self, phrases: Phrases, lang: Lang, today: date) -> None:
        self._phrases = phrases
        self._lang: Lang = lang
        self.today = today

    def day(self, day: date) -> str:
        """11月19日, 19 Nov; with the year where it isn't this one."""
        other_year = day.year != self.today.year
        if self._lang == "zh":
            return f"{f'{day.year}年' if other_year else ''}{day.month}月{day.day}日"
        return f"{day.day} {day:%b}{f' {day.year}' if other_year else ''}"

    def dates(self, window: Window) -> str:
        """11月13日–19日, 28 Oct–3 Nov."""
        first, last = window.start, window.end
        if first == last:
            return self.day(first)
        same_month = (first.year, first.month) == (last.year, last.month)
        if self._lang == "zh":
            end = f"{last.day}日" if same_month else f"{last.month}月{last.day}日"
            year = f"{last.year}年" if last.year not in (first.year, self.today.year) else ""
            return f"{self.day(first)}–{year}{end}"
        start = (
            f"{first.day}" if same_month else self.day(first) if first.year != last.year else f"{first.day} {first:%b}"
        )
        return f"{start}–{self.day(last)}"

    def window(self, window: Window) -> str:
        """昨天（11月19日）, 最近7天（11月13日–19日）, 11月8日（周日）."""
        if name := self._name(window):
            return self._phrases.say("query.named_window", self._lang, name=name, dates=self.dates(window))
        if window.days == 1:
            weekday = self._phrases.say("query.weekdays", self._lang).split()[window.start.weekday()]
            return self._phrases.say("query.plain_day", self._lang, date=self.day(window.start), weekday=weekday)
        return self.dates(window)

    def short_window(self, window: Window) -> str:
        """昨天; the dates where the window has no name."""
        return self._name(window) or self.dates(window)

    def _name(self, window: Window) -> str:
        yesterday = self.today - DAY
        if window.days == 1:
            back = (self.today - window.end).days
            key = {0: "query.today", 1: "query.yesterday", 2: "query.day_before_yesterday"}.get(back)
            return self._phrases.say(key, self._lang) if key else ""
        if window.end in (yesterday, self.today):
            for grain, key in (("month", "query.this_month"), ("week", "query.this_week")):
                if window.start == first_of_bucket(self.today, grain):  # type: ignore[arg-type]
                    return self._phrases.say(key, self._lang)
            if window.start == self.today.replace(month=1, day=1):
                return self._phrases.say("query.this_year", self._lang)
        return self._whole(window) or self._last_days(window)

    def _whole(self, window: Window) -> str:
        monday, first = first_of_bucket(self.today, "week"), first_of_bucket(self.today, "month")
        if window.end == monday - DAY and window.days == 7:
            return self._phrases.say("query.last_week", self._lang)
        if window.end == first - DAY and window.start == first_of_bucket(window.end, "month"):
            return self._phrases.say("query.last_month", self._lang)
        return ""

    def _last_days(self, window: Window) -> str:
        if window.end == self.today - DAY and window.days in ROUND:
            return self._phrases.say("query.last_days", self._lang, n=str(window.days))
        return ""

    def before(self, window: Window, compare: Compare) -> str:
        """What a comparison is with: 前一天, 去年同期, 上月同期, the dates themselves."""
        other = compare.window or window
        if other == year_before(window) and (compare.kind == "year" or window.days > 31):
            return self._phrases.say("query.year_before", self._lang)
        if other != previous(window, self.today):
            return self._phrases.say("query.custom_before", self._lang, dates=self.dates(other))
        if window.days == 1:
            return self._phrases.say("query.the_day_before", self._lang)
        return self._previous(window, other)

    def _previous(self, window: Window, other: Window) -> str:
        whole_month = next_bucket(window.start, "month") == window.end + DAY and window.start.day == 1
        if whole_month:
            return self._phrases.say("query.the_month_before", self._lang)
        if other.end + DAY == window.start:
            if window.days == 7 and window.start.weekday() == 0:
                return self._phrases.say("query.the_week_before", self._lang)
            return self._phrases.say("query.the_days_before", self._lang, n=str(window.days))
        if window.start - other.start == timedelta(days=7):
            return self._phrases.say("query.same_part_of_week", self._lang)
        if next_bucket(other.start, "month") == window.start:
            return self._phrases.say("query.same_part_of_month", self._lang)
        return self._phrases.say("query.custom_before", self._lang, dates=self.dates(other))

    def bucket(self, first: str, grain: Grain) -> str:
        """A bucket by its first day, in a sentence."""
        day = date.fromisoformat(first)
        if grain == "month":
            year = day.year != self.today.year
            if self._lang == "zh":
                return f"{f'{day.year}年' if year else ''}{day.month}月"
            return f"{day:%b}{f' {day.year}' if year else ''}"
        if grain == "week":
            return self.dates(Window(start=day, end=day + 6 * DAY))
        return self.day(day)

    def tick(self, first: str, grain: Grain) -> str:
        """A bucket at a chart's axis: 11-19, 2026-11."""
        return first[:7] if grain == "month" else first[5:]
