"""`decide` as a table: what is done about what was heard."""

from datetime import UTC, datetime

import pytest

from core.calls import ToolCall
from core.decisions import AdvanceFlow, Chat, Clarify, CloseFrame, HandOff, ResolveApproval, RunTool, StartFlow
from core.query import MetricQuery, Window
from core.state import DialogState, Frame
from core.turns import Media
from core.understanding import Slot, Understanding
from dialogs.decide import decide
from dialogs.heard import HeardFile, HeardOther, HeardPhoto, HeardTap, HeardText

ROUTES = {
    "data.query": "tool:query_data",
    "knowledge.ask": "tool:faq",
    "goal.set": "flow:goal",
    "publish.one": "flow:publish",
    "approval.approve": "approval:ok",
    "approval.reject": "approval:no",
    "chitchat.thanks": "phrase:chat.thanks",
    "oos": "phrase:chat.oos",
    "handoff.ask": "handoff",
}
DAY = datetime(2026, 11, 19, tzinfo=UTC).date()
QUERY = MetricQuery(metrics=("gmv",), window=Window(start=DAY, end=DAY))
IN_GOAL = DialogState(
    frames=(
        Frame(flow="goal", state="confirm", slots={"amount": "500000"}, opened_at=datetime(2026, 11, 20, tzinfo=UTC)),
    )
)
PHOTO = Media("abc.jpg", "a.jpg", "image/jpeg", 10)


def text(said: str, **meant: object) -> HeardText:
    """Typed text with its understanding."""
    values: dict[str, object] = {"move": "ask", "area": "data", "intent": "data.query", "query": QUERY} | meant
    return HeardText(said, Understanding.model_validate(values))


ROWS = [
    ("a data question", DialogState(), text("昨天GMV多少"), RunTool),
    ("a data question without a number", DialogState(), text("多少", query=None), Clarify),
    ("a knowledge question", DialogState(), text("主图", area="knowledge", intent="knowledge.ask"), RunTool),
    ("a goal", DialogState(), text("50万", area="goal", intent="goal.set", query=None), StartFlow),
    ("thanks", DialogState(), text("谢谢", area="chitchat", intent="chitchat.thanks", move="small_talk"), Chat),
    ("out of scope", DialogState(), text("天气", area="oos", intent="oos"), Chat),
    ("a wish for a person", DialogState(), text("人工", area="handoff", intent="handoff.ask"), HandOff),
    ("an intent that has no route", DialogState(), text("?", intent="gone"), Clarify),
    ("unsure", DialogState(), text("?", move="unclear"), Clarify),
    ("an impossible date", DialogState(), text("2月30日", problem="impossible_date"), Clarify),
    ("a month to come for a goal", DialogState(), text("下月50万", area="goal", intent="goal.set", problem="future"), StartFlow),
    ("yes to nothing", DialogState(), text("是", area="chitchat", intent="chitchat.yes", move="confirm"), Chat),
    ("cancel nothing", DialogState(), text("取消", area="chitchat", intent="chitchat.cancel", move="cancel"), Chat),
    ("approval by word", DialogState(), text("同意", area="approval", intent="approval.approve"), ResolveApproval),
    ("a value in a flow", IN_GOAL, text("60万", move="fill", area="goal", intent="goal.set"), AdvanceFlow),
    ("a correction in a flow", IN_GOAL, text("不对，60万", move="correct", area="goal", intent="goal.set"), AdvanceFlow),
    ("yes in a flow", IN_GOAL, text("对", move="confirm", area="goal", intent="goal.set"), AdvanceFlow),
    ("cancel in a flow", IN_GOAL, text("算了", move="cancel", area="goal", intent="goal.set"), CloseFrame),
    ("a question in the middle of a flow", IN_GOAL, text("现在多少了"), RunTool),
    ("chit-chat in a flow", IN_GOAL, text("哈哈", area="chitchat", intent="chitchat.thanks", move="small_talk"), Chat),
    ("the flow's own wish again", IN_GOAL, text("这个月60万", area="goal", intent="goal.set"), AdvanceFlow),
    ("another flow's wish", IN_GOAL, text("上架", area="publish", intent="publish.one"), StartFlow),
    ("a tap on a card", DialogState(), HeardTap("ok", "a1"), ResolveApproval),
    ("a tap on proof", DialogState(), HeardTap("proof", "p1"), RunTool),
    ("a tap on an old button", DialogState(), HeardTap("old", ""), Chat),
    ("a flow's button after the flow", DialogState(), HeardTap("flow", "confirm"), Chat),
    ("a flow's button", IN_GOAL, HeardTap("flow", "confirm"), AdvanceFlow),
    ("a flow's cancel button", IN_GOAL, HeardTap("flow", "cancel"), CloseFrame),
    ("a bare photo", DialogState(), HeardPhoto(PHOTO, "", None), StartFlow),
    ("a file", DialogState(), HeardFile(PHOTO, "", None), RunTool),
    ("a button of documents", DialogState(), HeardTap("file", "list"), RunTool),
    ("a button of documents that is gone", DialogState(), HeardTap("file", "old"), Chat),
    ("a sticker", DialogState(), HeardOther("sticker"), Chat),
    ("silence", DialogState(), HeardOther("empty"), Chat),
]  # fmt: skip


