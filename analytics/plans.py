"""What a query needs, in the light of the layer: which tables measure it, over which periods, under which filters."""

from dataclasses import dataclass
from datetime import timedelta

from analytics.catalogue import Semantics
from analytics.dialects import Dialect
from analytics.parts import Part, Period, Shape, UnavailableError, choose_source
from analytics.windows import first_of_bucket
from core.calls import Scalar
from core.query import Filter, MetricQuery

NUMBERED = frozenset({"hour", "weekday"})
MOVED = ("_diff", "_growth")
"""Endings of the columns that say how far a figure moved; a threshold may be put on them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A query in the light of the layer: what is measured where, and what is computed from it."""

    query: MetricQuery
    shape: Shape
    metrics: tuple[str, ...]
    parts: tuple[Part, ...]
    totals: tuple[Part, ...]
    outer: tuple[tuple[Filter, tuple[str, ...]], ...]
    compared: bool


def plan_query(query: MetricQuery, semantics: Semantics, dialect: Dialect) -> Plan:
    """Choose sources and periods. UnavailableError where the layer has no such figure."""
    metrics = tuple(dict.fromkeys([*query.metrics, *_mentioned(query, semantics)]))
    for metric in metrics:
        if metric not in semantics.metrics:
            raise UnavailableError("metric", metric)
    dimensions, filters = query.dimensions, query.filters
    outer: tuple[Filter, ...] = ()
    if "rank" in query.derive:
        dimensions = dimensions or tuple(one.field for one in filters)[:1]
        outer = tuple(one for one in filters if one.field in dimensions)
        filters = tuple(one for one in filters if one.field not in dimensions)
    for field in (*dimensions, *(one.field for one in query.filters)):
        if field not in semantics.dimensions:
            raise UnavailableError("dimension", metrics[0], field, semantics.allowed(metrics[0]))
    named = [(_canonical(one, semantics), n) for n, one in enumerate((*filters, *outer))]
    all_filters = tuple((one, _parameter_names(one, n)) for one, n in named)
    windows = (query.window, *((query.compare.window,) if query.compare and query.compare.window else ()))
    shape = Shape(semantics, dialect, dimensions, query.grain, all_filters[: len(filters)], windows)
    periods = _periods(query)
    parts = tuple(part for period in periods for part in _parts(shape, metrics, period))
    totals: tuple[Part, ...] = ()
    if "share" in query.derive:
        whole = Period("total", query.window)
        totals = tuple(_parts(shape, query.metrics, whole))
    return Plan(query, shape, metrics, parts, totals, all_filters[len(filters) :], len(periods) > 1)


def _mentioned(query: MetricQuery, semantics: Semantics) -> list[str]:
    """Metrics that only a threshold or the order names."""
    order = [query.by] if query.by and query.by in semantics.metrics else []
    endings = (*MOVED, "_share") if "share" in query.derive else tuple(MOVED)
    moved = {f"{metric}{ending}" for metric in query.metrics for ending in endings}
    return [having.metric for having in query.having if having.metric not in moved] + order


def _canonical(one: Filter, semantics: Semantics) -> Filter:
    """The filter with its values as the tables write them."""
    words = semantics.elements().get(one.field, {})
    values = (one.value,) if isinstance(one.value, str) else one.value
    mapped = tuple(words.get(value.strip().lower(), value.strip()) for value in values)
    if one.field in NUMBERED and not all(value.isdigit() for value in mapped):
        raise UnavailableError("element", ", ".join(mapped), one.field)
    return one.model_copy(update={"value": mapped})


def _parameter_names(one: Filter, n: int) -> tuple[str, ...]:
    return (f"f{n}",) if len(one.value) == 1 else tuple(f"f{n}_{m}" for m in range(len(one.value)))


def _periods(query: MetricQuery) -> list[Period]:
    periods = [Period("now", query.window)]
    if query.compare and query.compare.window and not query.grain:
        periods.append(Period("before", query.compare.window, ":before_start", ":before_end"))
    return periods


def _parts(shape: Shape, metrics: tuple[str, ...], period: Period) -> list[Part]:
    groups: dict[tuple[str, str, int | None], list[str]] = {}
    for leaf in dict.fromkeys(leaf for metric in metrics for leaf in shape.semantics.leaves(metric)):
        entry = shape.semantics.metrics[leaf]
        own = leaf if entry.each else ""
        groups.setdefault((choose_source(shape, leaf), own, entry.days), []).append(leaf)
    parts = []
    for (source, own, days), leaves in groups.items():
        name = "_".join(filter(None, (own or source, str(days or ""), period.name)))
        each = shape.semantics.metrics[own].each if own else ""
        parts.append(Part(name, source, period, tuple(leaves), each, days))
    return parts


def total_shape(plan: Plan) -> Shape:
    """The whole that a share is of: without groups, and without the filters that pick the elements shared out, which
    are those on a dimension of the answer, or all of them where there are no groups."""
    shape = plan.shape
    filters = tuple(pair for pair in shape.filters if pair[0].field not in shape.dimensions) if shape.keys else ()
    return Shape(shape.semantics, shape.dialect, (), None, filters, shape.windows)


def parameters_of(plan: Plan) -> dict[str, Scalar]:
    """All but :merchant, which the caller adds."""
    query = plan.query
    found: dict[str, Scalar] = {"start": query.window.start.isoformat(), "end": query.window.end.isoformat()}
    if plan.compared and query.compare and query.compare.window:
        before = query.compare.window
        found |= {"before_start": before.start.isoformat(), "before_end": before.end.isoformat()}
    for part in (*plan.parts, *plan.totals):
        if part.days:
            first = part.period.window.end - timedelta(days=part.days - 1)
            found[f"start_{part.days}_{part.period.name}"] = first.isoformat()
    if query.grain:
        found["first_bucket"] = first_of_bucket(query.window.start, query.grain).isoformat()
        found["last_bucket"] = first_of_bucket(query.window.end, query.grain).isoformat()
    for one, names in (*plan.shape.filters, *plan.outer):
        found |= {name: _value(one, value) for name, value in zip(names, one.value, strict=True)}
    found |= {f"h{n}": one.value for n, one in enumerate(query.having)}
    if query.limit:
        found["limit"] = query.limit
    return found


def _value(one: Filter, value: str) -> Scalar:
    if one.op == "contains":
        return f"%{value}%"
    return int(value) if one.field in NUMBERED else value
