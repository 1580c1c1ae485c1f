"""Telegram's HTML, with Telegram's complaints."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.entities import parse_html, plain, utf16
from bot.sandbox.refusals import RefusedError


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("🏟 🏟&lt;<abac>", 'Unsupported start tag "abac" at byte offset 13'),
        ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
        ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
        ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
        ("🏟 🏟&lt;<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
        ("价格 <", "Unclosed start tag at byte offset 7"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_markup_that_does_not_fit_is_refused_in_telegrams_words(markup: str, complaint: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_html(markup)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("➡️ ➡️<i>➡️ ➡️</i>", "➡️ ➡️➡️ ➡️", [("italic", 5, 5)]),
        ("🐢<b>龟</b>", "🐢龟", [("bold", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ('<a href="https://a.example/?x=1&amp;y=2">看</a>', "看", [("text_link", 0, 1)]),
        ('<a href="javascript:alert(1)">看</a>', "看", []),
        ('<pre><code class="language-sql">select</code></pre>', "select", [("pre", 0, 6)]),
        ("&#20013;&amp;&nbsp;", "中&&nbsp;", []),
        ("  <b>a</b>  ", "a", [("bold", 0, 1)]),
        ("<b>  </b>a", "a", []),
        ("看 https://a.example/x。", "看 https://a.example/x。", [("url", 2, 19)]),
        ("发 /report 看日报", "发 /report 看日报", [("bot_command", 2, 7)]),
    ],
)
def test_markup_becomes_entities(markup: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    parsed = parse_html(markup)
    assert parsed.text == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in parsed.entities] == entities


@settings(max_examples=200)
@given(st.text())
def test_escaped_text_comes_out_as_it_was(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert parse_html(escape(text)).text == plain(text).text


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<a href='https://x.example'>", "</a>", "龟", "🐢", " "]))
)
def test_every_entity_lies_inside_the_text(pieces: list[str]) -> None:
    try:
        parsed = parse_html("".join(pieces))
    except RefusedError:
        return
    for entity in parsed.entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16(parsed.text)