@pytest.mark.parametrize(("state", "heard", "decision"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_decides(state: DialogState, heard: HeardText, decision: type) -> None:
    assert isinstance(decide(state, heard, ROUTES), decision)


def test_a_photo_whose_caption_asks_something_else_is_answered() -> None:
    meant = text("昨天GMV多少", confidence=0.95).understanding
    assert isinstance(decide(DialogState(), HeardPhoto(PHOTO, "昨天GMV多少", meant), ROUTES), RunTool)


def test_a_file_is_added_unless_its_caption_asks_something_else() -> None:
    meant = text("昨天GMV多少", confidence=0.95).understanding
    asked = decide(DialogState(), HeardFile(PHOTO, "昨天GMV多少", meant), ROUTES)
    assert isinstance(asked, RunTool) and asked.call.tool == "query_data"
    named = text("员工手册", confidence=0.95, area="knowledge", intent="knowledge.ask").understanding
    added = decide(DialogState(), HeardFile(PHOTO, "员工手册", named), ROUTES)
    assert added == RunTool(ToolCall(tool="add_document", arguments={"blob": "abc.jpg", "name": "a.jpg"}))


def test_a_photo_in_the_publish_flow_goes_into_it() -> None:
    frame = Frame(flow="publish", state="ask", slots={}, opened_at=datetime(2026, 11, 20, tzinfo=UTC))
    decision = decide(DialogState(frames=(frame,)), HeardPhoto(PHOTO, "", None), ROUTES)
    assert decision == AdvanceFlow("fill", {"image": "abc.jpg", "text": ""})


def test_a_refusal_carries_its_reason() -> None:
    reason = Slot(kind="text", text="太贵", value="太贵")
    heard = text("驳回 太贵", area="approval", intent="approval.reject", slots=(reason,))
    assert decide(DialogState(), heard, ROUTES) == ResolveApproval("no", "", "太贵")


def test_a_goal_carries_amount_metric_and_month() -> None:
    slots = (
        Slot(kind="money", text="50万", value="500000"),
        Slot(kind="window", text="这个月", start=DAY, end=DAY),
    )
    heard = text("这个月做到50万", area="goal", intent="goal.set", slots=slots, query=None)
    assert decide(DialogState(), heard, ROUTES) == StartFlow("goal", {"amount": "500000", "said": "这个月做到50万"})


@pytest.mark.parametrize("said", ["同意？", "同意吗", "approve?", "可以吧"])
def test_a_question_is_no_leave(said: str) -> None:
    decision = decide(DialogState(), text(said, area="approval", intent="approval.approve"), ROUTES, 1)
    assert isinstance(decision, RunTool)
