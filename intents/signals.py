"""How much the words look like a question about the shop's figures, and like a why question."""

import re

from intents.asked import Asked
from intents.derived import derived_spans, without_names
from intents.folding import is_chinese
from intents.leftover import left_over
from intents.patterns import pattern

_WHY = pattern("signals.why")
_CHANGE = pattern("signals.change")
_HOW_TO = pattern("signals.how_to")
_ACTION = pattern("signals.action")
_SHOP = re.compile(r"生意|店里|店铺|经营|大盘|战报|\b(?:business|shop|overview)\b")
_DELIVERS = re.compile(
    r"[给帮替]我?.{0,14}(?:发|推|送|打折|优惠)|群发|通知|提醒|控制在|别超过|不要超过|加到|减到|\b(?:send|message|notify|email|keep|give (?:them|him|her|each))\b"
)
_HOW_MANY = re.compile(r"多少|几|哪|\bhow (?:much|many)\b|\bwhat\b|\bwhich\b")
_ASKING = re.compile(
    r"多少|几|怎么样|咋样|如何|看|查|哪|吗|呢|谁|是不是|有没有|[?？]|\b(?:what|how|which|show|give|tell|list|who|compare)\b"
)


def why_signal(low: str, asked: Asked) -> float:
    """0 where nothing asks for a cause; high with a figure or a movement beside it."""
    if not _WHY.search(low):
        return 0.0
    if asked.metrics and not asked.weak:
        return 0.95
    if _CHANGE.search(low) or asked.overview:
        return 0.85
    return 0.5


def data_signal(low: str, asked: Asked, left: str | None = None) -> float:
    """0 where no part of a data question was said; lowered by know-how, actions and, where no figure is named,
    by what is `left` of the text unexplained; 1 where figure, period and conditions are all that it says."""
    if left is not None and _is_plain(low, asked, left):
        return 1.0
    left = left or ""
    strength = _strength(low, asked)
    if not _ASKING.search(low) and not asked.having and _orders_something(low, asked, left):
        strength = min(strength, 0.5)
    if len(left) >= 2 and (not asked.metrics or asked.weak):
        strength = min(strength, 0.3)
    if _HOW_TO.search(low) and not asked.windows:
        strength = min(strength, 0.2)
    if _ACTION.search(low) and not _HOW_MANY.search(low):
        strength = min(strength, 0.2)
    return strength


def _is_plain(low: str, asked: Asked, left: str) -> bool:
    """Whether nothing but a data question can be meant: a figure by name, when or of what, and no other word."""
    bare = without_names(asked.mentions)
    named = bool(asked.metrics and not asked.weak) or bool(asked.having)
    rows = asked.dimensions or (asked.having and asked.loose)
    shaped = asked.windows or asked.shift or asked.grain or rows
    amounts = len(asked.mentions.numbers) > len(asked.having) + len(asked.filters)
    asking = bool(_HOW_MANY.search(low) or rows)
    most = (2 if asking else 0) if is_chinese(low) else (6 if asking else 0)
    if not named or not shaped or amounts or len(left) > most or left_over(asked.mentions, derived_spans(low)):
        return False
    if _DELIVERS.search(low):
        return False
    return not (_HOW_TO.search(low) or _WHY.search(low) or (_ACTION.search(bare) and not _HOW_MANY.search(low)))


def _orders_something(low: str, asked: Asked, left: str) -> bool:
    """Words beside the figure, or an amount to set it to, without a question: something is to be done."""
    dated = bool(asked.windows or asked.dimensions or asked.loose or asked.grain)
    most = (2 if is_chinese(low) else 8) if dated else 0
    return len(left) > most or bool(asked.mentions.numbers)


def _strength(low: str, asked: Asked) -> float:
    shape = bool(asked.order or asked.limit or asked.dimensions or asked.grain or asked.trend or asked.having)
    asking = _ASKING.search(low) is not None
    if "goal_pct" in asked.derive and asking:
        return 0.8
    if (asked.metrics and not asked.weak) or asked.having:
        dated = asked.windows or asked.shift or asked.problem or shape
        return 0.97 if dated else 0.9 if asking else 0.75
    if asked.metrics or asked.overview:
        if asked.windows and (asking or shape):
            return 0.85
        return 0.8 if shape or _SHOP.search(low) else 0.35
    return _unnamed(asked, shape)


def _unnamed(asked: Asked, shape: bool) -> float:
    """No figure is named: a ranking or a change of something may still be asked for."""
    if asked.derive and (asked.windows or shape or asked.filters):
        return 0.8
    if asked.dimensions and (asked.order or asked.windows):
        return 0.8
    if (asked.windows and asked.compares) or (asked.compare and asked.derive):
        return 0.8
    if asked.order and (asked.loose or asked.dimensions) and (asked.windows or asked.limit):
        return 0.85
    if asked.order or asked.having:
        return 0.5 if asked.loose else 0.3
    return 0.15 if asked.says_anything else 0.0
