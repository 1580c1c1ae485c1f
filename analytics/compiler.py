"""`MetricQuery` → one SQL statement for SQLite or PostgreSQL, rendered last.

A statement has one CTE per fact table and period, a CTE of keys where groups must be complete, and `answer`, which
joins them and computes formulas and derived figures. Every table is filtered by :merchant.
"""

from dataclasses import dataclass
from datetime import timedelta

from analytics.catalogue import NameTable, Semantics
from analytics.dialects import Dialect, following
from analytics.formulas import to_sql
from analytics.parts import Part, Period, Shape, UnavailableError, choose_source, filter_sql, part_sql
from analytics.windows import first_of_bucket
from core.calls import Scalar
from core.query import Filter, MetricQuery

NUMBERED = frozenset({"hour", "weekday"})
COMPARED = frozenset({"diff", "growth"})
SIGNS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<=", "eq": "="}


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL with named parameters, and the columns it returns. Money in yuan, rates as fractions, dates ISO text."""

    sql: str
    parameters: dict[str, Scalar]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A query in the light of the layer: what is measured where, and what is computed from it."""

    query: MetricQuery
    shape: Shape
    metrics: tuple[str, ...]
    parts: tuple[Part, ...]
    totals: tuple[Part, ...]
    outer: tuple[tuple[Filter, tuple[str, ...]], ...]
    compared: bool


def compile_query(query: MetricQuery, semantics: Semantics, dialect: Dialect) -> Compiled:
    """Render a query. A comparison needs its window filled in (`analytics.windows.compared`); with a grain, diff and
    growth are against the bucket before and a comparison's window is left to a second query. UnavailableError."""
    plan = _plan(query, semantics, dialect)
    names = _columns(plan)
    ctes = [(part.name, part_sql(plan.shape, part)) for part in plan.parts]
    ctes += [(part.name, part_sql(_total_shape(plan), part)) for part in plan.totals]
    keys = _keys_sql(plan)
    ctes += keys
    ctes.append(("answer", _answer_sql(plan, bool(keys))))
    recursive = "RECURSIVE " if plan.shape.grain and keys else ""
    head = ",\n".join(f"{name} AS (\n  {sql})" for name, sql in ctes)
    last, columns = _last_sql(plan, names)
    return Compiled(f"WITH {recursive}{head}\n{last}", _parameters(plan), columns)


def _plan(query: MetricQuery, semantics: Semantics, dialect: Dialect) -> _Plan:
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
    return _Plan(query, shape, metrics, parts, totals, all_filters[len(filters) :], len(periods) > 1)


def _mentioned(query: MetricQuery, semantics: Semantics) -> list[str]:
    """Metrics that only a threshold or the order names."""
    named = [having.metric for having in query.having] + ([query.by] if query.by else [])
    return [name for name in named if name in semantics.metrics]


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


def _total_shape(plan: _Plan) -> Shape:
    """The whole that a share is of: without groups, and without filters where there are no groups."""
    shape = plan.shape
    filters = shape.filters if shape.keys else ()
    return Shape(shape.semantics, shape.dialect, (), None, filters, shape.windows)


def _column(plan: _Plan, period: str, leaf: str) -> str:
    parts = plan.totals if period == "total" else plan.parts
    part = next(part for part in parts if part.period.name == period and leaf in part.leaves)
    entry = plan.shape.semantics.metrics[leaf]
    plain = entry.kind in ("ratio", "snapshot") or entry.maybe_unknown
    return f"{part.name}.{leaf}" if plain else f"COALESCE({part.name}.{leaf}, 0)"


def _metric_sql(plan: _Plan, metric: str, period: str) -> str:
    formula = plan.shape.semantics.metrics[metric].formula
    if not formula:
        return _column(plan, period, metric)
    return to_sql(formula, lambda name: _metric_sql(plan, name, period))


def _computed(plan: _Plan) -> list[tuple[str, str]]:
    """(column, SQL) of every figure in `answer`."""
    derive, columns = plan.query.derive, []
    for metric in plan.metrics:
        now = _metric_sql(plan, metric, "now")
        columns.append((metric, now))
        columns += _compared_columns(plan, metric, now)
        if "share" in derive and metric in plan.query.metrics:
            columns.append((f"{metric}_share", f"({now}) * 1.0 / NULLIF({_metric_sql(plan, metric, 'total')}, 0)"))
        if "avg_per_day" in derive:
            columns.append((f"{metric}_per_day", f"({now}) * 1.0 / {plan.query.window.days}"))
    if "ratio" in derive and len(plan.query.metrics) > 1:
        first, second = (_metric_sql(plan, metric, "now") for metric in plan.query.metrics[:2])
        columns.append(("ratio", f"({first}) * 1.0 / NULLIF({second}, 0)"))
    if "rank" in derive:
        by = _metric_sql(plan, plan.query.by if plan.query.by in plan.metrics else plan.metrics[0], "now")
        columns.append(("rank", f"RANK() OVER (ORDER BY {by} {'ASC' if plan.query.order == 'asc' else 'DESC'})"))
    return columns


