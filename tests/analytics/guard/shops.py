"""Two databases: one where another merchant and the app have secrets, and one where our merchant is alone.

Whatever comes out of a statement must be the same in both: then nothing of the others had a part in it.
"""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from sqlalchemy import Boolean, Column, String, Table, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlGuardedReads, SqlWarehouse, create_all, open_engine
from adapters.storage.migrate import metadata
from adapters.storage.types import UtcTime
from core.errors import InternalError
from core.records import Rows
from tests.analytics.shop import MERCHANT, tiny_shop

SECRET = "Geheimnis"
TIMEOUT = 0.4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a statement came to: its rows in some order, or nothing. Seconds don't count when two are compared."""

    rows: tuple[str, ...] | None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Addresses of the crowded database and of the one with our merchant alone."""

    crowded: str
    alone: str


async def fill(url: str, *, secrets: bool) -> None:
    engine = open_engine(url)
    await create_all(engine)
    async with SqlWarehouse(engine) as warehouse:
        await warehouse.store(MERCHANT, tiny_shop())
    if secrets:
        for table in metadata.sorted_tables:
            await _keep_secrets(engine, table)
    await engine.dispose()


async def _keep_secrets(engine: AsyncEngine, table: Table) -> None:
    for n in range(3):
        row = {column.name: _secret(column, n) for column in table.columns}
        if "merchant" in row and n == 0:
            row["merchant"] = "other"
        async with engine.execution_options(write=True).begin() as connection:
            await connection.execute(table.insert().values(row))


def _secret(column: "Column[Any]", n: int) -> object:
    match column.type:
        case UtcTime():
            return datetime(2026, 1, 1, tzinfo=UTC)
        case Boolean():
            return True
        case String(length=length):
            return f"{n}{SECRET}"[:length]
    return 987_654_321 + n


async def digest(url: str) -> str:
    """Of every row of every table."""
    engine = open_engine(url)
    found = hashlib.sha256()
    async with engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = (await connection.execute(text(f"SELECT * FROM {table.name}"))).all()
            found.update(repr((table.name, sorted(map(repr, rows)))).encode())
    await engine.dispose()
    return found.hexdigest()


@asynccontextmanager
async def reads(url: str) -> AsyncIterator[SqlGuardedReads]:
    engine = open_engine(url)
    try:
        yield SqlGuardedReads(engine, timeout=TIMEOUT)
    finally:
        await engine.dispose()


async def outcome(reads: SqlGuardedReads, sql: str) -> Outcome:
    """What the second wall lets out; it must never take much longer than its time-out."""
    began = monotonic()
    try:
        found: Rows | None = await reads.select(sql, MERCHANT)
    except (InternalError, TimeoutError):
        found = None
    assert monotonic() - began < TIMEOUT * 10, sql[:200]
    if found is None:
        return Outcome(None)
    cells = tuple(str(cell) for row in found.rows for cell in row if cell is not None)
    return Outcome(tuple(sorted(map(repr, found.rows))), cells)
