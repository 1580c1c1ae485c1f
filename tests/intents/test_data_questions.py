"""Hundreds of data questions are read as what they ask; what there is no data on is not answered."""

import pytest

from tests.intents import data_rows_en, data_rows_refused, data_rows_zh_a, data_rows_zh_b
from tests.intents.demo_words import answerable, parts, read, wanted

ROWS = "".join(each.ROWS for each in (data_rows_zh_a, data_rows_zh_b, data_rows_en))


def _rows() -> list[tuple[str, str]]:
    lines = [line.partition("=>") for line in ROWS.splitlines() if line.strip()]
    return [(left.strip(), right.strip()) for left, _, right in lines]


@pytest.mark.parametrize(("text", "query"), _rows())
def test_a_question_is_read_as_what_it_asks(text: str, query: str) -> None:
    found = read(text)
    assert (parts(found.query), found.problem) == (wanted(query), None)


@pytest.mark.parametrize("text", data_rows_refused.ROWS.strip().splitlines())
def test_what_there_is_no_data_on_is_asked_back_or_refused(text: str) -> None:
    found = read(text)
    assert found.problem or not answerable(found.query)
