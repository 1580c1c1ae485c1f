"""Migrations make the tables that the code declares."""

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from adapters.storage import open_engine, upgrade, writing
from adapters.storage.migrate import metadata
from core.errors import ConfigError


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """The simulated marketplace and the job engine keep tables of their own beside ours."""
    return kind != "table" or not (name or "").startswith(("market_", "job_"))


def _differences(connection: Connection) -> list[object]:
    opts = {"compare_type": True, "compare_server_default": True, "include_name": _ours}
    context = MigrationContext.configure(connection, opts=opts)
    return list(compare_metadata(context, metadata))


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
async def test_migrations_and_metadata_agree(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = f"sqlite:///{tmp_path}/shop.db"
    if backend == "postgresql":
        url = request.getfixturevalue("postgres_url")
    await upgrade(url)
    engine = open_engine(url)
    async with engine.connect() as connection:
        differences = await connection.run_sync(_differences)
    await engine.dispose()
    assert differences == []


async def test_upgrading_twice_at_once_and_again_is_harmless(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/shop.db"
    await asyncio.gather(upgrade(url), upgrade(url))
    await upgrade(url)
    engine = open_engine(url)
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one() == "0005"
    await engine.dispose()


async def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/shop.db"
    await upgrade(url)
    engine = open_engine(url)
    async with writing(engine) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    with pytest.raises(ConfigError, match=r"newer version of this program.*9999"):
        await upgrade(url)


async def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"postgresql.*can't be opened.*start the server") as told:
        await upgrade(f"postgresql://user:secret@/shop?host={tmp_path}")
    assert "secret" not in str(told.value)


def test_every_table_has_the_merchant() -> None:
    without = {name for name, table in metadata.tables.items() if "merchant" not in table.columns}
    assert without == {"sessions"}  # keyed by chat alone, as its port is
