"""From the question as understood to the one that is run: windows clipped, comparisons filled in."""

from dataclasses import dataclass

from analytics.catalogue import Semantics
from analytics.parts import UnavailableError
from analytics.windows import DAY, compared
from core.calls import Status
from core.query import Compare, Filter, MetricQuery
from tools.answers.coverage import Coverage, Uncovered, covered
from tools.answers.reading import Found
from tools.answers.words import Words

MOVES = frozenset({"diff", "growth"})
UNKNOWN = "unknown"
"""The field of a condition that understanding could make nothing of."""
NEVER_PAID = frozenset({"unpaid", "cancelled"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """The question that is answered, what must be said about it, and whether it is the whole of what was asked."""

    query: MetricQuery
    notes: tuple[str, ...] = ()
    status: Status = "answered"


def prepare(query: MetricQuery, semantics: Semantics, coverage: Coverage, words: Words) -> Prepared | Uncovered:
    """The answerable part of a question, or why there is none. UnavailableError for a metric there isn't."""
    for metric in query.metrics:
        if metric not in semantics.metrics:
            raise UnavailableError("metric", metric)
    for one in query.filters:
        if one.field == UNKNOWN:
            raise UnavailableError("word", str(one.value), UNKNOWN)
    query = _simplified(_placed(query, semantics), semantics)
    if all(semantics.windowless(metric) for metric in query.metrics):
        if query.window_said and query.window.end < words.dates.today - DAY:
            raise UnavailableError("grain", query.metrics[0])
        return Prepared(query)
    part = covered(query.window, coverage, words)
    if isinstance(part, Uncovered):
        return part
    status: Status = "partial" if part.window.start > query.window.start else "answered"
    notes = (
        [] if query.window_said else [words.say("query.default_window", window=words.dates.short_window(query.window))]
    )
    filled = compared(query.model_copy(update={"window": part.window}), words.dates.today)
    kept, gap = comparable(filled, coverage, words)
    return Prepared(kept, tuple(note for note in (*notes, part.note, gap) if note), status)


def _placed(query: MetricQuery, semantics: Semantics) -> MetricQuery:
    """Orders that never count as paid are counted by the day they were placed."""
    words = semantics.elements()["order_status"]
    chosen = [one.value for one in query.filters if one.field == "order_status"]
    values = [value for values in chosen for value in ((values,) if isinstance(values, str) else values)]
    if not any(words.get(value.lower(), value) in NEVER_PAID for value in values):
        return query
    metrics = tuple("placed_orders" if metric == "orders" else metric for metric in query.metrics)
    return query.model_copy(update={"metrics": metrics})


def _simplified(query: MetricQuery, semantics: Semantics) -> MetricQuery:
    """Sums and counts over nothing are the figure itself; a figure known only as of now has no comparison."""
    derive = query.derive
    if "rank" in derive and not query.dimensions and query.filters:
        query = query.model_copy(update={"dimensions": (query.filters[0].field,)})
    if "sum" in derive and not query.dimensions and not query.limit:
        query = query.model_copy(update={"grain": None})
    if not query.dimensions and not query.grain:
        derive = tuple(word for word in derive if word not in ("sum", "count"))
    compare = query.compare
    if any(semantics.windowless(metric) for metric in query.metrics):
        compare = None
    elif MOVES & set(derive) and compare is None and not query.grain:
        compare = Compare(kind="previous")
    return query.model_copy(update={"derive": derive, "compare": compare})


def comparable(query: MetricQuery, coverage: Coverage, words: Words) -> tuple[MetricQuery, str]:
    """Without its comparison where the data does not reach back so far, and what is to be said about that."""
    if query.compare is None or query.compare.window is None:
        return query, ""
    window = query.compare.window
    if coverage.first <= window.start and window.end <= coverage.last:
        return query, ""
    label = words.dates.before(query.window, query.compare)
    derive = tuple(word for word in query.derive if word not in MOVES)
    return query.model_copy(update={"compare": None, "derive": derive}), words.say("query.no_before", before=label)


def with_default_comparison(query: MetricQuery, coverage: Coverage, words: Words) -> MetricQuery:
    """A plain figure is compared with the period before, unless something else was asked."""
    plain = not (query.dimensions or query.grain or query.having or query.compare or query.derive)
    running_today = query.window.end >= words.dates.today
    if not plain or running_today or any(not words.semantics.dated(metric) for metric in query.metrics):
        return query
    filled = compared(query.model_copy(update={"compare": Compare(kind="previous")}), words.dates.today)
    return comparable(filled, coverage, words)[0]


def whole_of(query: MetricQuery) -> MetricQuery:
    """The figure over the whole window of a trend."""
    return query.model_copy(update={"grain": None, "dimensions": (), "derive": (), "having": (), "compare": None})


def over_listed(query: MetricQuery, listed: Found) -> MetricQuery:
    """The query over exactly the listed elements, ungrouped, so that no person and no order counts twice."""
    dimension = query.dimensions[0]
    elements = tuple(str(value) for value in listed.column(dimension))
    filters = (*query.filters, Filter(field=dimension, op="in", value=elements))
    return MetricQuery(metrics=query.metrics, filters=filters, window=query.window)
