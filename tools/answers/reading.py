"""Running a query against the warehouse, and keeping what it found as evidence."""

import re
from dataclasses import dataclass
from datetime import datetime

from analytics.catalogue import Semantics
from analytics.compiler import Compiled, compile_query
from core.calls import Scalar
from core.phrases import Lang
from core.ports import Proofs, Warehouse
from core.query import MetricQuery
from core.records import Proof
from tools.answers.columns import evidence_table
from tools.answers.words import Words

PARAMETER = re.compile(r":(\w+)")


@dataclass(frozen=True, slots=True)
class Found:
    """What a query returned. `sql` has its parameters written in."""

    query: MetricQuery
    sql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]

    def column(self, name: str) -> tuple[Scalar, ...]:
        """The values of one column."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)

    def cell(self, row: int, name: str) -> Scalar:
        """One value, None where there is no such column."""
        return self.rows[row][self.columns.index(name)] if name in self.columns else None

    def only(self, names: tuple[str, ...]) -> tuple[tuple[Scalar, ...], ...]:
        """The rows with these columns."""
        places = [self.columns.index(name) for name in names]
        return tuple(tuple(row[at] for at in places) for row in self.rows)


def readable(compiled: Compiled, merchant: str) -> str:
    """The statement with its parameters written in, to be read and run by hand."""
    values = {**compiled.parameters, "merchant": merchant}

    def literal(match: re.Match[str]) -> str:
        value = values[match[1]]
        return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)

    return PARAMETER.sub(literal, compiled.sql)


def _rounded(value: Scalar) -> Scalar:
    """Without the noise of binary fractions."""
    return round(value, 6) if isinstance(value, float) else value


class Reader:
    """Asks the warehouse."""

    def __init__(self, semantics: Semantics, warehouse: Warehouse, proofs: Proofs) -> None:
        self.semantics = semantics
        self.warehouse = warehouse
        self._proofs = proofs

    async def read(self, merchant: str, query: MetricQuery) -> Found:
        """Compile and run. UnavailableError."""
        compiled = compile_query(query, self.semantics, self.warehouse.dialect)
        found = await self.warehouse.select(compiled.sql, {**compiled.parameters, "merchant": merchant})
        rows = tuple(tuple(_rounded(value) for value in row) for row in found.rows)
        return Found(query, readable(compiled, merchant), compiled.columns, rows)

    def sql(self, merchant: str, query: MetricQuery) -> tuple[str, tuple[str, ...]]:
        """The statement and columns of a query, without running it."""
        compiled = compile_query(query, self.semantics, self.warehouse.dialect)
        return readable(compiled, merchant), compiled.columns

    async def titles(self, merchant: str, products: tuple[str, ...]) -> dict[str, str]:
        """Titles by product id."""
        if not products:
            return {}
        marks = ", ".join(f":p{n}" for n in range(len(products)))
        sql = f"SELECT product, title FROM fact_products WHERE merchant = :merchant AND product IN ({marks})"
        parameters: dict[str, Scalar] = {f"p{n}": product for n, product in enumerate(products)}
        found = await self.warehouse.select(sql, {**parameters, "merchant": merchant})
        return {str(product): str(title) for product, title in found.rows}

    async def keep(
        self, merchant: str, found: Found, freshness: datetime, words: Words, also: tuple[Found, ...] = ()
    ) -> str:
        """The id of the evidence: definitions, window, freshness, SQL (`also` what else was looked up), and the rows as
        they are shown."""
        columns, rows = evidence_table(words, found.query, found.columns, found.rows[:100])
        return await self._proofs.put(
            merchant,
            Proof(
                query=found.query,
                definitions=definitions(self.semantics, found.query.metrics, words.lang),
                window=found.query.window,
                freshness=freshness,
                sql="\n\n".join(one.sql for one in (found, *also)),
                columns=columns,
                rows=rows,
            ),
        )


def definitions(semantics: Semantics, metrics: tuple[str, ...], lang: Lang) -> tuple[tuple[str, str], ...]:
    """(name, definition) of the metrics, then of those they are computed from."""
    under = [leaf for metric in metrics for leaf in semantics.leaves(metric)]
    names = dict.fromkeys([*metrics, *under])
    return tuple((semantics.metrics[name].name(lang), semantics.metrics[name].definition.of(lang)) for name in names)
