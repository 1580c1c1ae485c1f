"""`Understander`: moves, areas, modes, approvals typed, and any text at all."""

from datetime import datetime
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.lexicon import Lexicon, NamedProduct
from core.understanding import Area, Context, Move, PastTurn, Understanding
from intents.engine import load_understander
from intents.intents import load_catalogue

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LEXICON = Lexicon(
    metrics={
        "gmv": "gmv", "成交额": "gmv", "销售额": "gmv", "访客": "visitors", "转化率": "conversion_rate", "订单": "orders",
        "买家": "buyers", "买家数": "buyers", "询盘": "inquiries", "退款率": "refund_rate", "roi": "roi", "库存": "stock",
        "sales": "gmv", "visitors": "visitors", "orders": "orders",
    },
    dimensions={"商品": "product", "省": "province", "渠道": "channel"},
    elements={"city": {"义乌": "义乌"}, "province": {"浙江": "浙江"}},
    products=(NamedProduct("p1", "夜光乌龟摆件", ("乌龟", "turtle")), NamedProduct("p2", "保温杯", ("thermos",))),
)  # fmt: skip
CATALOGUE = load_catalogue()
UNDERSTANDER = load_understander(CATALOGUE)
AMOUNT = Context(flow="goal", expects=("money", "number", "metric", "window"))
CONFIRM = Context(flow="goal", expects=("confirm", "money", "number"))
PUBLISH = Context(flow="publish", expects=("text",))
PENDING = Context(pending_approvals=1)


def understand(text: str, context: Context = Context()) -> Understanding:  # noqa: B008
    return UNDERSTANDER.understand(text, context, LEXICON, NOW)


def after(text: str) -> Context:
    first = understand(text)
    turn = PastTurn(at=NOW, text=text, rewritten=text, area=first.area, intent=first.intent, query=first.query)
    return Context(history=(turn,))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("昨天GMV多少", "data.query"),
        ("最近7天访客趋势", "data.query"),
        ("帮我看下昨天咋样", "data.query"),
        ("gmv yesterday", "data.query"),
        ("昨天销售额为什么跌了", "why.change"),
        ("why did sales drop", "why.change"),
        ("主图有什么要求", "knowledge.ask"),
        ("这个月做到50万", "goal.set"),
        ("上架 夜光乌龟摆件 树脂 9.9元 100个起批", "publish.one"),
        ("我要上架一个商品", "publish.one"),
        ("下雨天把广告停了", "ads.stop"),
        ("把转化率低于1%的商品下架", "price_stock.take_down"),
        ("打印面单", "oos"),
        ("我的包裹到哪了", "oos"),
        ("今天天气怎么样", "oos"),
        ("/start", "help.greet"),
        ("/help", "help.what"),
        ("/report", "report.now"),
        ("/pause", "plan.pause"),
        ("/resume", "plan.resume"),
        ("/language", "settings.language"),
        ("ＧＭＶ　昨天　多少", "data.query"),
    ],
)
def test_a_complete_message_has_its_intent(text: str, intent: str) -> None:
    meant = understand(text)
    assert (meant.intent, meant.area) == (intent, CATALOGUE.intent(intent).area)
    assert (meant.mode, meant.rewrite) == ("single", "none")


def test_every_example_typed_verbatim_is_understood() -> None:
    wrong = [(text, name) for text, _, name in CATALOGUE.examples() if understand(text).intent != name]
    assert not wrong


def test_a_button_of_an_intent_is_understood_as_that_intent() -> None:
    for intent in CATALOGUE.intents:
        assert understand(intent.label.zh).intent == intent.name
        assert understand(intent.label.en).intent == intent.name


def test_a_data_question_carries_its_query() -> None:
    query = understand("昨天成交额多少").query
    assert query is not None
    assert query.metrics == ("gmv",)


def test_what_is_no_data_question_carries_no_query() -> None:
    assert understand("把广告停了").query is None


def test_a_goal_carries_its_amount_and_month() -> None:
    slots = understand("这个月做到50万").slots
    assert {slot.kind for slot in slots} >= {"window"}
    assert any(slot.kind in {"money", "number"} and slot.value == 500_000 for slot in slots)


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("50万", "fill"),
        ("买家数 300个", "fill"),
        ("下个月", "fill"),
        ("算了", "cancel"),
        ("不设了", "cancel"),
        ("取消", "cancel"),
        ("你好", "small_talk"),
        ("谢谢", "small_talk"),
        ("现在做到多少了？", "ask"),
        ("昨天GMV多少", "ask"),
        ("主图有什么要求", "ask"),
        ("今天天气怎么样", "ask"),
        ("/report", "ask"),
        ("广告预算改成200", "ask"),
    ],
)
def test_moves_while_an_amount_is_asked_for(text: str, move: Move) -> None:
    assert understand(text, AMOUNT).move == move


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("对", "confirm"),
        ("好的", "confirm"),
        ("ok", "confirm"),
        ("yes", "confirm"),
        ("没错，就这个", "confirm"),
        ("不", "deny"),
        ("no", "deny"),
        ("不对，是60万", "correct"),
        ("改成60万吧", "correct"),
        ("60万", "correct"),
        ("actually 600k", "correct"),
        ("取消", "cancel"),
        ("never mind", "cancel"),
        ("为什么跌了", "ask"),
        ("哈哈", "small_talk"),
        ("把夜光乌龟降到8.8", "ask"),
    ],
)
def test_moves_while_a_yes_is_asked_for(text: str, move: Move) -> None:
    assert understand(text, CONFIRM).move == move


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("树脂", "fill"),
        ("9.9", "fill"),
        ("库存2000", "fill"),
        ("标题改成夜光海龟", "fill"),
        ("夜光乌龟 9.9元 100个起批", "fill"),
        ("谢谢", "small_talk"),
        ("算了不发了", "cancel"),
        ("昨天卖了多少", "ask"),
        ("今天天气怎么样", "ask"),
    ],
)
def test_moves_while_a_product_is_being_published(text: str, move: Move) -> None:
    assert understand(text, PUBLISH).move == move


