"""The demo shop's lexicon, and questions read with it."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import yaml

from adapters.market.demo_data import load_demo
from adapters.market.parameters import HERE
from analytics.catalogue import Semantics, load_semantics
from core.lexicon import Lexicon, NamedProduct
from core.query import MetricQuery, Window
from core.regions import region_words
from intents.query import QueryReading, read_query

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Friday."""
SIGNS = {"eq": "=", "ne": "!=", "in": " in ", "ge": ">=", "lt": "<", "gt": ">", "le": "<="}


@cache
def layer() -> Semantics:
    """The semantic layer."""
    return load_semantics()


@cache
def lexicon() -> Lexicon:
    """The layer's words, the regions, and the demo shop's categories and products."""
    metrics, dimensions = layer().lexicon()
    kinds = yaml.safe_load((HERE / "categories.yaml").read_text(encoding="utf-8"))
    named = {name.lower(): key for key, kind in kinds.items() for name in (*kind["name"], key)}
    elements = {**layer().elements(), **region_words(), "category": named}
    products = enumerate(load_demo().products, 1)
    listings = tuple(NamedProduct(f"p{n:04}", each.title, each.aliases) for n, each in products)
    return Lexicon(metrics, dimensions, elements, listings)


def read(text: str) -> QueryReading:
    """A question by itself."""
    return read_query(text, lexicon(), NOW)


def parts(query: MetricQuery | None) -> frozenset[str]:
    """The parts of a query in short form; their order says nothing, except of two figures in a ratio."""
    if query is None:
        return frozenset()
    ratio = "ratio" in query.derive
    found = [",".join(query.metrics) if ratio else ",".join(sorted(query.metrics))]
    found += [_window(query.window) if query.window_said else "?"]
    found += [f"by {','.join(query.dimensions)}"] if query.dimensions else []
    for each in query.filters:
        value = each.value if isinstance(each.value, str) else "/".join(each.value)
        found.append(f"{each.field}{SIGNS[each.op]}{value}")
    found += [query.grain] if query.grain else []
    if query.compare:
        window = f" {_window(query.compare.window)}" if query.compare.window else ""
        found.append(f"vs {query.compare.kind}{window}")
    found += [f"{query.order} {query.by}{f' {query.limit}' if query.limit else ''}"] if query.order else []
    found += [f"{each.metric} {each.op} {each.value:g}" for each in query.having]
    return frozenset((*found, *(f"+{name}" for name in query.derive)))


def wanted(row: str) -> frozenset[str]:
    """The parts of a row's right side."""
    said = [part.strip() for part in row.split("|")]
    first = said[0] if "+ratio" in said else ",".join(sorted(said[0].split(",")))
    return frozenset((first, *said[1:]))


def answerable(query: MetricQuery | None) -> bool:
    """Whether the layer has all that the query names."""
    if query is None or any(name not in layer().metrics for name in query.metrics):
        return False
    named = {*query.dimensions, *(each.field for each in query.filters)}
    return all(named <= set(layer().allowed(name)) for name in query.metrics)


def _window(window: Window) -> str:
    return _day(window.start) if window.days == 1 else f"{_day(window.start)}..{_day(window.end)}"


def _day(day: date) -> str:
    return day.isoformat()[5:] if day.year == NOW.year else day.isoformat()
