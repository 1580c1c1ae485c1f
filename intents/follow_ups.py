"""Short remarks on the answer before: sum it up, the second one, as a chart, not that but this."""

import re
from dataclasses import dataclass
from typing import Literal

from intents.patterns import each, pattern

Kind = Literal["control", "chart", "sum", "average", "pick", "repeat", "export", "shorter", "detail", "only"]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is wanted of the last answer. `place` is the row meant by 第二个 (from 0, -1 is the last)."""

    kind: Kind
    place: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """不是访客，是买家: what was wrong ("" when it isn't said) and what is meant."""

    wrong: str
    right: str


_CONTROL = pattern("follow_ups.control")
_SUM = pattern("follow_ups.sum")
_AVERAGE = pattern("follow_ups.average")
_REPEAT = pattern("follow_ups.repeat")
_EXPORT = pattern("follow_ups.export")
_SHORTER = pattern("follow_ups.shorter")
_DETAIL = pattern("follow_ups.detail")
_ONLY = pattern("follow_ups.only")
_PICK = pattern("follow_ups.pick")
_EN_PLACES = {
    "first": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "last": -1,
    "1st": 0,
    "2nd": 1,
    "3rd": 2,
    "4th": 3,
    "5th": 4,
}
_EN_NUMBERS = ("one", "two", "three", "four", "five")
_ZH_PLACES = "一二三四五六七八九十"
_CORRECTIONS = each("follow_ups.corrections")


def follow_up_of(low: str) -> FollowUp | None:
    """The kind of remark; None if it is none. Charts, limits and filters are read from the mentions."""
    if _CONTROL.fullmatch(low):
        return FollowUp("control")
    if _SUM.search(low):
        return FollowUp("sum")
    if _AVERAGE.search(low):
        return FollowUp("average")
    pick = _PICK.search(low)
    if pick is not None:
        return FollowUp("pick", _place(pick))
    for kind, words in _REMARKS:
        if words.search(low):
            return FollowUp(kind)
    return None


_REMARKS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("repeat", _REPEAT),
    ("export", _EXPORT),
    ("shorter", _SHORTER),
    ("detail", _DETAIL),
    ("only", _ONLY),
)


def remark_span(low: str, kind: Kind) -> tuple[int, int]:
    """Where the remark stands, so that it isn't counted as something unexplained."""
    patterns = {"sum": _SUM, "average": _AVERAGE, "pick": _PICK, "control": _CONTROL} | dict(_REMARKS)
    match = patterns[kind].search(low) if kind in patterns else None
    return match.span() if match else (0, 0)


def _place(match: re.Match[str]) -> int:
    if match["zh"]:
        text = match["zh"]
        return int(text) - 1 if text.isdigit() else _ZH_PLACES.index(text)
    if match["last"]:
        return -1
    if match["no"]:
        return int(match["no"]) - 1 if match["no"].isdigit() else _EN_NUMBERS.index(match["no"])
    return _EN_PLACES[match["en"]] if match["en"] else 0


def correction_of(low: str) -> Correction | None:
    """不是X，是Y · 我说的是Y · not X, Y · I meant Y."""
    for shape in _CORRECTIONS:
        match = shape.search(low)
        if match is not None:
            groups = match.groupdict()
            return Correction((groups.get("wrong") or "").strip(), groups["right"].strip(" 。.！!"))
    return None
