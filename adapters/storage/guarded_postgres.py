"""PostgreSQL's second wall: a role that sees some columns of the merchant's rows, and the server's own plan, looked at
before it is run.

A role alone isn't enough: `set_config` inside a SELECT can change role and merchant, everybody may read the catalogue,
and a role can lift its own time-out. So the plan, in which PostgreSQL says what it understood, is held to lists too.
"""

from typing import Any

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.guarded_plans import check_plan, check_text
from adapters.storage.guarded_role import ROLE, set_up
from core.errors import InternalError

Found = tuple[tuple[str, ...], list[tuple[object, ...]]]
UNREADABLE = (
    asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, UnicodeError, ValueError, OverflowError,
)  # fmt: skip


class PostgresGuarded:
    """The role is set up at the first read, if it isn't yet; where that is not allowed, nothing is read."""

    def __init__(self, engine: AsyncEngine, timeout: float, max_rows: int) -> None:
        self._engine = engine
        self._timeout = timeout
        self._max_rows = max_rows
        self._ready = False

    async def read(self, sql: str, merchant: str) -> Found:
        """TimeoutError, InternalError."""
        if not self._ready:
            await set_up(self._engine)
            self._ready = True
        async with self._engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            try:
                return await self._run(driver, sql, merchant)
            except asyncpg.QueryCanceledError as error:
                raise TimeoutError(f"a guarded statement took over {self._timeout} s") from error
            except UNREADABLE as error:
                raise InternalError(f"a guarded statement was refused: {type(error).__name__} {error}") from error

    async def _run(self, driver: Any, sql: str, merchant: str) -> Found:
        own = (merchant,) if ":merchant" in sql else ()
        asked = sql.replace(":merchant", "$1")
        check_text(asked)
        transaction = driver.transaction(readonly=True)
        await transaction.start()
        try:
            await self._enter(driver, merchant)
            plan = await driver.fetchval(f"EXPLAIN (VERBOSE, FORMAT JSON)\n{asked}", *own)
            check_plan(plan)
            statement = await driver.prepare(asked)
            columns = tuple(attribute.name for attribute in statement.get_attributes())
            cursor = await statement.cursor(*own)
            rows = await cursor.fetch(self._max_rows)
            return columns, [tuple(row) for row in rows]
        finally:
            await transaction.rollback()

    async def _enter(self, driver: Any, merchant: str) -> None:
        milliseconds = round(self._timeout * 1000)
        await driver.execute(
            f"SET LOCAL statement_timeout = {milliseconds}; SET LOCAL lock_timeout = {milliseconds};"
            " SET LOCAL work_mem = '16MB'; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off"
        )
        await driver.fetchval("SELECT set_config('zhanggui.merchant', $1, true)", merchant)
        await driver.execute(f"SET LOCAL ROLE {ROLE}")
