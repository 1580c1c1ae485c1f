"""Questions that stand alone become queries; problems are named."""

import pytest

from tests.intents.query_rows import NOT_DATA, PROBLEMS, ROWS, WHY_ROWS
from tests.intents.small_shop import TITLES, read, short


def rows(text: str) -> list[tuple[str, str]]:
    """`question => query` lines."""
    return [
        (left.strip(), right.strip()) for left, _, right in (row.partition("=>") for row in text.strip().splitlines())
    ]


@pytest.mark.parametrize(("text", "query"), rows(ROWS))
def test_a_question_is_read_as_its_query(text: str, query: str) -> None:
    reading = read(text)
    assert short(reading.query) == query
    assert (reading.mode, reading.rewrite, reading.rewritten) == ("single", "none", text)
    assert reading.data_signal >= 0.6


@pytest.mark.parametrize(("text", "query"), rows(WHY_ROWS))
def test_a_why_question_is_about_the_figure_itself(text: str, query: str) -> None:
    reading = read(text)
    assert short(reading.query) == query
    assert reading.why_signal >= 0.8


@pytest.mark.parametrize(("text", "problem"), PROBLEMS)
def test_what_cannot_be_answered_as_asked_is_named(text: str, problem: str) -> None:
    assert read(text).problem == problem


def test_an_unclear_name_offers_the_whole_question_for_each_product() -> None:
    options = read("收纳盒昨天卖了多少").options
    assert options == (f"{TITLES['p2']}昨天卖了多少", f"{TITLES['p3']}昨天卖了多少")


@pytest.mark.parametrize("text", NOT_DATA)
def test_other_talk_does_not_look_like_a_data_question(text: str) -> None:
    reading = read(text)
    assert reading.data_signal < 0.6
    assert reading.problem is None


def test_a_question_without_a_period_says_that_it_took_one() -> None:
    query = read("GMV多少").query
    assert query is not None
    assert not query.window_said
