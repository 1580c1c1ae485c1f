"""Every convention of VOCABULARY.md's Dates section, and robustness against false hits."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from intents.dates import find_dates
from tests.intents.date_rows import NO_DATES, ROWS
from tests.intents.small_shop import NOW

TABLE = [tuple(part.strip() for part in row.split("|")) for row in ROWS.strip().splitlines()]


def _day(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


@pytest.mark.parametrize(("text", "piece", "expected"), TABLE)
def test_a_phrase_stands_for_its_window(text: str, piece: str, expected: str) -> None:
    (found,) = find_dates(text, NOW)
    assert found.span.of(text) == piece
    if expected in ("future", "impossible_date"):
        assert (found.window, found.problem) == (None, expected)
        return
    start, _, end = expected.partition("..")
    assert found.window is not None
    assert (found.window.start, found.window.end) == (_day(start), _day(end or start))


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text, NOW) == ()


def test_two_periods_are_two_windows() -> None:
    assert [found.span.of("上周和上上周比") for found in find_dates("上周和上上周比", NOW)] == ["上周", "上上周"]


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("本月", "2026-11-01", "2026-11-01..2026-11-01"),
        ("本周", "2026-11-16", "2026-11-16..2026-11-16"),
        ("双11", "2026-11-10", "2025-11-11..2025-11-11"),
        ("双11期间", "2026-11-05", "2026-11-01..2026-11-04"),
        ("国庆", "2026-10-03", "2026-10-01..2026-10-02"),
        ("31号", "2026-11-20", "2026-10-31..2026-10-31"),
        ("上个月同期", "2026-03-31", "2026-02-01..2026-02-28"),
        ("2月29日", "2026-11-20", "impossible_date"),
        ("周日", "2026-11-22", "2026-11-15..2026-11-15"),
    ],
)
def test_edges_of_the_calendar(text: str, today: str, expected: str) -> None:
    now = datetime.combine(date.fromisoformat(today), NOW.time(), ZoneInfo("Asia/Shanghai"))
    (found,) = find_dates(text, now)
    shown = f"{found.window.start}..{found.window.end}" if found.window else found.problem
    assert shown == expected
