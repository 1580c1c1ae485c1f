"""SQLite's second wall: a connection of its own, read-only, where only views of the merchant's rows can be read."""

import asyncio
import secrets
import sqlite3
from collections.abc import Callable
from time import monotonic
from urllib.parse import quote

from adapters.storage.facts import FACT_TABLES
from core.errors import InternalError

STEPS_BETWEEN_LOOKS = 10_000
FUNCTIONS = """
    abs avg ceil ceiling coalesce count cume_dist date dense_rank first_value floor group_concat ifnull iif instr
    julianday lag last_value lead length like lower ltrim max min ntile nullif percent_rank rank round row_number
    rtrim strftime substr substring sum total trim upper
"""
LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 200_000),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 50_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 20),
    (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 20),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 300),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
EXPLANATIONS = (
    ("id", "parent", "notused", "detail"),
    ("addr", "opcode", "p1", "p2", "p3", "p4", "p5", "comment"),
)
"""What EXPLAIN answers; the authorizer isn't asked about it."""

Found = tuple[tuple[str, ...], list[tuple[object, ...]]]


class SqliteGuarded:
    """One file. Every read opens a connection and closes it, so that nothing is left behind for the next."""

    def __init__(self, path: str, timeout: float, max_rows: int) -> None:
        self._path = path
        self._timeout = timeout
        self._max_rows = max_rows

    async def read(self, sql: str, merchant: str) -> Found:
        """In a thread. TimeoutError, InternalError."""
        return await asyncio.to_thread(self._read, sql, merchant)

    def _read(self, sql: str, merchant: str) -> Found:
        connection = sqlite3.connect(f"file:{quote(self._path)}?mode=ro", uri=True, isolation_level=None)
        try:
            _wall_in(connection, merchant, monotonic() + self._timeout)
            cursor = connection.execute(sql, {"merchant": merchant})
            columns = tuple(column[0] for column in cursor.description or ())
            if columns in EXPLANATIONS:
                raise InternalError("a guarded statement was refused: EXPLAIN")
            return columns, cursor.fetchmany(self._max_rows)
        except (sqlite3.Error, sqlite3.Warning) as error:
            if str(error) == "interrupted":
                raise TimeoutError(f"a guarded statement took over {self._timeout} s") from error
            raise InternalError(f"a guarded statement was refused: {error}") from error
        except (UnicodeError, ValueError, MemoryError, OverflowError) as error:
            raise InternalError(f"a guarded statement can't be run: {type(error).__name__}") from error
        finally:
            connection.close()


def _wall_in(connection: sqlite3.Connection, merchant: str, deadline: float) -> None:
    """Each fact table is hidden by a view of its name, over a view that holds the merchant. Only the inner ones may
    read the tables, and their names can't be guessed: SQLite tells the name of a view and of a WITH alike."""
    token = f"own_{secrets.token_hex(8)}_"
    own = "'" + merchant.replace("'", "''") + "'"
    for name in FACT_TABLES:
        connection.execute(f"CREATE TEMP VIEW {token}{name} AS SELECT * FROM main.{name} WHERE merchant = {own}")
        connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM temp.{token}{name}")
    for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    for limit, most in LIMITS:
        connection.setlimit(limit, most)
    connection.set_progress_handler(lambda: monotonic() > deadline, STEPS_BETWEEN_LOOKS)
    connection.set_authorizer(_authorizer(token))


def _authorizer(token: str) -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    def may_read(table: str, base: str | None, within: str | None) -> bool:
        if base == "main":
            return table in FACT_TABLES and within == token + table
        if base != "temp":
            return False
        return table in FACT_TABLES or (table.startswith(token) and within == table.removeprefix(token))

    functions = frozenset(FUNCTIONS.split())

    def decide(action: int, first: str | None, second: str | None, base: str | None, within: str | None) -> int:
        allowed = (
            action == sqlite3.SQLITE_SELECT
            or (action == sqlite3.SQLITE_READ and may_read(first or "", base, within))
            or (action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in functions)
        )
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    return decide
