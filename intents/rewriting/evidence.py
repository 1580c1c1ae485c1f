"""What speaks for and against a reading: plain numbers between about -1 and 1, by name."""

import re
from datetime import datetime
from math import log

from core.lexicon import Lexicon
from core.understanding import Area, PastTurn
from intents.completeness import is_complete
from intents.completing import FIGURES, Own
from intents.follow_ups import correction_of, follow_up_of
from intents.leaning import points_back
from intents.mentions import find_mentions
from intents.rewriting.candidates import ACTIONS, Candidate, Candidates, halts, points_at_one, takes_back
from intents.scene import Scene
from intents.signals import why_signal

_ALSO = re.compile(r"也|同样|一样|照(?:着|这|样)|\b(?:too|also|as well|same|likewise|neither|either)\b")
_WHOLE = re.compile(
    r"所有|全部|全店|整个|每个|每款|[商产]品|新品|新款|\b(?:all|every|each|whole|products?|items?|shop)\b"
)
_ASKS = re.compile(
    r"吗|怎么|如何|多少|几|为什么|为啥|什么|啥|谁|哪|会不会|要不要|能不能|[?？]"
    r"|^(?:how|what|why|who|which|will|can|could|should|is|are|does|do|did)\b"
)
_FORM = re.compile(
    r"表格?|图|文件|excel|pdf|导|短|简|详细|展开|具体|重点|再[来看说报发]|\b(?:chart|table|file|export|shorter|simpler|detail|again|more|brief|csv)\b",
    re.I,
)
_AMOUNT = re.compile(
    r"[改调降提涨加减补]到?\s?[\d一两]|\b(?:to|by|at|add|cut|raise|lower|drop|set|push|try)\b.{0,12}\d"
)
_GROUPS: tuple[tuple[str, frozenset[Area]], ...] = (
    ("figures", FIGURES),
    ("acts", ACTIONS),
    ("knows", frozenset({"knowledge", "advice"})),
    ("talks", frozenset({"chitchat", "help", "handoff"})),
    ("oos", frozenset({"oos"})),
)
NEEDS_PRODUCT: frozenset[Area] = frozenset({"price_stock", "title", "image"})
MAY_NEED: frozenset[Area] = frozenset({"ads", "campaign", "publish", "reception"})
_ASSENT = frozenset({"approval.approve", "chitchat.yes", "chitchat.ok"})
_FEW, _FEW_LETTERS = 6, 16
_CALLS_OFF = frozenset({"chitchat.cancel", "chitchat.no", "approval.reject"})
Evidence = dict[str, float]


def of_scene(scene: Scene, own: Own, leaning: float, last: PastTurn, word: str) -> Evidence:
    """What there is to know of the message and the turn before it, whatever the reading."""
    low, asked = scene.low, scene.asked
    length = len(low) if scene.lang == "zh" else len(low) / 3
    found: Evidence = {
        "one": 1.0,
        "leaning": leaning,
        "leans": float(leaning >= 0.3),
        "odds": max(-1.0, min(1.0, log((leaning + 1e-4) / (1 - leaning + 1e-4)) / 6)),
        "points": float(points_back(scene.text)),
        "one of": float(points_at_one(scene)),
        "opens": float(scene.opens),
        "closes": float(scene.closes or (low.endswith("?") and length < 9)),
        "also": float(_ALSO.search(low) is not None),
        "asks": float(_ASKS.search(low) is not None),
        "whole": float(_WHOLE.search(low) is not None),
        "form": float(_FORM.search(low) is not None),
        "amount": float(_AMOUNT.search(low) is not None),
        "halts": float(halts(low)),
        "takes back": float(takes_back(low)),
        "corrects": float(correction_of(low) is not None),
        "remarks": float(follow_up_of(low) is not None),
        "short": float(length <= 4),
        "long": float(length > 9),
        "very long": float(length > 15),
        "complete": float(is_complete(scene)),
        "why": why_signal(low, asked),
        "figure": float(bool(asked.metrics) and not asked.weak),
        "window": float(bool(asked.windows or asked.shift)),
        "filter": float(bool(asked.filters)),
        "chart": float(asked.chart is not None),
        "rows": float(bool(asked.dimensions or asked.order or asked.limit or asked.grain or asked.derive)),
        "says": float(asked.says_anything),
        "number": float(bool(scene.mentions.numbers)),
        "product": float(bool(scene.mentions.products)),
        "rest": min(len(scene.rest) / (6 if scene.lang == "zh" else 18), 1.5),
        "explained": float(not scene.rest),
        "confidence": own.confidence,
        "sure": float(own.confidence >= 0.9),
        "word for word": float(own.confidence == 1.0),
        "same intent": float(own.intent == last.intent),
        "same area": float(own.area == last.area),
        "assented": float(scene.turns[-1].intent in _ASSENT),
        "just before": float(scene.turns[-1] is last),
    }
    for name, areas in _GROUPS:
        found[f"own {name}"] = float(own.area in areas)
        found[f"own {name} sure"] = own.confidence if own.area in areas else 0.0
        found[f"last {name}"] = float(last.area in areas)
    asks_for = own.area in NEEDS_PRODUCT and not scene.mentions.products and not found["whole"]
    found["lacks product"] = float(asks_for and bool(word))
    found["may lack product"] = float(own.area in MAY_NEED and not scene.mentions.products and bool(word))
    found["unnamed"] = float(asks_for and not word)
    found["plainly oos"] = float(own.area == "oos" and own.confidence >= 0.97 and len(scene.rest) > 1)
    found["calls off"] = float(own.intent in _CALLS_OFF) * found["last acts"]
    found["odds acts"] = found["odds"] * found["own acts"]
    found["odds figures"] = found["odds"] * found["own figures"]
    found["odds knows"] = found["odds"] * found["own knows"]
    found["own approval"] = float(own.area == "approval")
    found["acts on"] = found["own acts sure"] * found["last figures"]
    found["figures on"] = found["own figures sure"] * found["last figures"]
    return found


def stands_alone(text: str, intent: str, lexicon: Lexicon, now: datetime) -> bool:
    """Whether a message that was written without anything before it names what it is about."""
    area = intent.partition(".")[0]
    if len(text) < (_FEW_LETTERS if text.isascii() else _FEW):
        return False
    mentions = find_mentions(text, lexicon, now)
    return area not in NEEDS_PRODUCT | MAY_NEED or bool(mentions.products or _WHOLE.search(mentions.low))


def of_candidate(candidate: Candidate, candidates: Candidates) -> Evidence:
    """What there is to know of one reading."""
    own, last = candidates.own, candidates.last
    area = candidate.intent.partition(".")[0]
    return {
        "its confidence": candidate.confidence,
        "it agrees": float(candidate.intent == own.intent) * own.confidence,
        "it stays": float(last is not None and candidate.intent == last.intent),
        "its query": float(candidate.reading.query is not None),
        "its problem": float(candidate.reading.problem is not None),
        "its edits": float(min(candidate.edits, 2)),
        "its left": min(candidate.left / 6, 1.0),
        "it acts": float(area in ACTIONS),
        "it asks on": float(candidate.reading.query is not None and own.area in ACTIONS) * own.confidence,
        "it agrees on acts": float(candidate.intent == own.intent and own.area in ACTIONS) * own.confidence,
        "it changes": float(last is not None and candidate.intent not in (last.intent, own.intent)),
        "it knows": float(area in ("knowledge", "advice")),
        "it is oos": float(area == "oos"),
    }
