"""What a message does to the flow that is open: fill, correct, confirm, deny, cancel, or a matter of its own."""

import re
from dataclasses import dataclass
from typing import Literal

from core.understanding import Area, Context, Move
from intents.goal_month import is_a_month
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
_PUTS_OFF = re.compile(
    r"(先|暂时?|现在|还是)?(不|别|甭|莫|唔)(用|要|需要?|想|定|设|搞|弄|急|提|问|推|使)(了|先|吧|啊|哈|呢|再|我|谢谢|这个|目标)*"
    r"|(以后|改天|下次|回头|过几天|等等|晚点)(再说|再看|再定|吧|再来)*|再说吧?|没兴趣|没空|免了"
    r"|(no,? )?(thanks?|thank you|not now|later|not interested|skip( it)?|maybe( later)?|some other time|stop asking|don'?t bother)"
)
_TAKES = re.compile(
    r"(要得?|要的|来吧?|来一个|定吧?|定一个|设吧?|设一个|开吧?|开一个|试试|搞起?|搞一个|中|成|走起|安排|整一个|整吧?)[啊呀吧嘛的呗]?"
    r"|(let'?s( go| do it| set it)?|go( ahead| for it)?|do it|set it|why not|fine|alright|please do)"
)
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
    nothing_else: bool


def move_in_flow(
    text: str, intent: str, confidence: float, area: Area, reading: Reading, context: Context
) -> Move | None:
    """The move, or None when there is no flow or the message is a matter of its own (a digression)."""
    if context.flow is None:
        return None
    said, kin = normalise(text), area in KIN.get(context.flow, frozenset())
    values = [slot for slot in reading.slots if slot.kind in context.expects and slot.text]
    length = sum(len(slot.text) for slot in values)
    little_else = length * 2 >= len(bare(said))
    fits = bool(values) and (kin or little_else or confidence < QUITE or bool(_CORRECTS.match(said)))
    asks = bool(_ASKS.search(said)) or reading.data_signal >= SURE or reading.why_signal >= SURE
    heard = Heard(said, intent, confidence, kin, asks, fits, nothing_else=bool(values) and length >= len(bare(said)))
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
    return yes_or_no(heard.said, heard.intent)


def yes_or_no(text: str, intent: str) -> Literal["confirm", "deny"] | None:
    """Whether a message is a yes or a no to what was just asked. `intent` is what it would be by itself."""
    said = normalise(text)
    short = len(bare(said)) <= 12 and not _ASKS.search(said)
    if intent in {"chitchat.yes", "approval.approve"} or (short and _YES.match(said)):
        return "confirm"
    if intent in {"chitchat.no", "approval.reject"} or (short and _NO.match(said)):
        return "deny"
    return None


def taken(text: str, intent: str, *, asks: bool) -> bool | None:
    """Whether an offer is taken; None for what is no answer to one. A put-off is a no. `asks`: the message makes a
    question by itself or with what came before, so that only plain words are an answer."""
    said = bare(normalise(text))
    if _PUTS_OFF.fullmatch(said):
        return False
    if _TAKES.fullmatch(said):
        return True
    if asks:
        return None
    if intent == "chitchat.cancel":
        return False
    answer = yes_or_no(text, intent)
    return answer == "confirm" if answer else (True if intent == "chitchat.ok" and len(said) <= 12 else None)


def _value(heard: Heard, context: Context) -> Move | None:
    """A value for what was asked, unless it is plainly a question of another kind."""
    if heard.nothing_else or ("window" in context.expects and is_a_month(heard.said) and not heard.asks):
        return "fill"
    if heard.kin and heard.intent not in {"goal.show", "goal.drop"}:
        return "correct" if heard.intent.endswith(".change") else "fill"
    sure = CERTAIN if "text" in context.expects else QUITE
    if (heard.asks and heard.confidence >= SURE) or (heard.confidence >= sure and not heard.fits):
        return None
    if heard.fits:
        return "fill"
    return "fill" if "text" in context.expects and not heard.asks and not heard.said.startswith("/") else None
