"""Merging what an elliptic text says into the question before it."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from core.query import Compare, Filter, MetricQuery, Window
from intents.asked import Asked, is_singular
from intents.comparing import against, compare_of
from intents.day_math import same_days_last_month, same_days_last_year
from intents.patterns import pattern
from intents.query import grain_for, window_of, with_window

_ALSO = re.compile(
    r"加上|再加|外加|也|一起|还(?:要|有(?!多少|几|货|没|剩|吗|库存))|^(?:和|跟|以及)|连同|都看"
    r"|\balso\b|\bplus\b|\btoo\b|\bas well\b|\badd\b|\balong with\b"
)
ALL = pattern("merging.all")
REVERSED = re.compile(
    r"反过来|倒过来|倒着|倒序|反着|调个头|\brevers(?:ed?|ing)\b|\bthe other way\b|\b(?:flip|invert)\b|\bupside down\b"
)
_PLACES = frozenset({"province", "city"})
ADS = frozenset(
    {"ad_spend", "ad_impressions", "ad_clicks", "ad_orders", "ad_gmv", "roi", "ctr", "cpc", "ad_cost_share"}
)
_KINDS = {"new": "new_buyers", "returning": "returning_buyers"}
_BY_ADS = {"orders": "ad_orders", "gmv": "ad_gmv", "impressions": "ad_impressions", "click_rate": "ctr"}
_BROUGHT = re.compile(r"带来|换来|赚回|成交了|\bbr(?:ing|ought)\b|\bfrom (?:it|them|that)\b")


@dataclass(frozen=True, slots=True)
class Merged:
    """The new query; `changed` when it differs in anything from the one before."""

    query: MetricQuery
    changed: bool


def merge(base: MetricQuery, asked: Asked, today: date) -> Merged:
    """`base` with the parts that `asked` says. Pure."""
    query = _with(base, derive=tuple(name for name in base.derive if name != "sum")) if _reshapes(asked) else base
    if base.order and REVERSED.search(asked.mentions.low):
        asked = replace(asked, metrics=())
    for step in (_metrics, _filters, _dimensions, _buckets, _window, _compare, _ranking, _derived):
        query = step(query, asked, today)
    return Merged(query, query != base)


def _reshapes(asked: Asked) -> bool:
    """Whether the rows themselves are wanted again after they were summed up."""
    return bool(asked.chart is not None or asked.limit or asked.order or asked.dimensions or asked.grain)


def _with(query: MetricQuery, **values: Any) -> MetricQuery:
    return query.model_copy(update=values)


def _metrics(query: MetricQuery, asked: Asked, _: date) -> MetricQuery:
    named = asked.metrics
    if not named or asked.weak or (asked.by_verb and query.order) or _about_buyers(query, asked):
        return query
    if asked.order and set(named) < set(query.metrics):
        return _with(query, by=named[0])
    named = _of_ads(query, asked) or named
    metrics = tuple(dict.fromkeys((*query.metrics, *named))) if _ALSO.search(asked.mentions.low) else named
    by = query.by
    if by is not None and by in query.metrics and by not in metrics:
        by = metrics[0]
    having = tuple(
        entry for entry in query.having if entry.metric in metrics or not set(query.metrics) & {entry.metric}
    )
    return _with(query, metrics=metrics, by=by, having=having)


def _of_ads(query: MetricQuery, asked: Asked) -> tuple[str, ...]:
    """带来几单 after the cost of ads: the orders that the ads brought."""
    if not set(query.metrics) <= ADS or not _BROUGHT.search(asked.mentions.low):
        return ()
    return tuple(_BY_ADS.get(name, name) for name in asked.metrics)


def _about_buyers(query: MetricQuery, asked: Asked) -> str | None:
    """老客呢 after an amount: the amount of returning buyers, not their number."""
    kinds: dict[tuple[str, ...], str] = {("new_buyers",): "new", ("returning_buyers",): "returning"}
    sold = {"gmv", "orders", "units", "aov", "gmv_per_buyer", "refund_amount", "refund_rate", "repurchase_rate"}
    return kinds.get(asked.metrics) if set(query.metrics) <= sold else None


def _filters(query: MetricQuery, asked: Asked, _: date) -> MetricQuery:
    buyers = _about_buyers(query, asked)
    if buyers:
        kept = tuple(entry for entry in query.filters if entry.field != "buyer_type")
        return _with(query, filters=(*kept, Filter(field="buyer_type", op="eq", value=buyers)))
    if not asked.filters:
        return _with(query, filters=()) if ALL.search(asked.mentions.low) and query.filters else query
    kind = next((entry.value for entry in asked.filters if entry.field == "buyer_type" and entry.op == "eq"), None)
    if kind and set(query.metrics) <= set(_KINDS.values()):
        return _with(query, metrics=(_KINDS[str(kind)],))
    new = {entry.field for entry in asked.filters}
    replaced = new | (_PLACES if new & _PLACES else set())
    kept = tuple(entry for entry in query.filters if entry.field not in replaced)
    several = {entry.field for entry in asked.filters if entry.op == "in"}
    exact = {entry.field for entry in asked.filters if entry.op == "eq"}
    dimensions = tuple(name for name in query.dimensions if name not in exact)
    dimensions += tuple(name for name in several if name not in dimensions)
    query = _with(query, filters=(*kept, *asked.filters), dimensions=dimensions)
    return query if dimensions or query.grain else _with(query, order=None, by=None, limit=None)


def _dimensions(query: MetricQuery, asked: Asked, _: date) -> MetricQuery:
    wanted = asked.dimensions or (() if asked.metrics and not asked.weak else asked.loose)
    filtered = {entry.field for entry in asked.filters}
    wanted = tuple(name for name in wanted if name not in filtered)
    if not wanted or wanted == query.dimensions:
        return query
    kept: tuple[Filter, ...] = tuple(entry for entry in query.filters if entry.field not in wanted)
    query = _with(query, dimensions=wanted, filters=kept, grain=None)
    if query.order and not asked.order and not asked.limit:
        query = _with(query, order=query.order, limit=query.limit)
    return query


def _buckets(query: MetricQuery, asked: Asked, _: date) -> MetricQuery:
    if "avg_per_day" in asked.derive:
        return _with(query, grain=None)
    if not asked.grain and (not asked.trend or query.grain):
        return query
    grain = asked.grain or grain_for(query.window)
    least = {"day": 2, "week": 14, "month": 60}[grain]
    if query.window.days < least and not asked.windows:
        query = _longer(query, {"day": 7, "week": 28, "month": 180}[grain])
    return _with(query, grain=grain, **_unranked(query))


def _longer(query: MetricQuery, days: int) -> MetricQuery:
    """A trend needs more than a day: the days up to the same end."""
    window = Window(start=query.window.end - timedelta(days - 1), end=query.window.end)
    return _with(query, window=window, window_said=False, compare=None)


def _unranked(query: MetricQuery) -> dict[str, None]:
    return {} if query.dimensions else {"order": None, "by": None, "limit": None}


def _window(query: MetricQuery, asked: Asked, today: date) -> MetricQuery:
    if asked.shift and not asked.windows and not asked.compares:
        back = same_days_last_year if asked.shift == "year" else same_days_last_month
        return with_window(query, back(query.window), today)
    if not asked.windows or (asked.compares and len(asked.windows) == 1):
        return query
    window, said = window_of(asked, today, query.window)
    return with_window(query, window, today) if said else query


def _compare(query: MetricQuery, asked: Asked, today: date) -> MetricQuery:
    if asked.compares and len(asked.windows) == 1:
        return _with(query, compare=against(query.window, asked.windows[0], today))
    if asked.shift and asked.compares:
        return _with(query, compare=_shifted(query.window, asked.shift))
    found = compare_of(asked, query.window, asked.derive, today) if _names_compare(asked) else None
    if found is None or (query.compare is not None and not asked.compare and len(asked.windows) < 2):
        return query
    return _with(query, compare=found)


def _names_compare(asked: Asked) -> bool:
    return bool(asked.compare or len(asked.windows) > 1 or {"growth", "diff", "goal_pct"} & set(asked.derive))


def _shifted(window: Window, shift: str) -> Compare:
    if shift == "year":
        return Compare(kind="year", window=same_days_last_year(window))
    return Compare(kind="custom", window=same_days_last_month(window))


def _ranking(query: MetricQuery, asked: Asked, _: date) -> MetricQuery:
    if asked.having:
        named = {entry.metric for entry in asked.having}
        kept = tuple(entry for entry in query.having if entry.metric not in named)
        query = _with(query, having=(*kept, *asked.having), dimensions=query.dimensions or ("product",))
    reverse = REVERSED.search(asked.mentions.low) is not None and query.order is not None
    if not (asked.order or asked.limit or reverse):
        return query
    dimensions = query.dimensions or (() if query.grain else asked.loose or ("product",))
    by = "growth" if "growth" in asked.derive else query.by or query.metrics[0]
    one = 1 if asked.order and query.dimensions and not query.limit and is_singular(asked.mentions.low) else None
    return _with(
        query, dimensions=dimensions, order=_order(query, asked, reverse), by=by,
        limit=asked.limit or one or query.limit,
    )  # fmt: skip


def _order(query: MetricQuery, asked: Asked, reverse: bool) -> Literal["asc", "desc"]:
    if reverse:
        return "asc" if query.order == "desc" else "desc"
    if asked.order == "asc" or (asked.limit and asked.order is None and query.order == "asc"):
        return "asc"
    return "desc" if query.order != "asc" or asked.order == "desc" else "asc"


def _derived(query: MetricQuery, asked: Asked, _: date) -> MetricQuery:
    names = [name for name in asked.derive if name != "sum"]
    return _with(query, derive=tuple(dict.fromkeys((*query.derive, *names)))) if names else query


def these_products(query: MetricQuery, products: tuple[str, ...]) -> MetricQuery:
    """The same figures of the products that the last list showed."""
    kept = tuple(entry for entry in query.filters if entry.field != "product")
    return _with(
        query,
        filters=(*kept, Filter(field="product", op="in", value=products)),
        dimensions=tuple(dict.fromkeys((*query.dimensions, "product"))),
        order=None, by=None, limit=None, having=(), derive=(),
    )  # fmt: skip


def one_product(query: MetricQuery, product: str) -> MetricQuery:
    """The same figures of one product out of a list."""
    kept = tuple(entry for entry in query.filters if entry.field != "product")
    return _with(
        query,
        filters=(*kept, Filter(field="product", op="eq", value=product)),
        dimensions=tuple(name for name in query.dimensions if name != "product"),
        order=None, by=None, limit=None, having=(), derive=(),
    )  # fmt: skip