def _compared_columns(plan: _Plan, metric: str, now: str) -> list[tuple[str, str]]:
    if metric not in plan.query.metrics:
        return []
    if plan.compared:
        before = _metric_sql(plan, metric, "before")
        columns = [(f"{metric}_before", before)]
    elif plan.shape.grain and COMPARED & set(plan.query.derive):
        over = "".join(f"keys.{key}, " for key in plan.shape.dimensions)[:-2]
        partition = f"PARTITION BY {over} " if over else ""
        before, columns = f"LAG({now}) OVER ({partition}ORDER BY keys.{plan.shape.grain})", []
    else:
        return []
    columns.append((f"{metric}_diff", f"({now}) - ({before})"))
    columns.append((f"{metric}_growth", f"(({now}) - ({before})) * 1.0 / NULLIF({before}, 0)"))
    return columns


def _columns(plan: _Plan) -> tuple[str, ...]:
    return (*plan.shape.keys, *(name for name, _ in _computed(plan)))


def _complete(plan: _Plan) -> bool:
    """Whether groups without any row must be there too: from the bottom, for thresholds, counts and lists."""
    query, semantics = plan.query, plan.shape.semantics
    lists = any(semantics.metrics[metric].lists for metric in plan.metrics)
    return query.order == "asc" or bool(query.having) or "count" in query.derive or lists


def _keys_sql(plan: _Plan) -> list[tuple[str, str]]:
    """The CTEs that list the groups; none where one part lists them all."""
    shape = plan.shape
    if not shape.keys:
        return []
    groups = [f"SELECT DISTINCT {', '.join(shape.dimensions)} FROM {part.name}" for part in plan.parts]
    if shape.grain:
        step = following("day_", shape.grain, shape.dialect).replace("day_", shape.grain)
        spine = (
            f"SELECT CAST(:first_bucket AS TEXT) AS {shape.grain}\n  UNION ALL\n"
            f"  SELECT {step} FROM buckets WHERE {shape.grain} < :last_bucket"
        )
        listed = ", ".join(f"found.{key}" for key in shape.dimensions)
        elements = (
            f", {listed} FROM buckets CROSS JOIN ({' UNION '.join(groups)}) AS found" if listed else " FROM buckets"
        )
        return [("buckets", spine), ("keys", f"SELECT buckets.{shape.grain}{elements}")]
    if _complete(plan) and len(shape.dimensions) == 1 and (every := _every_element(plan)):
        groups.append(every)
    return [("keys", "\n  UNION\n  ".join(groups))] if len(groups) > 1 else []


def _every_element(plan: _Plan) -> str:
    """SELECT of all elements of the one dimension, "" if the layer can't list them."""
    shape = plan.shape
    dimension = shape.dimensions[0]
    entry = shape.semantics.dimensions[dimension]
    if entry.all == "hours":
        return " UNION ALL ".join(f"SELECT {hour}" for hour in range(24))
    known = [(one, names) for one, names in shape.filters if one.field == dimension]
    if entry.all == "values":
        chosen = {value for one, _ in known for value in one.value if one.op in ("eq", "in")}
        return " UNION ALL ".join(f"SELECT '{value}'" for value in entry.values if not chosen or value in chosen)
    if not entry.all:
        return ""
    source = shape.semantics.sources[entry.all]
    period = Period("now", plan.query.window)
    part = Part("all", entry.all, period, ())
    fitting = tuple((one, names) for one, names in shape.filters if source.knows(one.field))
    inner = Shape(shape.semantics, shape.dialect, shape.dimensions, None, fitting, shape.windows)
    since = f" AND {source.since} <= :end" if source.since else ""
    body = part_sql(inner, part).replace("\n  GROUP BY 1", "")
    return f"{body}{since} GROUP BY 1"


def _answer_sql(plan: _Plan, keyed: bool) -> str:
    keys, parts = plan.shape.keys, plan.parts
    head = "keys" if keyed else parts[0].name
    listed = [f"{head}.{key} AS {key}" for key in keys]
    figures = [f"{sql} AS {name}" for name, sql in _computed(plan)]
    lines = [f"SELECT {', '.join([*listed, *figures])}", f"  FROM {head}"]
    for part in parts if keyed else parts[1:]:
        on = " AND ".join(f"{part.name}.{key} = {head}.{key}" for key in keys)
        lines.append(f"  LEFT JOIN {part.name} ON {on}" if keys else f"  CROSS JOIN {part.name}")
    lines += [f"  CROSS JOIN {part.name}" for part in plan.totals]
    return "\n".join(lines)


