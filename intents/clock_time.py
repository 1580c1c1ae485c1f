"""Times of day as people say them: 早上8点半, 晚上九点, 8:30, 8:30am, half past eight."""

import re
from datetime import time

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER = r"\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[零一二两三四五六七八九]"
_ZH = re.compile(
    rf"(凌晨|早上|上午|早|中午|下午|傍晚|晚上|晚)?\s*({_NUMBER})\s*[点點时](?:钟|整)?(半|一刻|三刻|(?:{_NUMBER})分?)?"
)
_CLOCK = re.compile(
    r"(凌晨|早上|上午|早|中午|下午|傍晚|晚上|晚)?\s*(?<!\d)(\d{1,2})[:：](\d{2})\s*([ap]\.?m\.?)?", re.I
)
_EN = re.compile(r"(?<![\d.])(\d{1,2})\s*([ap])\.?m\b", re.I)
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "晚"})


def read_time(text: str) -> time | None:
    """The first time of day in a text, None if there is none or it isn't one (25点)."""
    clock = _CLOCK.search(text)
    if clock:
        return _time(int(clock[2]), int(clock[3]), clock[1] or "", clock[4] or "")
    english = _EN.search(text)
    if english:
        return _time(int(english[1]), 0, "", english[2])
    said = _ZH.search(text)
    return _time(_number(said[2]), _minutes(said[3]), said[1] or "", "") if said else None


def _minutes(said: str | None) -> int:
    fixed = {"半": 30, "一刻": 15, "三刻": 45}
    return 0 if not said else fixed.get(said) or _number(said.removesuffix("分"))


def _number(said: str) -> int:
    if said.isdecimal():
        return int(said)
    tens, ten, units = said.partition("十")
    if not ten:
        return _DIGITS[said]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)


def _time(hour: int, minute: int, part: str, half: str) -> time | None:
    if half[:1].lower() == "p" and hour < 12:
        hour += 12
    elif half[:1].lower() == "a" and hour == 12:
        hour = 0
    elif (part in _AFTERNOON and hour < 12) or (part == "中午" and hour < 11):
        hour += 12
    return time(hour % 24 if hour == 24 else hour, minute) if hour <= 24 and minute < 60 else None
