"""`MetricQuery` → one SQL statement for SQLite or PostgreSQL, rendered last.

A statement has one CTE per fact table and period, a CTE of keys where groups must be complete, and `answer`, which
joins them and computes formulas and derived figures. Every table is filtered by :merchant.
"""

from dataclasses import dataclass

from analytics.catalogue import Semantics
from analytics.dialects import Dialect, following
from analytics.figures import column_names, computed
from analytics.parts import Part, Period, Shape, UnavailableError, filter_sql, part_sql
from analytics.plans import Plan, parameters_of, plan_query, total_shape
from analytics.wording import NameTable
from core.calls import Scalar
from core.query import Filter, MetricQuery

SIGNS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<=", "eq": "="}


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL with named parameters, and the columns it returns. Money in yuan, rates as fractions, dates ISO text."""

    sql: str
    parameters: dict[str, Scalar]
    columns: tuple[str, ...]


def compile_query(query: MetricQuery, semantics: Semantics, dialect: Dialect) -> Compiled:
    """Render a query. A comparison needs its window filled in (`analytics.windows.compared`); with a grain, diff and
    growth are against the bucket before and a comparison's window is left to a second query. UnavailableError."""
    plan = plan_query(query, semantics, dialect)
    names = column_names(plan)
    ctes = [(part.name, part_sql(plan.shape, part)) for part in plan.parts]
    ctes += [(part.name, part_sql(total_shape(plan), part)) for part in plan.totals]
    keys = _keys_sql(plan)
    ctes += keys
    ctes.append(("answer", _answer_sql(plan, bool(keys))))
    recursive = "RECURSIVE " if plan.shape.grain and keys else ""
    head = ",\n".join(f"{name} AS (\n  {sql})" for name, sql in ctes)
    last, columns = _last_sql(plan, names)
    return Compiled(f"WITH {recursive}{head}\n{last}", parameters_of(plan), columns)


def _complete(plan: Plan) -> bool:
    """Whether groups without any row must be there too: from the bottom, for thresholds, counts and lists."""
    query, semantics = plan.query, plan.shape.semantics
    lists = any(semantics.metrics[metric].lists for metric in plan.metrics)
    return query.order == "asc" or bool(query.having) or "count" in query.derive or lists


def _keys_sql(plan: Plan) -> list[tuple[str, str]]:
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


def _every_element(plan: Plan) -> str:
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


def _answer_sql(plan: Plan, keyed: bool) -> str:
    keys, parts = plan.shape.keys, plan.parts
    head = "keys" if keyed else parts[0].name
    listed = [f"{head}.{key} AS {key}" for key in keys]
    figures = [f"{sql} AS {name}" for name, sql in computed(plan)]
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


def _order_sql(plan: Plan, columns: tuple[str, ...]) -> str:
    query, keys = plan.query, plan.shape.keys
    natural = plan.shape.grain or any(plan.shape.semantics.dimensions[d].order == "key" for d in plan.shape.dimensions)
    listed = ", ".join(f"answer.{key}" for key in keys)
    if not query.order and not query.by and natural and not query.limit:
        return f"\nORDER BY {listed}"
    column = f"answer.{order_column(query, columns)}"
    direction = "ASC" if query.order == "asc" else "DESC"
    return f"\nORDER BY CASE WHEN {column} IS NULL THEN 1 ELSE 0 END, {column} {direction}, {listed}"


def _last_sql(plan: Plan, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    query, keys = plan.query, plan.shape.keys
    conditions = [f"answer.{one.metric} {SIGNS[one.op]} :h{n}" for n, one in enumerate(query.having)]
    if not query.having:
        lists = [m for m in query.metrics if plan.shape.semantics.metrics[m].lists]
        conditions += [f"answer.{metric} > 0" for metric in lists] if keys else []
    if keys and (query.limit or query.order):
        conditions.append(f"answer.{order_column(query, columns)} IS NOT NULL")
    conditions += [_outer_sql(plan, one, names) for one, names in plan.outer]
    placed = "rank" in query.derive and bool(query.limit and keys)
    conditions += ["answer.rank = :limit"] if placed else []
    where = f"\nWHERE {' AND '.join(conditions)}" if conditions else ""
    order = _order_sql(plan, columns) if keys else ""
    limit = "\nLIMIT :limit" if query.limit and keys and not placed else ""
    if "count" in query.derive and keys:
        return f"SELECT COUNT(*) AS count FROM answer{where}", ("count",)
    if "sum" in query.derive and keys:
        return _sum_sql(plan, f"{where}{order}{limit}")
    named = _names_sql(plan)
    shown = [c for key in columns for c in ((f"answer.{key}", named[key]) if key in named else (f"answer.{key}",))]
    joins = "".join(_name_join(plan, key) for key in named)
    output = tuple(c for key in columns for c in ((key, f"{key}_name") if key in named else (key,)))
    return f"SELECT {', '.join(shown)}\nFROM answer{joins}{where}{order}{limit}", output


def _outer_sql(plan: Plan, one: Filter, names: tuple[str, ...]) -> str:
    """A filter that must not change what is ranked, put on the ranked rows."""
    source = next(s for s in plan.shape.semantics.sources.values() if one.field in s.dimensions)
    flat = source.model_copy(update={"dimensions": {one.field: f"answer.{one.field}"}})
    return filter_sql(plan.shape, flat, one, names, Period("now", plan.query.window))


def _sum_sql(plan: Plan, tail: str) -> tuple[str, tuple[str, ...]]:
    for metric in plan.query.metrics:
        if plan.shape.semantics.metrics[metric].kind in ("ratio", "distinct"):
            raise UnavailableError("adding", metric)
    added = [f"{metric}{ending}" for metric in plan.query.metrics for ending in _added(plan)]
    columns = tuple(f"{name}_sum" for name in added)
    sums = ", ".join(f"SUM({name}) AS {name}_sum" for name in added)
    return f"SELECT {sums} FROM (SELECT * FROM answer{tail}) AS listed", columns


def _added(plan: Plan) -> tuple[str, ...]:
    return ("", "_share") if "share" in plan.query.derive else ("",)


def _names_sql(plan: Plan) -> dict[str, str]:
    dimensions = plan.shape.semantics.dimensions
    named = {key: table for key in plan.shape.dimensions if (table := dimensions[key].names)}
    return {key: f"{_name_of(key, table)} AS {key}_name" for key, table in named.items()}


def _name_of(key: str, table: NameTable) -> str:
    """A variant is called by its product's title too."""
    name = f"named_{key}.{table.name}"
    return f"named_owner.title || ' / ' || {name}" if table.owner else name


def _name_join(plan: Plan, key: str) -> str:
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