def order_column(query: MetricQuery, columns: tuple[str, ...]) -> str:
    """The column that orders the rows."""
    by = query.by or ("growth" if "growth" in query.derive and query.order and not query.grain else "")
    for name in (by, f"{query.metrics[0]}_{by}", f"{query.metrics[0]}_per_day" if by == "avg_per_day" else ""):
        if name and name in columns:
            return name
    return query.metrics[0]


def _order_sql(plan: _Plan, columns: tuple[str, ...]) -> str:
    query, keys = plan.query, plan.shape.keys
    natural = plan.shape.grain or any(plan.shape.semantics.dimensions[d].order == "key" for d in plan.shape.dimensions)
    listed = ", ".join(f"answer.{key}" for key in keys)
    if not query.order and not query.by and natural and not query.limit:
        return f"\nORDER BY {listed}"
    column = f"answer.{order_column(query, columns)}"
    direction = "ASC" if query.order == "asc" else "DESC"
    return f"\nORDER BY CASE WHEN {column} IS NULL THEN 1 ELSE 0 END, {column} {direction}, {listed}"


def _last_sql(plan: _Plan, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    query, keys = plan.query, plan.shape.keys
    conditions = [f"answer.{one.metric} {SIGNS[one.op]} :h{n}" for n, one in enumerate(query.having)]
    if not query.having:
        lists = [m for m in query.metrics if plan.shape.semantics.metrics[m].lists]
        conditions += [f"answer.{metric} > 0" for metric in lists] if keys else []
    if keys and (query.limit or query.order):
        conditions.append(f"answer.{order_column(query, columns)} IS NOT NULL")
    conditions += [_outer_sql(plan, one, names) for one, names in plan.outer]
    where = f"\nWHERE {' AND '.join(conditions)}" if conditions else ""
    order = _order_sql(plan, columns) if keys else ""
    limit = "\nLIMIT :limit" if query.limit and keys else ""
    if "count" in query.derive and keys:
        return f"SELECT COUNT(*) AS count FROM answer{where}", ("count",)
    if "sum" in query.derive and keys:
        return _sum_sql(plan, f"{where}{order}{limit}")
    named = _names_sql(plan)
    shown = [c for key in columns for c in ((f"answer.{key}", named[key]) if key in named else (f"answer.{key}",))]
    joins = "".join(_name_join(plan, key) for key in named)
    output = tuple(c for key in columns for c in ((key, f"{key}_name") if key in named else (key,)))
    return f"SELECT {', '.join(shown)}\nFROM answer{joins}{where}{order}{limit}", output


def _outer_sql(plan: _Plan, one: Filter, names: tuple[str, ...]) -> str:
    """A filter that must not change what is ranked, put on the ranked rows."""
    source = next(s for s in plan.shape.semantics.sources.values() if one.field in s.dimensions)
    flat = source.model_copy(update={"dimensions": {one.field: f"answer.{one.field}"}})
    return filter_sql(plan.shape, flat, one, names, Period("now", plan.query.window))


def _sum_sql(plan: _Plan, tail: str) -> tuple[str, tuple[str, ...]]:
    for metric in plan.query.metrics:
        if plan.shape.semantics.metrics[metric].kind in ("ratio", "distinct"):
            raise UnavailableError("adding", metric)
    columns = tuple(f"{metric}_sum" for metric in plan.query.metrics)
    sums = ", ".join(f"SUM({metric}) AS {metric}_sum" for metric in plan.query.metrics)
    return f"SELECT {sums} FROM (SELECT * FROM answer{tail}) AS listed", columns


def _names_sql(plan: _Plan) -> dict[str, str]:
    dimensions = plan.shape.semantics.dimensions
    named = {key: table for key in plan.shape.dimensions if (table := dimensions[key].names)}
    return {key: f"{_name_of(key, table)} AS {key}_name" for key, table in named.items()}


def _name_of(key: str, table: NameTable) -> str:
    """A variant is called by its product's title too."""
    name = f"named_{key}.{table.name}"
    return f"named_owner.title || ' / ' || {name}" if table.owner else name


def _name_join(plan: _Plan, key: str) -> str:
    table = plan.shape.semantics.dimensions[key].names
    if table is None:
        return ""
    alias = f"named_{key}"
    owner = (
        f"\nLEFT JOIN fact_products AS named_owner ON named_owner.merchant = :merchant"
        f" AND named_owner.product = {alias}.{table.owner}"
    )
    own = f"\nLEFT JOIN {table.table} AS {alias} ON {alias}.merchant = :merchant AND {alias}.{table.key} = answer.{key}"
    return f"{own}{owner if table.owner else ''}"


def _parameters(plan: _Plan) -> dict[str, Scalar]:
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
