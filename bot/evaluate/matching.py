"""Whether two answers hold the same figures: rows as multisets of values, in order only where an order was asked."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.calls import Scalar
from core.query import MetricQuery

DIGITS = 6
"""Figures that agree in so many digits are the same."""
DERIVED = {"diff": "_diff", "growth": "_growth", "share": "_share", "avg_per_day": "_per_day", "sum": "_sum"}
PARTS = frozenset({"eq", "contains"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """An answer as a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]


def asked_columns(gold: MetricQuery) -> tuple[str, ...]:
    """The columns that the question asks for: its groups, then its figures or what is computed from them.

    A group of which a filter leaves one element needs no column of its own.
    """
    if "count" in gold.derive:
        return ("count",)
    fixed = {one.field for one in gold.filters if one.op in PARTS}
    keys = [name for name in gold.dimensions if name not in fixed]
    if "sum" in gold.derive:
        keys = []
    elif gold.grain:
        keys.insert(0, gold.grain)
    return (*keys, *_figures(gold))


def _figures(gold: MetricQuery) -> list[str]:
    if "ratio" in gold.derive:
        return ["ratio"]
    if "goal_pct" in gold.derive:
        return ["goal_pct"]
    if {"share", "sum"} <= set(gold.derive):
        return [f"{metric}_share_sum" for metric in gold.metrics]
    if "rank" in gold.derive:
        return ["rank"]
    endings = [ending for name, ending in DERIVED.items() if name in gold.derive]
    if endings:
        return [f"{metric}{ending}" for metric in gold.metrics for ending in endings]
    before = [f"{metric}_before" for metric in gold.metrics] if gold.compare and gold.compare.window else []
    return [*gold.metrics, *(before if not gold.grain else [])]


def matches(gold: MetricQuery, expected: Sheet, given: Sheet) -> bool:
    """Whether `given` holds what `expected` holds in the asked columns. More columns are no fault, more rows are."""
    wanted = asked_columns(gold)
    places = _places(wanted, given.columns)
    if places is None:
        return False
    right = _rows(expected, [expected.columns.index(name) for name in wanted])
    ours = _rows(given, places)
    if Counter(right) != Counter(ours):
        return False
    return not (gold.order and len(right) > 1) or _same_order(gold, expected, given)


def _places(wanted: Sequence[str], columns: Sequence[str]) -> list[int] | None:
    found = []
    for name in wanted:
        names = (name, *_other_names(name, columns))
        place = next((columns.index(one) for one in names if one in columns), None)
        if place is None:
            return None
        found.append(place)
    return found


def _other_names(name: str, columns: Sequence[str]) -> list[str]:
    """A sum of what is not split is the figure; a part over its whole may come as a share or as a rate."""
    if name.endswith("_share_sum"):
        return [name.removesuffix("_sum")]
    if name.endswith("_sum"):
        return [name.removesuffix("_sum")]
    if name == "ratio":
        return [one for one in columns if one.endswith(("_share", "_rate"))]
    return []


def _rows(sheet: Sheet, places: list[int]) -> list[tuple[Scalar, ...]]:
    return [tuple(_plain(row[place]) for place in places) for row in sheet.rows]


def _plain(value: Scalar) -> Scalar:
    """Figures to six places (as tools keep them) and six digits, so that sums added up in another order agree."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if not value or not math.isfinite(value):
        return 0.0
    rounded = round(float(value), DIGITS)
    return round(rounded, DIGITS - 1 - math.floor(math.log10(abs(rounded)))) if rounded else 0.0


def _same_order(gold: MetricQuery, expected: Sheet, given: Sheet) -> bool:
    """Ties may stand either way: only the figure that orders counts."""
    for name in (gold.by or "", f"{gold.metrics[0]}_{gold.by}", gold.metrics[0]):
        if name in expected.columns and name in given.columns:
            column = [_rows(sheet, [sheet.columns.index(name)]) for sheet in (expected, given)]
            return column[0] == column[1]
    return True
