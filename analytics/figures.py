"""The figures of an answer as SQL over its parts: formulas, comparisons, shares, ranks."""

from analytics.formulas import to_sql
from analytics.plans import Plan

COMPARED = frozenset({"diff", "growth"})


def _column(plan: Plan, period: str, leaf: str) -> str:
    parts = plan.totals if period == "total" else plan.parts
    part = next(part for part in parts if part.period.name == period and leaf in part.leaves)
    entry = plan.shape.semantics.metrics[leaf]
    plain = entry.kind in ("ratio", "snapshot") or entry.maybe_unknown
    return f"{part.name}.{leaf}" if plain else f"COALESCE({part.name}.{leaf}, 0)"


def metric_sql(plan: Plan, metric: str, period: str) -> str:
    """A metric in one period, its formula written out over the parts."""
    formula = plan.shape.semantics.metrics[metric].formula
    if not formula:
        return _column(plan, period, metric)
    return to_sql(formula, lambda name: metric_sql(plan, name, period))


def computed(plan: Plan) -> list[tuple[str, str]]:
    """(column, SQL) of every figure in `answer`."""
    derive, columns = plan.query.derive, []
    for metric in plan.metrics:
        now = metric_sql(plan, metric, "now")
        columns.append((metric, now))
        columns += _compared_columns(plan, metric, now)
        if "share" in derive and metric in plan.query.metrics:
            columns.append((f"{metric}_share", f"({now}) * 1.0 / NULLIF({metric_sql(plan, metric, 'total')}, 0)"))
        if "avg_per_day" in derive:
            columns.append((f"{metric}_per_day", f"({now}) * 1.0 / {plan.query.window.days}"))
    if "ratio" in derive and len(plan.query.metrics) > 1:
        first, second = (metric_sql(plan, metric, "now") for metric in plan.query.metrics[:2])
        columns.append(("ratio", f"({first}) * 1.0 / NULLIF({second}, 0)"))
    if "rank" in derive:
        by = metric_sql(plan, plan.query.by if plan.query.by in plan.metrics else plan.metrics[0], "now")
        columns.append(("rank", f"RANK() OVER (ORDER BY {by} {'ASC' if plan.query.order == 'asc' else 'DESC'})"))
    return columns


def _compared_columns(plan: Plan, metric: str, now: str) -> list[tuple[str, str]]:
    if metric not in plan.query.metrics:
        return []
    if plan.compared:
        before = metric_sql(plan, metric, "before")
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


def column_names(plan: Plan) -> tuple[str, ...]:
    """The columns of `answer`: keys, then figures."""
    return (*plan.shape.keys, *(name for name, _ in computed(plan)))
