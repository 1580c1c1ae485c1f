"""Figures of a shop for goals and reports, through the semantic layer."""

from datetime import date

from analytics.catalogue import Semantics
from analytics.compiler import compile_query
from core.calls import Scalar
from core.ports import Warehouse
from core.query import MetricQuery, Window
from core.records import Rows


class Figures:
    """Reads metrics by VOCABULARY.md's ids. Money in yuan."""

    def __init__(self, semantics: Semantics, warehouse: Warehouse) -> None:
        self._semantics = semantics
        self._warehouse = warehouse

    async def total(self, merchant: str, metric: str, window: Window) -> float:
        """One figure over a window, 0 where nothing happened."""
        rows = await self._rows(merchant, MetricQuery(metrics=(metric,), window=window))
        values = [row[rows.columns.index(metric)] for row in rows.rows]
        return float(values[0] or 0) if values else 0.0

    async def by_day(self, merchant: str, metric: str, window: Window) -> dict[date, float]:
        """The figure of every day of the window."""
        rows = await self._rows(merchant, MetricQuery(metrics=(metric,), window=window, grain="day"))
        at, value = rows.columns.index("day"), rows.columns.index(metric)
        return {date.fromisoformat(str(row[at])): float(row[value] or 0) for row in rows.rows}

    async def by_product(self, merchant: str, metric: str, window: Window) -> dict[str, float]:
        """The figure of every product, by its title."""
        rows = await self._rows(merchant, MetricQuery(metrics=(metric,), dimensions=("product",), window=window))
        name = rows.columns.index("product_name" if "product_name" in rows.columns else "product")
        value = rows.columns.index(metric)
        return {str(row[name]): float(row[value] or 0) for row in rows.rows}

    async def _rows(self, merchant: str, query: MetricQuery) -> Rows:
        compiled = compile_query(query, self._semantics, self._warehouse.dialect)
        parameters: dict[str, Scalar] = {**compiled.parameters, "merchant": merchant}
        return await self._warehouse.select(compiled.sql, parameters)
