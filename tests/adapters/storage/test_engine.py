"""Opening a database: the settings on each connection, and clear words when it can't be opened."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from adapters.storage import create_all, open_engine, upgrade, writing
from core.errors import ConfigError


async def _pragma(url: str, name: str) -> object:
    engine = open_engine(url)
    async with engine.connect() as connection:
        value: object = (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
    await engine.dispose()
    return value


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 1), ("busy_timeout", 5000), ("foreign_keys", 1)]
)
async def test_every_sqlite_connection_is_set_up(tmp_path: Path, pragma: str, value: object) -> None:
    assert await _pragma(f"sqlite+aiosqlite:///{tmp_path}/shop.db", pragma) == value


def test_a_missing_folder_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere.*the folder does not exist: create it"):
        open_engine(f"sqlite:///{tmp_path}/nowhere/shop.db")


def test_a_place_that_cannot_be_written_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ConfigError, match="give this user the right to write there"):
        open_engine(f"sqlite:///{tmp_path}/file/shop.db")


@pytest.mark.parametrize("url", ["mysql://localhost/shop", "sqlite://", "sqlite:///:memory:", "no url"])
def test_a_url_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL"):
        open_engine(url)


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "shop.db").write_text("a letter to my aunt, long enough to have a header" * 50)
    with pytest.raises(ConfigError, match="not a SQLite database"):
        await upgrade(f"sqlite:///{tmp_path}/shop.db")


async def test_a_full_disk_is_said_in_plain_words(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/shop.db")

    @event.listens_for(engine.sync_engine, "connect")
    def fill(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA max_page_count = 2")
        cursor.close()

    with pytest.raises(ConfigError, match="the disk is full: free some space"):
        await create_all(engine)
    await engine.dispose()


async def test_a_plain_postgresql_url_gets_our_driver() -> None:
    engine = open_engine("postgresql://user@host/shop")
    assert engine.url.drivername == "postgresql+asyncpg"
    await engine.dispose()


async def test_an_error_rolls_a_write_back_and_frees_the_next(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/shop.db")
    async with writing(engine) as connection:
        await connection.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY)"))

    async def insert_twice() -> None:
        async with writing(engine) as connection:
            await connection.execute(text("INSERT INTO t VALUES (1)"))
            await connection.execute(text("INSERT INTO t VALUES (1)"))

    with pytest.raises(IntegrityError):
        await insert_twice()
    async with writing(engine) as connection:
        assert (await connection.execute(text("SELECT count(*) FROM t"))).scalar_one() == 0
    await engine.dispose()


async def test_cancelled_writers_leave_a_working_database(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/shop.db")
    async with writing(engine) as connection:
        await connection.execute(text("CREATE TABLE t (n INTEGER)"))

    async def add(n: int) -> None:
        async with writing(engine) as connection:
            await connection.execute(text(f"INSERT INTO t VALUES ({n})"))

    tasks = [asyncio.create_task(add(n)) for n in range(40)]
    for n in range(0, 40, 2):
        await asyncio.sleep(0.0005)
        tasks[n].cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(one) for one in ended} <= {type(None), asyncio.CancelledError}
    async with engine.connect() as connection:
        kept = set((await connection.execute(text("SELECT n FROM t"))).scalars())
    assert {n for n, one in enumerate(ended) if one is None} <= kept
    await engine.dispose()


async def test_writers_of_two_engines_on_one_file_wait_for_each_other(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/shop.db"
    engines = [open_engine(url), open_engine(url)]
    async with writing(engines[0]) as connection:
        await connection.execute(text("CREATE TABLE t (n INTEGER)"))
        await connection.execute(text("INSERT INTO t VALUES (0)"))

    async def add_one(n: int) -> None:
        async with writing(engines[n % 2]) as connection:
            before = (await connection.execute(text("SELECT n FROM t"))).scalar_one()
            await connection.execute(text(f"UPDATE t SET n = {before + 1}"))

    await asyncio.gather(*(add_one(n) for n in range(60)))
    async with engines[0].connect() as connection:
        assert (await connection.execute(text("SELECT n FROM t"))).scalar_one() == 60
    for engine in engines:
        await engine.dispose()
