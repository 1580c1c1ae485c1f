"""Times of day."""

from datetime import time

import pytest

from intents.clock_time import read_time

ROWS = [
    ("日报改到早上8点半", time(8, 30)),
    ("每天晚上九点发日报", time(21, 0)),
    ("下午3点一刻", time(15, 15)),
    ("十点二十", time(10, 20)),
    ("二十点", time(20, 0)),
    ("08:05", time(8, 5)),
    ("晚上8:30", time(20, 30)),
    ("at 8:30 pm", time(20, 30)),
    ("7am please", time(7, 0)),
    ("12 am", time(0, 0)),
    ("中午12点", time(12, 0)),
    ("凌晨1点", time(1, 0)),
    ("25点", None),
    ("8:75", None),
    ("昨天GMV多少", None),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_reads_the_time_that_is_meant(text: str, expected: time | None) -> None:
    assert read_time(text) == expected
