"""The two statements that everything here is built on, the same on SQLite and PostgreSQL: add once, and upsert."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Row = Mapping[str, Any]


def insert_into(connection: AsyncConnection, table: Table) -> "postgresql.Insert | sqlite.Insert":
    """The dialect's INSERT, which has ON CONFLICT."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


async def add_once(connection: AsyncConnection, table: Table, keys: Sequence[str], row: Row) -> bool:
    """Insert unless the key is there; True for the one caller whose row went in."""
    statement = insert_into(connection, table).on_conflict_do_nothing(index_elements=keys).returning(literal(1))
    return (await connection.execute(statement, row)).first() is not None


async def put(connection: AsyncConnection, table: Table, keys: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert, or overwrite all other columns of the row with this key. All rows carry the same columns."""
    if not rows:
        return
    statement = insert_into(connection, table)
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    if others:
        await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)
    else:
        await connection.execute(statement.on_conflict_do_nothing(index_elements=keys), rows)
