"""Defects seen in real conversations: each is a conversation, turn by turn, and what its last turn must mean."""

from datetime import datetime, timedelta

import pytest

from core.understanding import Context, PastTurn, Understanding
from intents.engine import load_understander
from intents.intents import load_catalogue
from tests.intents.small_shop import LEXICON, NOW, TITLES

UNDERSTANDER = load_understander(load_catalogue())
LIST = (TITLES["p1"], TITLES["p6"], TITLES["p4"])


def said(
    *texts: str,
    products: dict[int, tuple[str, ...]] = {},  # noqa: B006
    now: datetime = NOW,
    then: datetime = NOW,
    context: Context = Context(),  # noqa: B008
) -> Understanding:
    """What the last text means after the others; `products` are those that an answer named, by the turn's number."""
    past: tuple[PastTurn, ...] = ()
    for number, text in enumerate(texts[:-1]):
        meant = UNDERSTANDER.understand(text, Context(history=past), LEXICON, then)
        past += (
            PastTurn(
                at=then, text=text, rewritten=meant.rewritten or text, area=meant.area, intent=meant.intent,
                query=meant.query, products=products.get(number, ()),
            ),
        )  # fmt: skip
    return UNDERSTANDER.understand(texts[-1], context.model_copy(update={"history": past}), LEXICON, now)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("这个月做到50万", "goal.set"),
        ("取消目标", "goal.drop"),
        ("发日报", "report.now"),
        ("我要上架一个商品", "publish.one"),
        ("转人工", "handoff.ask"),
        ("你会做什么", "help.what"),
        ("谢谢", "chitchat.thanks"),
        ("今天天气怎么样", "oos"),
        ("以后用英文回复我", "settings.language"),
        ("看看待审批的", "approval.list"),
    ],
)
@pytest.mark.parametrize("before", [("马克杯昨天为什么跌了",), ("昨天GMV多少", "为什么跌了"), ("上周义乌的访客",)])
def test_what_is_complete_takes_nothing_from_the_conversation(before: tuple[str, ...], text: str, intent: str) -> None:
    meant = said(*before, text)
    assert (meant.intent, meant.mode, meant.rewritten) == (intent, "single", text)
    assert all(slot.text for slot in meant.slots)
    assert meant.query is None


def test_a_first_place_in_a_title_is_no_row_of_an_answer() -> None:
    meant = said("主图有什么要求", "标题可以写第一吗")
    assert (meant.intent, meant.mode, meant.problem) == ("knowledge.ask", "single", None)


def test_a_newly_named_figure_replaces_the_old_one() -> None:
    before = ("上周卖得最好的5个商品", "第二个呢", "它库存还有多少")
    meant = said(*before, products={0: LIST})
    assert meant.query
    assert meant.query.metrics == ("stock",)
    assert [(entry.field, entry.value) for entry in meant.query.filters] == [("product", "p6")]


@pytest.mark.parametrize(
    ("text", "metrics"), [("环比呢", ("stock",)), ("那访客呢", ("visitors",)), ("换成柱状图", ("stock",))]
)
def test_what_follows_works_on_the_figure_named_last(text: str, metrics: tuple[str, ...]) -> None:
    before = ("上周卖得最好的5个商品", "第二个呢", "它库存还有多少", text)
    query = said(*before, products={0: LIST}).query
    assert query
    assert (query.metrics, query.filters[0].value) == (metrics, "p6")


@pytest.mark.parametrize("text", ["加上访客", "访客也要", "和访客"])
def test_a_figure_is_added_only_when_it_is_said(text: str) -> None:
    query = said("昨天订单数多少", text).query
    assert query
    assert query.metrics == ("orders", "visitors")


def test_a_whole_question_after_a_why_is_one_of_figures_and_keeps_nothing() -> None:
    meant = said("马克杯昨天GMV为什么跌了", "广告ROI多少")
    assert (meant.intent, meant.mode) == ("data.query", "single")
    assert meant.query
    assert (meant.query.metrics, meant.query.filters) == (("roi",), ())


def test_progress_asked_in_the_goal_flow_is_a_digression() -> None:
    flow = Context(flow="goal", expects=("money", "number", "metric", "window"))
    meant = said("昨天GMV为什么跌了", "现在做到多少了？", context=flow)
    assert (meant.intent, meant.move, meant.mode) == ("goal.show", "ask", "single")


@pytest.mark.parametrize("text", ["做到多少了", "完成多少了", "目标完成得怎么样", "how far along are we"])
@pytest.mark.parametrize("before", [(), ("昨天GMV多少",), ("昨天GMV为什么跌了",)])
def test_progress_may_be_asked_at_any_time(before: tuple[str, ...], text: str) -> None:
    assert said(*before, text).intent == "goal.show"


def test_a_product_is_called_as_the_merchant_called_it() -> None:
    assert said("不锈钢保温杯316便携昨天访客", "那上周呢").rewritten == "上周不锈钢保温杯316便携的访客是多少"
    assert said("夜光乌龟昨天访客", "那上周呢").rewritten == "上周夜光乌龟的访客是多少"


def test_a_product_known_from_an_answer_only_is_called_by_its_first_alias() -> None:
    assert said("上周卖得最好的5个商品", "第二个呢", products={0: LIST}).rewritten == "上周马克杯的成交额是多少"


def test_why_it_fell_asked_first_thing_is_about_yesterdays_amount() -> None:
    meant = said("为什么跌了")
    assert (meant.intent, meant.mode, meant.problem) == ("why.change", "single", None)
    assert meant.query
    assert (meant.query.metrics, meant.query.window_said) == (("gmv",), False)
    assert meant.query.window.end == NOW.date() - timedelta(1)


def test_how_yesterday_went_is_a_question_of_its_own() -> None:
    meant = said("帮我看下昨天咋样")
    assert (meant.intent, meant.mode, meant.rewritten) == ("data.query", "single", "帮我看下昨天咋样")
    assert meant.query
    assert "gmv" in meant.query.metrics


@pytest.mark.parametrize("text", ["取消", "算了"])
def test_a_cancel_with_nothing_open_stands_alone(text: str) -> None:
    assert said(text).mode == "single"
    assert said("昨天GMV多少", text).mode == "single"


def test_a_cancel_after_a_request_takes_it_back() -> None:
    meant = said("把马克杯下架", "算了，不下了")
    assert (meant.intent, meant.mode) == ("approval.reject", "multi")


def test_an_ellipsis_with_nothing_before_it_is_asked_back() -> None:
    assert said("那上周呢").problem == "no_referent"


def test_an_ellipsis_after_an_hour_is_asked_back() -> None:
    later = NOW + timedelta(hours=1, minutes=5)
    assert said("昨天GMV多少", "那上周呢", now=later).problem == "no_referent"


@pytest.mark.parametrize(
    ("before", "text", "intent", "rewritten"),
    [
        ("把马克杯降价2块", "保温杯也降", "price_stock.price", "把保温杯降价2块"),
        ("马克杯昨天卖了多少", "标题重新写一个", "title.rewrite", "马克杯，标题重新写一个"),
        ("马克杯昨天卖了多少", "给它换张主图", "image.improve", "给马克杯换张主图"),
        ("把马克杯的广告停了", "它昨天卖了多少", "data.query", "马克杯昨天卖了多少"),
    ],
)
def test_what_is_done_is_done_to_what_was_spoken_of(before: str, text: str, intent: str, rewritten: str) -> None:
    meant = said(before, text)
    assert (meant.intent, meant.mode, meant.rewritten) == (intent, "multi", rewritten)
