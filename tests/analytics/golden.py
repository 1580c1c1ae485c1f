"""The golden statements: one per metric, and one per shape of question in both dialects.

`python -m tests.analytics.golden` writes them anew; read the difference before you commit it.
"""

from datetime import date
from pathlib import Path

from analytics.catalogue import Semantics, load_semantics
from analytics.compiler import compile_query
from analytics.dialects import Dialect
from core.query import Compare, Filter, Having, MetricQuery, Window

FOLDER = Path(__file__).parent / "golden"
WEEK = Window(start=date(2026, 11, 9), end=date(2026, 11, 15))
BEFORE = Compare(kind="previous", window=Window(start=date(2026, 11, 2), end=date(2026, 11, 8)))
YIWU = Filter(field="city", op="eq", value="义乌")
LOW = Having(metric="conversion_rate", op="lt", value=0.01)

SHAPES: dict[str, MetricQuery] = {
    "plain": MetricQuery(metrics=("gmv",), window=WEEK),
    "filtered": MetricQuery(metrics=("gmv", "orders"), window=WEEK, filters=(YIWU,)),
    "compared": MetricQuery(metrics=("gmv",), window=WEEK, compare=BEFORE),
    "top": MetricQuery(metrics=("gmv",), dimensions=("product",), window=WEEK, order="desc", limit=5),
    "bottom": MetricQuery(metrics=("gmv",), dimensions=("product",), window=WEEK, order="asc", limit=5),
    "rising": MetricQuery(
        metrics=("visitors",), dimensions=("product",), window=WEEK, compare=BEFORE, derive=("growth",), order="desc"
    ),
    "by_day": MetricQuery(metrics=("visitors",), window=WEEK, grain="day"),
    "by_week_and_channel": MetricQuery(metrics=("visitors",), dimensions=("channel",), window=WEEK, grain="week"),
    "month_on_month": MetricQuery(metrics=("gmv",), window=WEEK, grain="month", derive=("growth",)),
    "threshold": MetricQuery(metrics=("conversion_rate",), dimensions=("product",), window=WEEK, having=(LOW,)),
    "count": MetricQuery(
        metrics=("conversion_rate",), dimensions=("product",), window=WEEK, having=(LOW,), derive=("count",)
    ),
    "share": MetricQuery(metrics=("buyers",), dimensions=("channel",), window=WEEK, derive=("share",)),
    "sum": MetricQuery(metrics=("gmv",), dimensions=("product",), window=WEEK, order="desc", limit=3, derive=("sum",)),
    "rank": MetricQuery(
        metrics=("gmv",), filters=(Filter(field="product", op="eq", value="p1"),), window=WEEK, derive=("rank",)
    ),
    "weekday": MetricQuery(metrics=("orders",), dimensions=("weekday",), window=WEEK),
    "day_type": MetricQuery(
        metrics=("gmv",), dimensions=("day_type",), window=Window(start=date(2026, 9, 28), end=date(2026, 10, 11))
    ),
    "variants": MetricQuery(metrics=("units", "stock"), dimensions=("sku",), window=WEEK, order="desc", limit=5),
    "three_tables": MetricQuery(
        metrics=("roi", "conversion_rate", "refund_amount"), dimensions=("product",), window=WEEK, order="desc"
    ),
}


def statements(semantics: Semantics) -> dict[str, str]:
    """Every golden file's path below the folder and what it must hold."""
    found: dict[str, str] = {}
    for metric in semantics.metrics:
        query = MetricQuery(metrics=(metric,), window=WEEK)
        found[f"metrics/{metric}.sql"] = compile_query(query, semantics, "sqlite").sql
    dialects: tuple[Dialect, ...] = ("sqlite", "postgresql")
    for name, query in SHAPES.items():
        for dialect in dialects:
            found[f"queries/{name}.{dialect}.sql"] = compile_query(query, semantics, dialect).sql
    return {path: f"{sql}\n" for path, sql in found.items()}


if __name__ == "__main__":
    for name, sql in statements(load_semantics()).items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sql, encoding="utf-8")
