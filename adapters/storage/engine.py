"""Opening the database: SQLite in a file, or PostgreSQL; write transactions that don't starve each other."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from adapters.urls import database_url
from core.errors import ConfigError

PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "foreign_keys=ON")
WAYS_OUT = {
    "disk is full": "the disk is full: free some space and start again",
    "readonly database": "the database file can't be written: check who owns it and its folder",
    "unable to open database file": "the database file can't be opened: check that its folder exists and is writable",
    "file is not a database": "this file is not a SQLite database: choose another one",
}


def open_engine(url: str) -> AsyncEngine:
    """An engine, not yet connected. ConfigError names a missing or read-only folder or a full disk, and the way out."""
    parsed = database_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_async_engine(parsed, pool_size=10, max_overflow=10, pool_pre_ping=True)
    if not parsed.database or parsed.database == ":memory:":
        raise ConfigError("DATABASE_URL: an SQLite database needs a file: sqlite:///FILE")
    _probe(Path(parsed.database))
    engine = create_async_engine(parsed, execution_options={"write_lock": asyncio.Lock()})
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    event.listen(engine.sync_engine, "handle_error", _explain)
    return engine


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that may write. On SQLite it holds the file's write lock from its first statement on, and within
    this process they run in order of arrival, so that none starves in the busy handler. Not to be nested: the inner
    one would wait for the outer for ever."""
    lock: asyncio.Lock | None = engine.sync_engine.get_execution_options().get("write_lock")
    async with lock or nullcontext(), engine.execution_options(write=True).begin() as connection:
        yield connection


def _probe(path: Path) -> None:
    try:
        with path.open("ab"):
            return
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: the folder does not exist: create it, or set DATABASE_URL to another") from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ConfigError(
            f"{path}: {why}: give this user the right to write there and room on the disk, or set DATABASE_URL"
        ) from error


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _explain(context: ExceptionContext) -> None:
    if not isinstance(context.original_exception, sqlite3.Error):
        return
    said = str(context.original_exception)
    for part, way_out in WAYS_OUT.items():
        if part in said:
            raise ConfigError(f"{context.engine.url.database if context.engine else ''}: {way_out}") from None
