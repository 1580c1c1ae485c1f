"""Parts of a statement: one SELECT over one fact table for the figures that come from it."""

import re
from dataclasses import dataclass

from analytics.catalogue import Semantics, Source
from analytics.dialects import Dialect, bucket, day_type_sql, weekday
from core.query import Filter, Grain, Window

WORD = re.compile(r"(\w+)\.[a-z_]+")


class UnavailableError(Exception):
    """The layer has no such figure.

    `reason` is metric (unknown), dimension (`what` can't be asked by `field`; `nearest` are the dimensions it can),
    grain (`what` has no history), element (`what` is not an element of `field`) or adding (`what` doesn't add up).
    """

    def __init__(self, reason: str, what: str, field: str = "", nearest: tuple[str, ...] = ()) -> None:
        super().__init__(f"{reason}: {what} {field}".rstrip())
        self.reason = reason
        self.what = what
        self.field = field
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Period:
    """A window under the names of its two parameters."""

    name: str
    window: Window
    start: str = ":start"
    end: str = ":end"


@dataclass(frozen=True, slots=True)
class Shape:
    """What every part of a statement has in common. `filters` are SQL-ready values under parameter names."""

    semantics: Semantics
    dialect: Dialect
    dimensions: tuple[str, ...]
    grain: Grain | None
    filters: tuple[tuple[Filter, tuple[str, ...]], ...]
    windows: tuple[Window, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that name a group."""
        return (*((self.grain,) if self.grain else ()), *self.dimensions)


@dataclass(frozen=True, slots=True)
class Part:
    """The leaves that one SELECT measures. `each` groups per that dimension first; `days` fixes the window's length."""

    name: str
    source: str
    period: Period
    leaves: tuple[str, ...]
    each: str = ""
    days: int | None = None


def choose_source(shape: Shape, leaf: str) -> str:
    """The preferred source that knows every dimension asked for. UnavailableError."""
    fields = (*shape.dimensions, *(one.field for one, _ in shape.filters))
    for name in shape.semantics.sources_of(leaf):
        source = shape.semantics.sources[name]
        if all(source.knows(field) for field in fields) and (not shape.grain or source.day):
            return name
    if shape.grain and not shape.semantics.dated(leaf):
        raise UnavailableError("grain", leaf)
    known = shape.semantics.allowed(leaf)
    strange = next((field for field in fields if field not in known), fields[-1] if fields else "")
    raise UnavailableError("dimension", leaf, strange, tuple(one for one in known if one not in fields))


def start_of(shape: Shape, source: Source, period: Period) -> str:
    """From when on a buyer is new: the window's first day, the bucket's where the answer goes by buckets."""
    if not shape.grain or not source.day:
        return period.start
    if shape.grain == "day":
        return source.day
    first = bucket(source.day, shape.grain, shape.dialect)
    return f"CASE WHEN {first} < {period.start} THEN {period.start} ELSE {first} END"


def dimension_sql(shape: Shape, source: Source, dimension: str, period: Period) -> str:
    """How a source reads a dimension."""
    if dimension == "weekday":
        return weekday(source.day, shape.dialect)
    if dimension == "day_type":
        return day_type_sql(source.day, shape.windows, shape.dialect)
    if dimension == "hour":
        return source.hour
    return source.dimensions[dimension].format(start=start_of(shape, source, period), end=period.end)


SIGNS = {"eq": "=", "ne": "<>", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}


def filter_sql(shape: Shape, source: Source, one: Filter, names: tuple[str, ...], period: Period) -> str:
    """A condition; elements that have names in the shop's tables are found by id or by name."""
    column = dimension_sql(shape, source, one.field, period)
    table = shape.semantics.dimensions[one.field].names
    marks = ", ".join(f":{name}" for name in names)
    if one.op == "contains":
        if table is None:
            return f"{column} LIKE {marks}"
        found = f"SELECT {table.key} FROM {table.table} WHERE merchant = :merchant AND {table.name} LIKE {marks}"
        return f"{column} IN ({found})"
    if one.op in ("gt", "ge", "lt", "le"):
        return f"{column} {SIGNS[one.op]} {marks}"
    negated = "NOT " if one.op == "ne" else ""
    if table is None or table.table == "fact_products":
        return (
            f"{column} {SIGNS[one.op]} {marks}"
            if one.op != "in" and len(names) == 1
            else f"{column} {negated}IN ({marks})"
        )
    named = f"SELECT {table.key} FROM {table.table} WHERE merchant = :merchant AND {table.name} IN ({marks})"
    return f"{negated}({column} IN ({marks}) OR {column} IN ({named}))"


def joins_for(source: Source, alias: str, texts: list[str]) -> list[str]:
    """The joins that the expressions need, and those that these need in turn, in the order of the catalogue."""
    wanted: set[str] = set()
    pending = list(texts)
    while pending:
        for name in WORD.findall(pending.pop()):
            if name in source.joins and name not in wanted:
                wanted.add(name)
                pending.append(source.joins[name])
    ordered = sorted(wanted, key=lambda name: _depth(source, name))
    return [source.joins[name] for name in ordered]


def _depth(source: Source, name: str) -> int:
    inner = {other for other in WORD.findall(source.joins[name]) if other in source.joins and other != name}
    return 1 + max((_depth(source, other) for other in inner), default=0)


def window_sql(source: Source, period: Period, days: int | None) -> str:
    """The condition on dates, "" for a snapshot."""
    start = f":start_{days}_{period.name}" if days else period.start
    if source.when:
        return source.when.format(start=start, end=period.end)
    return f"{source.day} BETWEEN {start} AND {period.end}" if source.day else ""


def part_sql(shape: Shape, part: Part) -> str:
    """The SELECT of a part: its keys, then its leaves."""
    source = shape.semantics.sources[part.source]
    keys = [dimension_sql(shape, source, key, part.period) for key in shape.dimensions]
    if shape.grain:
        keys.insert(0, bucket(source.day, shape.grain, shape.dialect))
    filters = [filter_sql(shape, source, one, names, part.period) for one, names in shape.filters]
    start = start_of(shape, source, part.period)
    metrics = shape.semantics.metrics
    if part.each:
        condition = metrics[part.leaves[0]].having[part.source]
        person = source.dimensions[part.each]
        return _nested(shape, part, source, keys, filters, person, condition)
    figures = [metrics[leaf].sources[part.source].format(start=start, end=part.period.end) for leaf in part.leaves]
    columns = [f"{sql} AS {name}" for sql, name in zip((*keys, *figures), (*shape.keys, *part.leaves), strict=True)]
    grouping = f"\n  GROUP BY {', '.join(str(n + 1) for n in range(len(keys)))}" if keys else ""
    return f"SELECT {', '.join(columns)}\n{_body(part, source, [*keys, *figures], filters)}{grouping}"


def _body(part: Part, source: Source, expressions: list[str], filters: list[str]) -> str:
    dated = window_sql(source, part.period, part.days)
    conditions = [f"{part.source}.merchant = :merchant", *filter(None, (dated, source.where)), *filters]
    joins = joins_for(source, part.source, [*expressions, *conditions])
    lines = [f"FROM {source.table} AS {part.source}", *joins, f"WHERE {' AND '.join(conditions)}"]
    return "\n".join(f"  {line}" for line in lines)


def _nested(
    shape: Shape, part: Part, source: Source, keys: list[str], filters: list[str], person: str, condition: str
) -> str:
    columns = [f"{sql} AS {name}" for sql, name in zip(keys, shape.keys, strict=True)] + [f"{person} AS each_one"]
    ordinals = ", ".join(str(n + 1) for n in range(len(columns)))
    inner = f"SELECT {', '.join(columns)}\n{_body(part, source, [*keys, person], filters)}"
    outer_keys = ", ".join(shape.keys)
    listed = f"{outer_keys}, " if outer_keys else ""
    grouping = f" GROUP BY {outer_keys}" if outer_keys else ""
    return (
        f"SELECT {listed}COUNT(*) AS {part.leaves[0]} FROM (\n  {inner}\n"
        f"  GROUP BY {ordinals} HAVING {condition}) AS each_{part.each}{grouping}"
    )
