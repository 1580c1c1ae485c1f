"""The second wall: one SELECT for one merchant, run so that the database itself refuses what the guard should have.

It trusts nothing that was checked before. Other merchants' rows, other tables, writes, and functions outside a list
are stopped by the database's own reading of the statement, and time and size are bounded.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.guarded_postgres import PostgresGuarded
from adapters.storage.guarded_sqlite import SqliteGuarded
from core.calls import Scalar
from core.errors import InternalError
from core.records import Rows

MOST_CHARACTERS = 1_000_000
"""Of all texts of an answer together."""
LARGEST = 2**63
"""Numbers from here on are nothing that a shop could count; infinity and not-a-number fail the comparison too."""


class _Reads(Protocol):
    async def read(self, sql: str, merchant: str) -> tuple[tuple[str, ...], Iterable[tuple[object, ...]]]: ...


class SqlGuardedReads:
    """SELECTs that others wrote. `timeout` in seconds, `max_rows` bound every one; the parameter is `:merchant`."""

    def __init__(self, engine: AsyncEngine, *, timeout: float = 5.0, max_rows: int = 1_000) -> None:
        self._reads: _Reads
        if engine.dialect.name == "sqlite":
            self._reads = SqliteGuarded(engine.url.database or "", timeout, max_rows)
        else:
            self._reads = PostgresGuarded(engine, timeout, max_rows)

    async def select(self, sql: str, merchant: str) -> Rows:
        """The rows, as plain scalars, dates as ISO text. TimeoutError over the time limit; InternalError for whatever
        the database, or this wall, refuses."""
        if not merchant:
            raise InternalError("a statement without a merchant was refused")
        columns, rows = await self._reads.read(sql, merchant)
        plain = tuple(tuple(_plain(value) for value in row) for row in rows)
        if sum(len(value) for row in plain for value in row if isinstance(value, str)) > MOST_CHARACTERS:
            raise InternalError("the answer of a guarded statement is too large")
        return Rows(columns, plain)


def _plain(value: object) -> Scalar:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and abs(value) < LARGEST:
        return value
    if isinstance(value, Decimal) and abs(value) < LARGEST:
        return int(value) if value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise InternalError(f"a guarded statement returned a {type(value).__name__}")
