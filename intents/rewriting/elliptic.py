"""What an ellipsis says only in the light of the question before it: 低于2%的, 周四, the day before, 去年呢, just 5."""

import re
from dataclasses import replace
from datetime import timedelta

from core.query import Having, MetricQuery, Window
from intents.asked import Asked
from intents.day_math import just_before, same_days_last_year
from intents.scene import Scene
from intents.thresholds import bare_thresholds

_HEAD = r"^(?:那么?|and|so|then|哦|再)?[,，\s]*"
_TAIL = r"(?:的|呢|咧|也看看|看看|怎么样|也要|情况|数|then|too|please|instead|again|那天|这天|一起)*[?？。.!！\s]*$"
_BEFORE = re.compile(
    _HEAD
    + r"(?:再?往?前(?:推)?一(?:天|日|周|个?星期|个?礼拜|个?月|期)|上一(?:周|个?月|天|期)|(?:the )?(?:day|week|month|period|one) (?:before|earlier|prior)(?: that)?|previous (?:day|week|month|one|period))(?:$|(?=[,，?？的呢咧]))"
)
_YEAR = re.compile(
    _HEAD
    + r"(?:去年(?:同期|那时候?|这时候?|同一时间|此时)?|(?:a|one|the) year (?:earlier|before|ago)|last year(?:'?s)?(?: same (?:days|time|period))?|same (?:days|time|period) last year|year before)"
    + _TAIL
)
_WEEKDAY = re.compile(
    _HEAD
    + r"(?:周|星期|礼拜)[一二三四五六日天]"
    + _TAIL
    + "|"
    + _HEAD
    + r"(?:mon|tues?|wednes|thurs|fri|satur|sun)(?:day)?"
    + _TAIL
)
_FEW = re.compile(
    r"^(?:那|就|只|光|仅|保留|留|再往下|往下|再)*(?:要|看|留|列|给|来|取|给我)?(?:前|头|top)?\s?(?P<zh>\d{1,3}|[一二两三四五六七八九十]{1,2})(?:个|名|款|条|家|位)?(?:就?[行够可以好]+了?|吧|即可|看看)*$"
    r"|^(?:just|only|keep|show|make it|give me)?\s?(?:the )?(?:top |first )?(?P<en>\d{1,3})(?: more| will do| is enough| is fine|)$"
)
_DIGITS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def in_the_light_of(scene: Scene, base: MetricQuery) -> Scene:
    """The scene with what its text leaves to the question before filled in."""
    asked = _bounded(scene.asked, base)
    asked = _few(asked, base)
    window = _relative(scene, base)
    if window is not None:
        asked = replace(asked, windows=(window,), compare=None, compares=False, shift=None, problem=None)
    return scene if asked is scene.asked else replace(scene, asked=asked)


def _bounded(asked: Asked, base: MetricQuery) -> Asked:
    """低于2%的 after a rate by product: those with a rate below that."""
    bounds = () if asked.having or asked.metrics else bare_thresholds(asked.mentions)
    if not bounds or not base.metrics:
        return asked
    figure = base.having[0].metric if base.having else base.by if base.by in base.metrics else base.metrics[0]
    having = tuple(Having(metric=str(figure), op=op, value=float(number.value)) for op, number in bounds)
    return replace(asked, having=having, limit=None)


def _few(asked: Asked, base: MetricQuery) -> Asked:
    """Just 5, after a ranking."""
    match = _FEW.match(asked.mentions.low.strip(" .。!！"))
    if match is None or asked.limit or asked.having or not base.dimensions:
        return asked
    said = match["zh"] or match["en"]
    count = int(said) if said.isdigit() else _DIGITS.get(said, 0)
    return replace(asked, limit=count) if count else asked


def _relative(scene: Scene, base: MetricQuery) -> Window | None:
    """A period named from the one before: the day before that, the same days last year, the Thursday of that week."""
    if _BEFORE.match(scene.low):
        return just_before(base.window, scene.today)
    if _YEAR.match(scene.low) and base.window_said and base.window.days < 190:
        return same_days_last_year(base.window)
    said = scene.asked.windows
    if _WEEKDAY.match(scene.low) and len(said) == 1 and said[0].days == 1 and base.window.days == 1:
        monday = base.window.start - timedelta(base.window.start.weekday())
        day = monday + timedelta(said[0].start.weekday())
        return Window(start=day, end=day) if day <= scene.today else None
    return None
