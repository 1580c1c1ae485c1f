"""Whatever is typed: nothing raises, places lie in the text, windows run forward, and it is quick."""

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.understanding import Context
from intents.dates import find_dates
from intents.folding import LONGEST, fold
from intents.mentions import find_mentions
from intents.numbers import find_numbers
from intents.rewrite import read_in_context
from tests.intents.small_shop import LEXICON, NOW, past, read

PIECES = [
    "昨天",
    "上周",
    "上上个月",
    "最近7天",
    "10月",
    "3号",
    "到",
    "至",
    "-",
    "双11",
    "期间",
    "去年",
    "同期",
    "2月30日",
    "访客",
    "成交额",
    "转化率",
    "卖得最好",
    "最差",
    "的",
    "呢",
    "那",
    "只看",
    "义乌",
    "马克杯",
    "它",
    "第二个",
    "前三",
    "5个",
    "百分之五",
    "9块9",
    "50万",
    "半",
    "十",
    "千",
    "亿",
    "为什么",
    "不是",
    "，是",
    "按渠道",
    "比",
    "环比",
    "多少",
    "last",
    "week",
    "Nov",
    "3",
    "to",
    "visitors",
    "top",
    "5",
    "what",
    "about",
    "it",
    "not",
    "by",
    "channel",
    "%",
    "¥",
    ".",
    "/",
    "2026",
    "-11-",
]
typed = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
anything = st.one_of(st.text(max_size=80), typed)
TURNS = (past("昨天义乌的访客多少"), past("上周卖得最好的5个商品", products=("陶瓷马克杯带盖",)))
relaxed = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(anything)
def test_any_text_is_read_without_raising(text: str) -> None:
    reading = read(text, *TURNS)
    assert reading.mode in ("single", "multi")
    assert 0 <= reading.data_signal <= 1


@relaxed
@given(anything)
def test_places_lie_in_the_text(text: str) -> None:
    found = find_mentions(text, LEXICON, NOW)
    spans = [date.span for date in found.dates] + [mention.span for mention in found.named]
    spans += [number.span for number in found.numbers] + [hit.span for hit in found.products]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@relaxed
@given(anything)
def test_windows_run_forward_and_not_beyond_today(text: str) -> None:
    windows = [found.window for found in find_dates(text, NOW) if found.window]
    assert all(window.start <= window.end <= NOW.date() for window in windows)


@relaxed
@given(anything)
def test_numbers_do_not_overlap(text: str) -> None:
    numbers = find_numbers(text)
    assert all(left.span.end <= right.span.start for left, right in pairwise(numbers))


@given(st.text(max_size=200))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == min(len(text), LONGEST)


@relaxed
@given(typed)
def test_a_text_alone_inherits_nothing(text: str) -> None:
    reading = read_in_context(text, Context(), LEXICON, NOW)
    assert all(slot.text for slot in reading.slots)


@pytest.mark.parametrize(
    "piece",
    ["昨天GMV多少", "1", "一二三", "a b c ", "上周", "不是", "那个它的", "two three ", "11.11-", "的", "%", "商品"],
)
def test_a_very_long_message_is_read_quickly(piece: str) -> None:
    text = (piece * 5000)[:5000]
    best = min(_seconds(text) for _ in range(3))
    assert best < 0.15


def _seconds(text: str) -> float:
    start = time.perf_counter()
    read(text, *TURNS)
    return time.perf_counter() - start
