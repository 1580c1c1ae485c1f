"""Where buyers are the rows that are asked for (花钱最多的五个客户), not a figure."""

import re

from intents.patterns import pattern

_ROWS = pattern("people.rows")
_NOT = pattern("people.figure")
_NEW = re.compile(r"新(?:客|买家|顾客)|首次|\bnew (?:customers?|clients?|buyers?)\b|\bfirst[- ]time\b")
_OLD = re.compile(
    r"老(?:客|买家|顾客|主顾)|回头客|\b(?:returning|existing|old|repeat) (?:customers?|clients?|buyers?)\b"
)
FIGURES = frozenset({"buyers", "new_buyers", "returning_buyers", "repeat_buyers"})


def wants_people(low: str, metrics: tuple[str, ...]) -> bool:
    """Whether single buyers are ranked or listed."""
    if _ROWS.search(low) is None:
        return False
    return bool(set(metrics) - FIGURES) or _NOT.search(low) is None


def kind_of_people(low: str) -> str | None:
    """new or returning, where only those are meant."""
    if _NEW.search(low):
        return "new"
    return "returning" if _OLD.search(low) else None
