"""What a window is compared with."""

from datetime import date

import pytest

from analytics.dialects import day_type
from analytics.windows import compared, previous, year_before
from core.query import Compare, MetricQuery, Window

TODAY = date(2026, 11, 20)


def window(start: str, end: str) -> Window:
    return Window(start=date.fromisoformat(start), end=date.fromisoformat(end))


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        (window("2026-11-19", "2026-11-19"), window("2026-11-18", "2026-11-18")),
        (window("2026-11-13", "2026-11-19"), window("2026-11-06", "2026-11-12")),
        (window("2026-11-16", "2026-11-19"), window("2026-11-09", "2026-11-12")),
        (window("2026-11-09", "2026-11-15"), window("2026-11-02", "2026-11-08")),
        (window("2026-11-01", "2026-11-19"), window("2026-10-01", "2026-10-19")),
        (window("2026-10-01", "2026-10-31"), window("2026-09-01", "2026-09-30")),
        (window("2026-03-01", "2026-03-31"), window("2026-02-01", "2026-02-28")),
        (window("2026-10-01", "2026-11-19"), window("2026-07-01", "2026-08-19")),
        (window("2026-07-01", "2026-09-30"), window("2026-04-01", "2026-06-30")),
        (window("2026-01-01", "2026-11-19"), window("2025-01-01", "2025-11-19")),
        (window("2026-11-01", "2026-11-11"), window("2026-10-21", "2026-10-31")),
    ],
)
def test_the_period_before(asked: Window, before: Window) -> None:
    assert previous(asked, TODAY) == before


def test_on_the_31st_the_running_month_is_compared_with_all_of_a_shorter_one() -> None:
    assert previous(window("2026-03-01", "2026-03-30"), date(2026, 3, 31)) == window("2026-02-01", "2026-02-28")


def test_a_whole_month_stays_whole_on_the_day_after_it() -> None:
    assert previous(window("2026-11-01", "2026-11-30"), date(2026, 12, 1)) == window("2026-10-01", "2026-10-31")


def test_the_29th_of_february_has_the_28th_a_year_before() -> None:
    assert year_before(window("2028-02-29", "2028-02-29")) == window("2027-02-28", "2027-02-28")


def test_a_comparison_that_names_its_window_is_left_alone() -> None:
    named = Compare(kind="custom", window=window("2026-01-01", "2026-01-07"))
    query = MetricQuery(metrics=("gmv",), window=window("2026-11-13", "2026-11-19"), compare=named)
    assert compared(query, TODAY) == query


def test_a_comparison_left_over_from_another_window_is_made_anew() -> None:
    stale = Compare(kind="previous", window=window("2026-11-06", "2026-11-12"))
    query = MetricQuery(metrics=("gmv",), window=window("2026-11-19", "2026-11-19"), compare=stale)
    made = compared(query, TODAY).compare
    assert made is not None
    assert made.window == window("2026-11-18", "2026-11-18")


@pytest.mark.parametrize(
    ("day", "kind"),
    [("2026-10-01", "holiday"), ("2026-11-14", "weekend"), ("2026-11-16", "workday"), ("2099-01-04", "weekend")],
)
def test_days_are_of_china_s_calendar(day: str, kind: str) -> None:
    assert day_type(date.fromisoformat(day)) == kind
