"""Which language a text is written in."""

import pytest

from core.language import language_of

ROWS = [
    ("昨天GMV多少", "zh"),
    ("what was GMV yesterday", "en"),
    ("hello", "en"),
    ("and visitors?", "en"),
    ("GMV", None),
    ("300-500ml", None),
    ("asdfghjkl", None),
    ("OK", None),
    ("/report", None),
    ("60", None),
    ("", None),
    ("😀", None),
]


@pytest.mark.parametrize(("text", "lang"), ROWS)
def test_tells_the_language(text: str, lang: str | None) -> None:
    assert language_of(text) == lang
