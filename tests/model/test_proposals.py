"""The checks that a model's reading has to pass, as tables."""

from datetime import timedelta

import pytest

from bot.parts import Data
from core.understanding import Context, PastTurn, Understanding
from dialogs.grounding import Place, told
from dialogs.proposals import Leave, Proposal, checked
from dialogs.second_opinion import needs_opinion
from tests.intents.small_shop import LEXICON, NOW

UNCLEAR = Understanding(move="unclear", area="help", intent="help.greet", confidence=0.2)
READS = frozenset({"query_data", "explain_change", "faq", "show_goal", "report", "list_approvals"})


def past(text: str, *products: str, hours: float = 0.1) -> PastTurn:
    """An earlier question."""
    at = NOW - timedelta(hours=hours)
    return PastTurn(at=at, text=text, rewritten=text, area="data", intent="data.query", products=products)


def place(text: str, *history: PastTurn) -> Place:
    return Place(text, UNCLEAR, Context(history=history), LEXICON, NOW)


GROUNDED = [
    ("昨儿个整了多少钱", "昨天成交额多少", True),
    ("整到五十万", "这个月做到50万", True),
    ("上礼拜咋样", "上周成交额多少", True),
    ("昨天整了多少钱", "上周成交额多少", False),
    ("那会子整了多少钱", "最近七天成交额多少", False),
    ("仨月整了多少钱", "最近三个月成交额多少", False),
    ("整了多少钱", "11月3日成交额多少", False),
    ("整了多少钱", "最近7天成交额多少", False),
    ("给便宜点", "价格改成9.9元", False),
    ("给便宜点", "价格改成九块九", False),
    ("便宜一成", "便宜百分之二十", False),
    ("那几个好", "销量前3的商品", False),
    ("浙江整了多少", "义乌成交额多少", False),
    ("型号A7的玩意咋样", "型号A7的商品成交额", True),
    ("那型号的玩意咋样", "型号A7的商品成交额", False),
    ("how much dough did we make", "how much did we sell yesterday", True),
    ("how much dough did we make", "how much did we sell on 3 November", False),
]


@pytest.mark.parametrize(("text", "rewritten", "right"), GROUNDED)
def test_nothing_is_taken_up_that_nobody_said(text: str, rewritten: str, right: bool) -> None:
    assert told(place(text)).covers(rewritten) is right


def test_what_was_said_before_may_be_filled_in() -> None:
    assert told(place("那成交呢", past("11月3日浙江的访客"))).covers("11月3日浙江的成交额")


def test_a_plain_word_for_another_day_may_follow_a_dated_question() -> None:
    assert told(place("那再往前挪挪呢", past("昨天的访客"))).covers("前天的访客")
    assert not told(place("那再往前挪挪呢", past("昨天的访客"))).covers("11月3日的访客")


def test_what_was_said_long_ago_may_not() -> None:
    assert not told(place("那成交呢", past("11月3日浙江的访客", hours=3))).covers("11月3日浙江的成交额")


@pytest.fixture(scope="module")
def leave(data: Data) -> Leave:
    return Leave.over(data.understander.catalogue, READS)


def test_no_verdict_yes_no_or_cancel_may_be_proposed(data: Data, leave: Leave) -> None:
    proposable = leave.freely | leave.asking
    for intent in data.understander.catalogue.intents:
        last = intent.name.rpartition(".")[2]
        if intent.route.startswith("approval:") or last in {"approve", "reject", "undo", "yes", "no", "ok", "cancel"}:
            assert intent.name not in proposable


def test_whatever_changes_something_at_once_is_offered_only(data: Data, leave: Leave) -> None:
    for intent in data.understander.catalogue.intents:
        kind, _, tool = intent.route.partition(":")
        if intent.name in leave.freely and kind == "tool":
            assert tool in READS


def proposed(data: Data, leave: Leave, asked: Place, *answer: str) -> Understanding | None:
    intent, mode, rewritten = answer
    proposal = Proposal.model_validate({"intent": intent, "mode": mode, "rewritten": rewritten})
    return checked(proposal, asked, leave, data.understander.catalogue)


def test_a_reading_has_the_slots_that_our_own_code_finds(data: Data, leave: Leave) -> None:
    meant = proposed(data, leave, place("昨儿个整了多少钱"), "data.query", "single", "昨天成交额多少")
    assert meant is not None and meant.query is not None
    assert str(meant.query.window.start) == "2026-11-19"
    assert [slot.kind for slot in meant.slots] == ["window", "metric"]


def test_multi_needs_a_conversation(data: Data, leave: Leave) -> None:
    meant = proposed(data, leave, place("昨儿个整了多少钱"), "data.query", "multi", "昨天成交额多少")
    assert meant is not None and meant.mode == "single"


def test_a_follow_up_says_what_it_hangs_on(data: Data, leave: Leave) -> None:
    asked = place("那玩意搁浙江咋样", past("上周成交额多少"))
    meant = proposed(data, leave, asked, "data.query", "multi", "上周浙江的成交额多少")
    assert meant is not None and (meant.mode, meant.rewrite) == ("multi", "in_domain")


def test_a_change_keeps_the_local_alternatives_beside_it(data: Data, leave: Leave) -> None:
    meant = proposed(data, leave, place("都先歇着"), "plan.pause", "single", "暂停所有操作")
    assert meant is not None and (meant.move, meant.alternatives[0].intent) == ("unclear", "plan.pause")


def local(**how: object) -> Understanding:
    return UNCLEAR.model_copy(update={"move": "ask", "confidence": 0.9} | how)


NEEDS = [
    (UNCLEAR, True),
    (local(), False),
    (local(confidence=0.5), True),
    (local(area="oos", confidence=0.8), True),
    (local(area="oos", confidence=0.95), False),
    (local(area="data", query=None), True),
    (local(problem="no_referent"), True),
    (local(problem="many_products", confidence=0.2), False),
    (local(move="confirm", confidence=0.2), False),
    (local(move="fill", confidence=0.2), False),
    (local(move="cancel", confidence=0.2), False),
]


@pytest.mark.parametrize(("meant", "asked"), NEEDS)
def test_a_model_is_asked_only_where_the_local_engine_is_unsure(meant: Understanding, asked: bool) -> None:
    assert needs_opinion(meant, Context(), "那啥") is asked


@pytest.mark.parametrize("text", ["/whatever", "？？？", "👍"])
def test_commands_and_signs_are_not_given_away(text: str) -> None:
    assert not needs_opinion(UNCLEAR, Context(), text)


def test_what_an_open_question_takes_as_text_is_not_given_away() -> None:
    assert not needs_opinion(UNCLEAR, Context(flow="publish", expects=("text",)), "夜光乌龟")
