"""The month of a goal."""

from datetime import date

import pytest

from intents.goal_month import names_a_year, read_goal_month

TODAY = date(2026, 11, 20)
ROWS = [
    ("这个月做到50万", date(2026, 11, 1)),
    ("下个月做到60万", date(2026, 12, 1)),
    ("下月目标40万", date(2026, 12, 1)),
    ("12月做到60万", date(2026, 12, 1)),
    ("十二月做到60万", date(2026, 12, 1)),
    ("11月60万", date(2026, 11, 1)),
    ("1月目标30万", date(2027, 1, 1)),
    ("上个月做到60万", date(2026, 10, 1)),
    ("set a goal for December of 600k", date(2026, 12, 1)),
    ("reach 500k next month", date(2026, 12, 1)),
    ("500k this month", date(2026, 11, 1)),
    ("2个月做到50万", None),
    ("做到50万", None),
    ("50 marbles", None),
]


@pytest.mark.parametrize(("text", "month"), ROWS)
def test_reads_the_month_that_is_meant(text: str, month: date | None) -> None:
    assert read_goal_month(text, TODAY) == month


def test_december_is_followed_by_january() -> None:
    assert read_goal_month("下个月30万", date(2026, 12, 5)) == date(2027, 1, 1)


def test_a_year_is_no_month() -> None:
    assert names_a_year("今年做到500万")
    assert not names_a_year("今年12月做到50万")
