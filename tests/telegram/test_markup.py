"""Cutting and escaping."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.markup import Mark, Run, Styled, blank, clean, plain, rendered, split, units

CHARACTERS = st.one_of(
    st.characters(codec="utf-8"), st.sampled_from("<>&\"' \n\n。！，.a字👍👩\u200d👧\ufe0f\u0301🇨🇳🏽\u200b\t")
)
TEXTS = st.text(CHARACTERS, max_size=200)
MARKS: st.SearchStrategy[Mark] = st.sampled_from(["", "b", "pre"])
STYLED: st.SearchStrategy[Styled] = st.lists(st.builds(Run, TEXTS, MARKS), max_size=5).map(tuple)


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


def told(piece: Styled) -> str:
    """What Telegram shows of the HTML."""
    return html.unescape(re.sub(r"</?(?:b|pre)>", "", rendered(piece)))


@given(STYLED, st.integers(8, 60))
def test_every_piece_is_within_the_limit(text: Styled, limit: int) -> None:
    assert all(units(plain(piece)) <= limit for piece in split(text, limit))


@given(STYLED, st.integers(8, 60))
def test_no_text_is_lost_but_space_and_the_invisible(text: Styled, limit: int) -> None:
    pieces = "".join(plain(piece) for piece in split(text, limit))
    visible = [char for char in without_space(plain(text)) if not blank(char)]
    assert [char for char in without_space(pieces) if not blank(char)] == visible


@given(STYLED, st.integers(8, 60))
def test_no_piece_is_blank(text: Styled, limit: int) -> None:
    assert not any(blank(plain(piece)) for piece in split(text, limit))


@given(STYLED)
def test_escaping_happens_once(text: Styled) -> None:
    assert all(told(piece) == plain(piece) for piece in split(text))


@given(st.text(st.characters(), max_size=50))
def test_what_cannot_be_encoded_is_cleaned(text: str) -> None:
    assert clean(text).encode().decode() == clean(text)


@given(TEXTS)
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2


def test_the_first_piece_may_be_shorter() -> None:
    pieces = split((Run("字" * 100),), limit=60, first=10)
    assert [len(plain(piece)) for piece in pieces] == [10, 60, 30]


def test_cuts_fall_between_paragraphs_before_lines_before_sentences() -> None:
    assert pieces_of("一段。\n一段\n\n二段", 9) == ["一段。\n一段", "二段"]
    assert pieces_of("第一行\n第二行。三", 8) == ["第一行", "第二行。三"]
    assert pieces_of("第一句。第二句。第三", 9) == ["第一句。第二句。", "第三"]
    assert pieces_of("alpha beta gamma", 12) == ["alpha beta", "gamma"]


def test_a_number_is_not_cut_at_its_comma() -> None:
    assert pieces_of("GMV 昨天 1,234,567", 14) == ["GMV 昨天", "1,234,567"]


def test_joined_emoji_stay_together() -> None:
    family = "👩\u200d👩\u200d👧"
    assert pieces_of("啊" * 6 + family, 10) == ["啊" * 6, family]
    assert pieces_of("啊啊啊啊啊🇨🇳", 8) == ["啊啊啊啊啊", "🇨🇳"]


def pieces_of(text: str, limit: int) -> list[str]:
    return [plain(piece) for piece in split((Run(text),), limit)]


def test_a_mark_goes_on_in_the_next_piece() -> None:
    pieces = split((Run("表\n"), Run("一\n二\n三", "pre")), 5)
    assert [rendered(piece) for piece in pieces] == ["表\n<pre>一</pre>", "<pre>二\n三</pre>"]
