"""The questions of the data set and their right readings, turned into `MetricQuery` for one shop."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.evaluate.rows import EvaluationRow
from core.calls import Status
from core.lexicon import Lexicon, NamedProduct
from core.query import Compare, CompareKind, Filter, Grain, Having, MetricQuery, Op, Window

Scalar = str | int | float
KINDS: dict[str, CompareKind] = {"previous": "previous", "year_ago": "year", "custom": "custom"}
BRIEF_NAMES = {"折叠雨伞": "晴雨伞"}
"""Products that the set calls by a name which the demo shop writes otherwise."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldFilter(_Value):
    """Values as a person says them."""

    field: str
    op: Op
    value: Scalar | tuple[Scalar, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """Always several, as text."""
        return tuple(str(one) for one in self.value) if isinstance(self.value, tuple) else (str(self.value),)


class GoldCompare(_Value):
    """`year_ago` is our `year`."""

    kind: Literal["previous", "year_ago", "custom"]
    window: tuple[date, date]


class GoldQuery(_Value):
    """What the question says and nothing else."""

    metrics: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    filters: tuple[GoldFilter, ...] = ()
    window: tuple[date, date] | None = None
    grain: Grain | None = None
    compare: GoldCompare | None = None
    order: Literal["asc", "desc"] | None = None
    by: str | None = None
    limit: int | None = None
    having: tuple[Having, ...] = ()
    derive: tuple[str, ...] = ()


class DataRow(EvaluationRow):
    """A data question, the merchant's messages before it, and its right reading."""

    now: datetime
    history: tuple[str, ...] = ()
    level: int
    status: Status
    query: GoldQuery


def read_gold(gold: GoldQuery, lexicon: Lexicon, window: Window) -> MetricQuery:
    """The query for the shop behind `lexicon`; `window` where the question says none. Its own elements are found by
    the names that the set gives them: products by title or alias, categories and reasons by a part of the name."""
    named = {"diff": f"{gold.metrics[0]}_diff", "growth": f"{gold.metrics[0]}_growth"}
    return MetricQuery(
        metrics=gold.metrics,
        dimensions=gold.dimensions,
        filters=tuple(_filter(one, lexicon) for one in gold.filters),
        window=_window(gold.window) or window,
        grain=gold.grain,
        compare=_compare(gold),
        order=gold.order,
        by=gold.by,
        limit=gold.limit,
        having=tuple(one.model_copy(update={"metric": named.get(one.metric, one.metric)}) for one in gold.having),
        derive=gold.derive,
    )


def _window(pair: tuple[date, date] | None) -> Window | None:
    return Window(start=pair[0], end=pair[1]) if pair else None


def _compare(gold: GoldQuery) -> Compare | None:
    if "goal_pct" in gold.derive:
        return Compare(kind="goal")
    return Compare(kind=KINDS[gold.compare.kind], window=_window(gold.compare.window)) if gold.compare else None


def _filter(one: GoldFilter, lexicon: Lexicon) -> Filter:
    if one.field == "product":
        values = tuple(product.id for name in one.values for product in _products(name, lexicon))
    elif one.field in ("category", "refund_reason", "action_type"):
        values = tuple(dict.fromkeys(key for name in one.values for key in _elements(one.field, name, lexicon)))
    elif one.op in ("in", "contains") or len(one.values) > 1:
        return Filter(field=one.field, op=one.op, value=one.values if len(one.values) > 1 else one.values[0])
    else:
        return Filter(field=one.field, op=one.op, value=one.values[0])
    if one.op == "ne":
        return Filter(field=one.field, op="ne", value=values[0])
    return Filter(
        field=one.field, op="eq" if len(values) == 1 else "in", value=values[0] if len(values) == 1 else values
    )


def _products(name: str, lexicon: Lexicon) -> list[NamedProduct]:
    wanted = BRIEF_NAMES.get(name, name).lower()
    exact = [product for product in lexicon.products if wanted in (alias.lower() for alias in product.aliases)]
    return exact or [product for product in lexicon.products if wanted in product.title.lower()]


def _elements(field: str, name: str, lexicon: Lexicon) -> list[str]:
    words = lexicon.elements.get(field, {})
    exact = words.get(name.lower())
    return [exact] if exact else [key for word, key in words.items() if name.lower() in word] or [name]