def test_a_digression_keeps_its_own_intent() -> None:
    assert understand("昨天GMV多少", CONFIRM).intent == "data.query"


def test_what_belongs_to_the_flow_has_the_flows_intent() -> None:
    assert understand("50万", AMOUNT).intent == "goal.set"
    assert understand("树脂", PUBLISH).intent == "publish.one"


@pytest.mark.parametrize("text", ["是", "不是", "取消"])
def test_yes_no_and_cancel_do_nothing_without_a_flow(text: str) -> None:
    meant = understand(text)
    assert meant.move in {"confirm", "deny", "cancel"}
    assert meant.area == "chitchat"


@pytest.mark.parametrize(
    ("text", "intent", "reason"),
    [
        ("同意", "approval.approve", ""),
        ("同意了", "approval.approve", ""),
        ("approve", "approval.approve", ""),
        ("驳回", "approval.reject", ""),
        ("驳回，价格太低", "approval.reject", "价格太低"),
        ("驳回价格太低了", "approval.reject", "价格太低了"),
        ("不同意", "approval.reject", ""),
        ("reject, bad title", "approval.reject", "bad title"),
        ("改一下", "approval.edit", ""),
        ("撤销", "approval.undo", ""),
    ],
)
def test_a_decision_may_be_typed(text: str, intent: str, reason: str) -> None:
    meant = understand(text, PENDING)
    assert meant.intent == intent
    assert [slot.value for slot in meant.slots if slot.kind == "text"] == ([reason] if reason else [])
    assert (meant.mode, meant.rewrite) == ("multi", "follow_up") or reason


@pytest.mark.parametrize(
    "text",
    [
        "同意吗",
        "谁同意的",
        "要是同意了会怎样",
        "我不知道要不要同意",
        "好的",
        "行",
        "嗯",
        "可以",
        "should i approve?",
        "not approved yet",
        "先别同意",
        "没同意",
        "我点头了吗",
        "要是批了会怎样",
        "i can't agree yet",
    ],
)
def test_nothing_but_plain_words_approves(text: str) -> None:
    meant = understand(text, PENDING)
    assert meant.intent != "approval.approve" or meant.move == "unclear"


def test_a_yes_to_the_flows_question_is_no_approval() -> None:
    both = CONFIRM.model_copy(update={"pending_approvals": 1})
    assert understand("同意", both).move == "confirm"


@pytest.mark.parametrize(
    ("text", "area", "rewrite"),
    [
        ("那上周呢", "data", "in_domain"),
        ("只看义乌的", "data", "follow_up"),
        ("为什么跌了", "why", "cross_domain"),
        ("撤销", "approval", "follow_up"),
    ],
)
def test_an_elliptic_message_hangs_on_the_turn_before(text: str, area: Area, rewrite: str) -> None:
    meant = understand(text, after("昨天GMV多少"))
    assert (meant.area, meant.mode, meant.rewrite) == (area, "multi", rewrite)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("今天天气怎么样", "oos"),
        ("后天天气呢", "oos"),
        ("我想上个新品", "publish"),
        ("给老客户发券", "customers"),
        ("谢谢", "chitchat"),
        ("主图有什么要求", "knowledge"),
    ],
)
def test_a_matter_of_its_own_inherits_nothing(text: str, area: Area) -> None:
    meant = understand(text, after("昨天GMV多少"))
    assert (meant.area, meant.mode) == (area, "single")
    assert all(slot.text for slot in meant.slots)
    assert meant.query is None


def test_an_unclear_message_offers_what_it_may_mean() -> None:
    unclear = [understand(text) for text in ("那个东西弄一下", "处理下那个", "整一个", "搞一搞那个")]
    asked = [meant for meant in unclear if meant.move == "unclear"]
    assert asked
    assert all(2 <= len(meant.alternatives) <= 3 for meant in asked)


def test_an_empty_message_is_unclear() -> None:
    assert understand(" \u3000\n").move == "unclear"


def test_an_emoji_is_small_talk() -> None:
    assert understand("😀👍").move == "small_talk"


def test_a_very_long_message_is_answered_fast() -> None:
    start = perf_counter()
    understand("昨天卖了多少 " * 700)
    assert perf_counter() - start < 0.5


def test_a_turn_takes_under_five_milliseconds_at_the_median() -> None:
    times = []
    for text, _, _ in CATALOGUE.examples()[::20]:
        start = perf_counter()
        understand(text)
        times.append(perf_counter() - start)
    assert median(times) < 0.005


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80) | st.sampled_from([text for text, _, _ in CATALOGUE.examples()]),
    st.sampled_from([Context(), AMOUNT, CONFIRM, PUBLISH, PENDING]),
)
def test_any_text_has_an_understanding_that_agrees_with_the_catalogue(text: str, context: Context) -> None:
    meant = understand(text, context)
    assert meant.area == CATALOGUE.intent(meant.intent).area
    assert 0 <= meant.confidence <= 1
