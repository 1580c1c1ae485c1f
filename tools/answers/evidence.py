"""What a why question collects: both periods by factor, product and channel; events; own actions."""

import json
from dataclasses import dataclass
from datetime import date

from analytics.decompose import Contribution, additive, factor_effects, of_ratio
from analytics.formulas import names_in
from analytics.parts import UnavailableError
from core.calls import Scalar
from core.ports import Warehouse
from core.query import MetricQuery, Window
from tools.answers.reading import Found, Reader

ACROSS = ("product", "channel", "platform_campaign")
"""The dimensions a change is looked for in."""

EVENTS = (
    "SELECT kind, name, starts, ends, words FROM fact_events"
    " WHERE merchant = :merchant AND starts <= :end AND ends >= :start"
)
ACTIONS = (
    "SELECT acted_on, action_type FROM fact_shop_actions WHERE merchant = :merchant AND product = :product"
    " AND action_type <> 'stock' AND acted_on BETWEEN :start AND :end ORDER BY acted_on"
)
WORDS = "SELECT product, title, aliases FROM fact_products WHERE merchant = :merchant"


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of the figure, what it was and what it contributes to the change."""

    metric: str
    now: float
    before: float
    share: float


@dataclass(frozen=True, slots=True)
class Across:
    """Contributions over one dimension, the largest share first."""

    dimension: str
    found: Found
    contributions: tuple[Contribution, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """Something outside the shop. `words` tie it to products; `everywhere` if it touches them all."""

    name: str
    window: Window
    words: tuple[str, ...] = ()
    everywhere: bool = False

    def touches(self, said: str) -> bool:
        """Whether it is about the product that is called so (lower-cased)."""
        return any(word in said for word in self.words)


def formula_pair(reader: Reader, metric: str) -> tuple[str, str] | None:
    """Numerator and denominator of a plain ratio."""
    formula = reader.semantics.metrics[metric].formula
    names = names_in(formula) if formula else ()
    return (names[0], names[1]) if len(names) == 2 and formula == f"{names[0]} / {names[1]}" else None


def factor_names(reader: Reader, metric: str) -> tuple[str, ...]:
    """What the figure is a product (or ratio) of, () where it is measured as a whole."""
    return reader.semantics.metrics[metric].factors or formula_pair(reader, metric) or ()


def factors(reader: Reader, found: Found, metric: str, change: float) -> tuple[Factor, ...]:
    """The factors' shares of the change; () where there are none or one of them is nothing."""
    names = tuple(name for name in factor_names(reader, metric) if name in found.columns)
    now = [_float(found.cell(0, name)) for name in names]
    before = [_float(found.cell(0, f"{name}_before")) for name in names]
    if not names or not change or not all((*now, *before)):
        return ()
    ratio = formula_pair(reader, metric) is not None and not reader.semantics.metrics[metric].factors
    turned = [1 if n == 0 or not ratio else -1 for n in range(len(names))]
    effects = factor_effects(
        [value**sign for value, sign in zip(now, turned, strict=True)],
        [value**sign for value, sign in zip(before, turned, strict=True)],
    )
    whole = zip(names, now, before, effects or (), strict=False)
    return tuple(Factor(name, after, ago, effect / change) for name, after, ago, effect in whole)


async def across(reader: Reader, merchant: str, query: MetricQuery, dimension: str, change: float) -> Across | None:
    """Contributions by a dimension; None where the figure is not known by it."""
    pair = formula_pair(reader, query.metrics[0])
    metrics = (query.metrics[0], *pair) if pair else query.metrics[:1]
    grouped = query.model_copy(update={"metrics": metrics, "dimensions": (dimension,)})
    try:
        found = await reader.read(merchant, grouped)
    except UnavailableError:
        return None
    named = f"{dimension}_name" if f"{dimension}_name" in found.columns else dimension
    names = {
        str(found.cell(row, dimension)): str(found.cell(row, named) or found.cell(row, dimension))
        for row in range(len(found.rows))
    }
    return Across(dimension, found, _contributions(found, dimension, query.metrics[0], pair, change), names)


def _contributions(
    found: Found, dimension: str, metric: str, pair: tuple[str, str] | None, change: float
) -> tuple[Contribution, ...]:
    elements = [str(value) for value in found.column(dimension)]
    if pair:
        columns = [found.column(name) for name in (pair[0], pair[1], f"{pair[0]}_before", f"{pair[1]}_before")]
        rows = zip(elements, *([_float(value) for value in column] for column in columns), strict=True)
        return of_ratio(list(rows), change)
    now, before = found.column(metric), found.column(f"{metric}_before")
    values = [(e, _float(a), _float(b)) for e, a, b in zip(elements, now, before, strict=True)]
    return additive(values, change)


def _float(value: Scalar) -> float:
    return float(value or 0)


async def events(warehouse: Warehouse, merchant: str, window: Window, before: Window) -> tuple[Event, ...]:
    """Events during either period."""
    parameters: dict[str, Scalar] = {
        "merchant": merchant,
        "start": min(window.start, before.start).isoformat(),
        "end": max(window.end, before.end).isoformat(),
    }
    found = await warehouse.select(EVENTS, parameters)
    return tuple(
        Event(
            str(name),
            Window(start=date.fromisoformat(str(starts)), end=date.fromisoformat(str(ends))),
            tuple(str(word).lower() for word in json.loads(str(words))),
            everywhere=kind in ("platform", "holiday"),
        )
        for kind, name, starts, ends, words in found.rows
    )


def may_have_moved(event: Event, window: Window, before: Window, *, rising: bool) -> bool:
    """Under way in the window for a rise, over by its end for a fall."""
    if rising:
        return event.window.start <= window.end and event.window.end >= window.start
    earlier = event.window.start <= before.end and event.window.end >= before.start
    return earlier and event.window.end < window.end


async def words_of(warehouse: Warehouse, merchant: str) -> dict[str, str]:
    """What each product is called, title and aliases, lower-cased."""
    found = await warehouse.select(WORDS, {"merchant": merchant})
    return {str(product): f"{title} {aliases}".lower() for product, title, aliases in found.rows}


async def actions(
    warehouse: Warehouse, merchant: str, product: str, start: date, end: date
) -> tuple[tuple[date, str], ...]:
    """(day, action type) of what was done to a product; restocking left out."""
    parameters: dict[str, Scalar] = {
        "merchant": merchant,
        "product": product,
        "start": start.isoformat(),
        "end": end.isoformat(),
    }
    found = await warehouse.select(ACTIONS, parameters)
    return tuple((date.fromisoformat(str(day)), str(kind)) for day, kind in found.rows)
