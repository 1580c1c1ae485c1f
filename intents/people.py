"""Where buyers are the rows that are asked for (花钱最多的五个客户), not a figure."""

import re
from dataclasses import replace

from core.query import Filter
from intents.asked import Asked, is_singular
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


LISTED = re.compile(r"哪些|哪几|哪个|有什么|列|清单|明细|名单|\bwhich\b|\blist\b|\bwhat (?:products|items)\b|\bshow\b")
_ORDERED = re.compile(r"下单|单数|订单|次数|单最|orders?\b|ordered|times\b")
_DID = re.compile(
    r"\b(?:customers|clients|buyers|shoppers|people) (?:who |that |have |had )?(?:spent|bought|ordered|paid|placed|made)\b"
)
_COUNTED = re.compile(r"多少|几[个位名]|\bhow many\b|\bnumber of\b")


def of_people(asked: Asked) -> Asked:
    """Where single buyers are ranked, listed or counted, the figure is what they did and new or returning a filter."""
    low = asked.mentions.low
    grouped = [name for name in (*asked.dimensions, *asked.loose) if name not in ("buyer", "product")]
    did = bool(FIGURES & set(asked.metrics)) or _DID.search(low) is not None
    counted = bool(asked.having) and did and not grouped
    if grouped and "gmv_per_buyer" in asked.metrics:
        return asked
    if not counted and not (_rows_wanted(asked) and wants_people(low, asked.metrics)):
        return asked
    kind = kind_of_people(low)
    kept = tuple(entry for entry in asked.filters if entry.field != "buyer_type")
    filters = (*kept, Filter(field="buyer_type", op="eq", value=kind)) if kind else kept
    metrics = tuple(name for name in asked.metrics if name not in FIGURES)
    metrics = metrics or (() if asked.having else ("orders",) if _ORDERED.search(low) else ("gmv",))
    count = ("count",) if asked.having and _COUNTED.search(low) and (counted or "count" in asked.derive) else ()
    derive = (*(name for name in asked.derive if name != "count"), *count)
    dimensions = ("buyer", *(name for name in asked.dimensions if name not in ("buyer", "product")))
    single = asked.order and asked.limit is None and is_singular(low)
    return replace(
        asked, metrics=metrics, weak=False, filters=filters, dimensions=dimensions, loose=(), derive=derive,
        limit=1 if single else asked.limit,
    )  # fmt: skip


def counting(asked: Asked) -> Asked:
    """How many products have …: products are counted by a threshold, not as a figure beside it."""
    if not asked.having or "active_products" not in asked.metrics:
        return asked
    metrics = tuple(name for name in asked.metrics if name != "active_products")
    derive = tuple(dict.fromkeys((*asked.derive, "count")))
    return replace(asked, metrics=metrics, dimensions=asked.dimensions or ("product",), derive=derive)


def _rows_wanted(asked: Asked) -> bool:
    return bool(asked.order or asked.limit or asked.having or LISTED.search(asked.mentions.low))
