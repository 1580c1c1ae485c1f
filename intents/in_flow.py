"""What a message does to the flow that is open: fill, correct, confirm, deny, cancel, or a matter of its own."""

import re
from dataclasses import dataclass

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
CERTAIN = 0.95
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


@dataclass(frozen=True, slots=True)
class Heard:
    """A message while a flow is open: what the classifier takes it for, and whether it brings a value asked for."""

    said: str
    intent: str
    confidence: float
    kin: bool
    asks: bool
    fits: bool


def move_in_flow(
    text: str, intent: str, confidence: float, area: Area, reading: Reading, context: Context
) -> Move | None:
    """The move, or None when there is no flow or the message is a matter of its own (a digression)."""
    if context.flow is None:
        return None
    said, kin = normalise(text), area in KIN.get(context.flow, frozenset())
    values = [slot for slot in reading.slots if slot.kind in context.expects and slot.text]
    little_else = sum(len(slot.text) for slot in values) * 2 >= len(bare(said))
    fits = bool(values) and (kin or little_else or confidence < QUITE or bool(_CORRECTS.match(said)))
    asks = bool(_ASKS.search(said)) or reading.data_signal >= SURE or reading.why_signal >= SURE
    heard = Heard(said, intent, confidence, kin, asks, fits)
    if _cancels(heard, context.flow):
        return "cancel"
    answer = _answer(heard, reading.is_correction, context)
    if answer:
        return answer
    if (area == "chitchat" or intent == "help.hello") and confidence >= SURE:
        return "small_talk"
    return _value(heard, context)


def _cancels(heard: Heard, flow: str) -> bool:
    if heard.intent == "chitchat.cancel" and (heard.confidence >= QUITE or len(heard.said) <= 6):
        return True
    if flow == "goal" and heard.intent == "goal.drop" and heard.confidence >= SURE:
        return True
    return bool(_CANCEL.match(heard.said)) and len(bare(heard.said)) <= 12 and not any(c.isdigit() for c in heard.said)


def _answer(heard: Heard, is_correction: bool, context: Context) -> Move | None:
    """Yes or no, and a new value instead of a yes."""
    if heard.fits and (is_correction or _CORRECTS.match(heard.said)):
        return "correct"
    if "confirm" not in context.expects:
        put_off = heard.intent == "chitchat.no" and not heard.fits and "text" not in context.expects
        return "cancel" if put_off else None
    if heard.fits:
        return "correct"
    short = len(bare(heard.said)) <= 12 and not _ASKS.search(heard.said)
    if heard.intent in {"chitchat.yes", "approval.approve"} or (short and _YES.match(heard.said)):
        return "confirm"
    if heard.intent in {"chitchat.no", "approval.reject"} or (short and _NO.match(heard.said)):
        return "deny"
    return None


def _value(heard: Heard, context: Context) -> Move | None:
    """A value for what was asked, unless it is plainly a question of another kind."""
    if heard.kin and heard.intent not in {"goal.show", "goal.drop"}:
        return "correct" if heard.intent.endswith(".change") else "fill"
    sure = CERTAIN if "text" in context.expects else QUITE
    if (heard.asks and heard.confidence >= SURE) or (heard.confidence >= sure and not heard.fits):
        return None
    if heard.fits:
        return "fill"
    return "fill" if "text" in context.expects and not heard.asks and not heard.said.startswith("/") else None
