"""Bringing a database to this version's tables."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import open_engine, writing
from adapters.storage.facts import fact_sync

MIGRATIONS = Path(__file__).parent / "migrations"
UPGRADE_LOCK = 7_413_001
metadata = fact_sync.metadata
"""Ours and the fact tables."""


async def upgrade(url: str) -> None:
    """Run all migrations not yet run, in one transaction; several processes may start at once. ConfigError as
    `open_engine`."""
    engine = open_engine(url)
    try:
        async with writing(engine) as connection:
            if connection.dialect.name == "postgresql":
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
            await connection.run_sync(_to_head)
    finally:
        await engine.dispose()


async def create_all(engine: AsyncEngine) -> None:
    """All tables at once, without migrations: for throw-away databases of tests."""
    async with writing(engine) as connection:
        await connection.run_sync(metadata.create_all)


def _to_head(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
