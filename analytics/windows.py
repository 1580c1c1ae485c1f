"""Windows of comparison: the period before, the year before, buckets. Inclusive dates in the shop's time zone."""

from datetime import date, timedelta

from core.query import Compare, Grain, MetricQuery, Window

DAY = timedelta(days=1)


def first_of_bucket(day: date, grain: Grain) -> date:
    """The Monday of the week or the 1st of the month."""
    if grain == "week":
        return day - day.weekday() * DAY
    return day.replace(day=1) if grain == "month" else day


def next_bucket(day: date, grain: Grain) -> date:
    """The first day of the bucket after the one that begins on `day`."""
    if grain == "month":
        return (day.replace(day=28) + 4 * DAY).replace(day=1)
    return day + (7 if grain == "week" else 1) * DAY


def _months_back(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    first = date(year, month + 1, 1)
    last = next_bucket(first, "month") - DAY
    return min(first + (day.day - 1) * DAY, last)


def _period_months(window: Window, today: date) -> int:
    """How many months long the calendar period is that the window is the whole or the running part of, else 0."""
    start, after = window.start, window.end + DAY
    if start.day != 1 or window.days == 1:
        return 0
    running = today in (after, window.end)
    for months in (1, 3, 12):
        if (start.month - 1) % months == 0:
            whole = _months_back(start, -months)
            if after == whole or (running and after < whole):
                return months
    return 0


def previous(window: Window, today: date) -> Window:
    """The period just before: of the same length, the whole month before a whole month, and the same elapsed part of
    the week, month, quarter or year before for one that is still running."""
    if months := _period_months(window, today):
        start = _months_back(window.start, months)
        whole = window.end + DAY == _months_back(window.start, -months)
        end = window.start - DAY if whole else start + (window.days - 1) * DAY
        return Window(start=start, end=min(end, window.start - DAY))
    week_so_far = window.start.weekday() == 0 and 1 < window.days < 7 and window.end + DAY >= today
    step = 7 if week_so_far else window.days
    return Window(start=window.start - step * DAY, end=window.end - step * DAY)


def year_before(window: Window) -> Window:
    """The same dates of the year before; 29 February becomes the 28th."""
    return Window(start=_months_back(window.start, 12), end=_months_back(window.end, 12))


def _fits(window: Window, compare: Compare) -> bool:
    """Whether the comparison's window is of this window: before it, and as long (months differ by up to three days)."""
    other = compare.window
    if other is None or (compare.kind == "year" and other != year_before(window)):
        return False
    return other.end < window.start and abs(other.days - window.days) <= 3


def compared(query: MetricQuery, today: date) -> MetricQuery:
    """The query with its comparison's window filled in; unchanged if there is nothing to fill.

    A previous period or year whose window fits no longer (the question's window was changed in a follow-up) is filled
    in anew.
    """
    if query.compare is None or query.compare.kind in ("goal", "custom") or _fits(query.window, query.compare):
        return query
    window = year_before(query.window) if query.compare.kind == "year" else previous(query.window, today)
    return query.model_copy(update={"compare": Compare(kind=query.compare.kind, window=window)})
