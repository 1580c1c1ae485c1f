"""What a message does to the flow that is open: fill, correct, confirm, deny, cancel, or a matter of its own."""

import re

from core.understanding import Area, Context, Move
from intents.normal import bare, normalise
from intents.rewrite import Reading

KIN: dict[str, frozenset[Area]] = {
    "goal": frozenset({"goal"}),
    "publish": frozenset({"publish", "title", "image", "price_stock"}),
}
"""Areas whose messages speak of what the flow is about."""
SURE = 0.6
QUITE = 0.75
_YES = re.compile(
    r"^(对|是|嗯|好|行|可以|没错|没问题|确认|确定|就这|ok|okay|yes|yep|yeah|sure|correct|right|confirm|that's right)"
)
_NO = re.compile(r"^(不|错|别|否|no\b|nope|nah|wrong|not )")
_CANCEL = re.compile(
    r"^(取消|算了|退出|放弃|拉倒|作罢|先?(不|别)(设|发|弄|做|搞|定|上|改|要|想)[^是]{0,4}了"
    r"|cancel|never ?mind|forget it|stop|quit|abort|drop it)"
)
_CORRECTS = re.compile(
    r"^(不对|不是|错了|说错|写错|应该|改成|改为|改到|换成|no,|not |wrong|i mean|make it|change it to|actually|sorry)"
)
_ASKS = re.compile(
    r"[?？]|吗|什么|怎么|多少|为什么|为啥|哪|几个|如何|\b(what|how|why|which|who|when|where|show|is|are|do|does|can)\b"
)


def move_in_flow(
    text: str, intent: str, confidence: float, area: Area, reading: Reading, context: Context
) -> Move | None:
    """The move, or None when there is no flow or the message is a matter of its own (a digression)."""
    if context.flow is None:
        return None
    said, kin = normalise(text), KIN.get(context.flow, frozenset())
    if _cancels(said, intent, confidence, context.flow):
        return "cancel"
    answer = _answer(said, intent, reading, context)
    if answer:
        return answer
    if area == "chitchat" and confidence >= SURE:
        return "small_talk"
    return _value(said, intent, confidence, area in kin, reading, context)


def _cancels(said: str, intent: str, confidence: float, flow: str) -> bool:
    if intent == "chitchat.cancel" and (confidence >= QUITE or len(said) <= 6):
        return True
    if flow == "goal" and intent == "goal.drop" and confidence >= SURE:
        return True
    return bool(_CANCEL.match(said)) and len(bare(said)) <= 12 and not any(c.isdigit() for c in said)


def _answer(said: str, intent: str, reading: Reading, context: Context) -> Move | None:
    """Yes or no, and a new value instead of a yes."""
    fits = _fits(reading, context)
    if fits and (reading.is_correction or _CORRECTS.match(said)):
        return "correct"
    if "confirm" not in context.expects:
        return "cancel" if intent == "chitchat.no" and not fits and "text" not in context.expects else None
    if fits:
        return "correct"
    short = len(bare(said)) <= 12 and not _ASKS.search(said)
    if intent in {"chitchat.yes", "approval.approve"} or (short and _YES.match(said)):
        return "confirm"
    if intent in {"chitchat.no", "approval.reject"} or (short and _NO.match(said)):
        return "deny"
    return None


def _value(said: str, intent: str, confidence: float, kin: bool, reading: Reading, context: Context) -> Move | None:
    """A value for what was asked, unless it is plainly a question of another kind."""
    fits = _fits(reading, context)
    if kin and intent not in {"goal.show", "goal.drop"}:
        return "correct" if intent.endswith(".change") else "fill"
    asks = bool(_ASKS.search(said)) or reading.data_signal >= SURE or reading.why_signal >= SURE
    if asks and (confidence >= SURE or reading.data_signal >= SURE or reading.why_signal >= SURE):
        return None
    if confidence >= QUITE and not fits and "text" not in context.expects:
        return None
    if confidence >= 0.95 and not fits:
        return None
    if fits and not (asks and confidence >= SURE):
        return "fill"
    return "fill" if "text" in context.expects and not said.startswith("/") else None


def _fits(reading: Reading, context: Context) -> bool:
    """Whether the message itself carries a value of a kind that the flow asks for."""
    return any(slot.kind in context.expects and slot.text for slot in reading.slots)
