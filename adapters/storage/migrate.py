"""Bringing a database to this version's tables."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import open_engine, writing
from adapters.storage.facts import fact_sync
from adapters.storage.import_tables import imports
from core.errors import ConfigError

MIGRATIONS = Path(__file__).parent / "migrations"
UPGRADE_LOCK = 7_413_001
metadata = next(table.metadata for table in (fact_sync, imports))
"""Ours, the fact tables and those of imports."""


async def upgrade(url: str) -> None:
    """Run all migrations not yet run, in one transaction; several processes may start at once. ConfigError as
    `open_engine`, for a server that can't be reached, and for a database of a newer version than this program's."""
    engine = open_engine(url)
    try:
        await _reach(engine)
        async with writing(engine) as connection:
            if connection.dialect.name == "postgresql":
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
            await connection.run_sync(_to_head)
    finally:
        await engine.dispose()


async def _reach(engine: AsyncEngine) -> None:
    try:
        async with engine.connect():
            return
    except (OSError, DBAPIError) as error:
        where = engine.url.render_as_string()
        raise ConfigError(f"{where} can't be opened: {error}: start the server, or mend DATABASE_URL") from error


async def create_all(engine: AsyncEngine) -> None:
    """All tables at once, without migrations: for throw-away databases of tests."""
    async with writing(engine) as connection:
        await connection.run_sync(metadata.create_all)


def _to_head(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise ConfigError(
            f"{connection.engine.url.render_as_string()} was written by a newer version of this program ({error}): "
            "update the program, or choose another database"
        ) from error
