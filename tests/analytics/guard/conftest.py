"""Both databases, made once for SQLite and once for PostgreSQL."""

import asyncio

import pytest
from sqlalchemy import text

from adapters.storage import open_engine
from tests.analytics.guard.shops import Pair, fill


@pytest.fixture(scope="session")
def sqlite_pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("guard")
    return _filled(Pair(f"sqlite:///{folder}/crowded.db", f"sqlite:///{folder}/alone.db"))


@pytest.fixture(scope="session")
def postgres_pair(postgres_url: str) -> Pair:
    asyncio.run(_create_databases(postgres_url))
    return _filled(Pair(*(postgres_url.replace("/postgres?", f"/guard_{name}?") for name in ("crowded", "alone"))))


@pytest.fixture(params=["sqlite", "postgresql"])
def pair(request: pytest.FixtureRequest) -> Pair:
    return request.getfixturevalue("sqlite_pair" if request.param == "sqlite" else "postgres_pair")


def _filled(pair: Pair) -> Pair:
    asyncio.run(fill(pair.crowded, secrets=True))
    asyncio.run(fill(pair.alone, secrets=False))
    return pair


async def _create_databases(url: str) -> None:
    engine = open_engine(url)
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for name in ("crowded", "alone"):
            await connection.execute(text(f"CREATE DATABASE guard_{name}"))
    await engine.dispose()
