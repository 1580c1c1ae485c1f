"""`SqlWarehouse`: the fact tables, written by the sync and read by analytics on a read-only connection."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from time import monotonic
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import quote
from zoneinfo import ZoneInfo

from sqlalchemy import URL, Select, event, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from adapters.storage.engine import writing
from adapters.storage.fact_rows import FactRows
from adapters.storage.facts import fact_orders, fact_sync, fact_traffic
from adapters.storage.shops import SqlShops
from adapters.storage.store_facts import store_facts
from core.calls import Scalar
from core.errors import InternalError
from core.imports import is_imported
from core.market_facts import FactBatch
from core.records import Rows

STEPS_BETWEEN_LOOKS = 20_000
"""SQLite's virtual machine looks at the time after so many steps, about a millisecond."""
MANY_LINES = 1_000
"""After so many at once PostgreSQL is told to look at the tables again: in a first sync it would go on planning for
empty ones, which takes five times as long."""
QUERY_CANCELED = "57014"


class SqlWarehouse:
    """`core.ports.Warehouse`. `timeout` in seconds and `max_rows` bound every select. Close it, or use `async with`."""

    def __init__(self, engine: AsyncEngine, *, timeout: float = 5.0, max_rows: int = 10_000) -> None:
        self._engine = engine
        self._timeout = timeout
        self._max_rows = max_rows
        self.dialect: Literal["sqlite", "postgresql"] = "sqlite" if engine.dialect.name == "sqlite" else "postgresql"
        self._reader = create_async_engine(_read_only(engine.url), pool_size=4)
        if self.dialect == "sqlite":
            event.listen(self._reader.sync_engine, "connect", _query_only)

    async def select(self, sql: str, parameters: dict[str, Scalar]) -> Rows:
        """Run one SELECT with named parameters. TimeoutError over the time limit, InternalError if it fails or isn't
        bound to a merchant."""
        if ":merchant" not in sql or not parameters.get("merchant"):
            raise InternalError("a statement that is not bound to a merchant was refused")
        try:
            async with self._reader.connect() as connection:
                await self._guard(connection)
                columns, rows = await self._read(connection, sql, parameters)
                return Rows(columns, tuple(tuple(_plain(value) for value in row) for row in rows))
        except DBAPIError as error:
            if _timed_out(error):
                raise TimeoutError(f"a query took over {self._timeout} s") from error
            raise InternalError(f"a query failed: {error.orig}") from error

    async def store(self, merchant: str, batch: FactBatch) -> None:
        """Upsert all rows and the cursor in one transaction; storing the same batch twice changes nothing.
        A shop that lives by its own exports is left alone."""
        shop = await SqlShops(self._engine).get(merchant)
        rows = FactRows(merchant, ZoneInfo(shop.timezone if shop else "Asia/Shanghai"))
        async with writing(self._engine) as connection:
            own = select(fact_sync.c.cursor).where(fact_sync.c.merchant == merchant).with_for_update()
            if is_imported((await connection.scalars(own)).first()):
                return
            await store_facts(connection, rows, batch)
            if self.dialect == "postgresql" and len(batch.lines) >= MANY_LINES:
                await connection.execute(text("ANALYZE fact_lines, fact_orders"))

    async def cursor(self, merchant: str) -> str | None:
        """Where the sync goes on; None before the first."""
        return await self._scalar(select(fact_sync.c.cursor).where(fact_sync.c.merchant == merchant))

    async def freshness(self, merchant: str) -> datetime | None:
        """`as_of` of the last success, aware UTC; None before the first."""
        as_of = await self._scalar(select(fact_sync.c.as_of).where(fact_sync.c.merchant == merchant))
        return None if as_of is None else datetime.fromisoformat(as_of)

    async def first_day(self, merchant: str) -> date | None:
        """The first day with traffic or an order; None without facts."""
        traffic = select(func.min(fact_traffic.c.day)).where(fact_traffic.c.merchant == merchant)
        orders = select(func.min(fact_orders.c.placed_on)).where(fact_orders.c.merchant == merchant)
        days = [day for day in (await self._scalar(traffic), await self._scalar(orders)) if day is not None]
        return date.fromisoformat(min(days)) if days else None

    async def close(self) -> None:
        """Close the read-only connections."""
        await self._reader.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _read(
        self, connection: AsyncConnection, sql: str, parameters: dict[str, Scalar]
    ) -> tuple[tuple[str, ...], Sequence[Sequence[Any]]]:
        """At most `max_rows`. PostgreSQL keeps the order of a subquery; SQLite may not, so there rows are read one by
        one until there are enough."""
        if self.dialect == "postgresql":
            capped = text(f"SELECT * FROM (\n{sql}\n) AS asked LIMIT {self._max_rows}")
            found = await connection.execute(capped, parameters)
            return tuple(found.keys()), found.all()
        stream = await connection.stream(text(sql), parameters)
        return tuple(stream.keys()), await stream.fetchmany(self._max_rows)

    async def _guard(self, connection: AsyncConnection) -> None:
        if self.dialect == "postgresql":
            await connection.execute(text("SET TRANSACTION READ ONLY"))
            await connection.execute(text(f"SET LOCAL statement_timeout = {round(self._timeout * 1000)}"))
            return
        deadline = monotonic() + self._timeout
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.set_progress_handler(lambda: monotonic() > deadline, STEPS_BETWEEN_LOOKS)

    async def _scalar(self, query: "Select[str | None]") -> str | None:
        async with self._engine.connect() as connection:
            return (await connection.scalars(query)).first()


def _query_only(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only = ON")
    cursor.close()


def _read_only(url: URL) -> URL:
    if url.get_backend_name() != "sqlite":
        return url
    return url.set(database=f"file:{quote(url.database or '')}", query={"mode": "ro", "uri": "true"})


def _timed_out(error: DBAPIError) -> bool:
    cause = error.orig
    if isinstance(cause, sqlite3.OperationalError):
        return str(cause) == "interrupted"
    return getattr(cause, "sqlstate", None) == QUERY_CANCELED


def _plain(value: Any) -> Scalar:
    """Decimals (PostgreSQL's sums) as int where they are whole by type, else float."""
    if isinstance(value, Decimal):
        return int(value) if value.as_tuple().exponent == 0 else float(value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise InternalError(f"a query returned a {type(value).__name__}; only plain scalars may leave the warehouse")
