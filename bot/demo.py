"""The demo shop: written once per seed, length and last day, then copied for whoever wants one."""

import asyncio
import os
import sqlite3
from datetime import date, timedelta
from pathlib import Path

from adapters.market import SimulatedMarketplace
from adapters.market.demo import write_demo
from adapters.storage import SqlShops, SqlWarehouse, open_engine, upgrade
from autopilot.sync import Sync
from core.errors import ConfigError
from core.records import Shop

DEMO = "demo"
SHOP = Shop(merchant=DEMO, name="义乌好物工厂店")
LONGEST_DAYS = 3000


def file_url(path: Path) -> str:
    """The database URL of a file."""
    return f"sqlite+aiosqlite:///{path}"


async def write_shop(url: str, *, seed: int, days: int, until: date) -> None:
    """A demo shop with `days` days of history ending with `until`, its facts synced. The same arguments, the same data.

    The database must be empty of shops.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise ConfigError(f"--days {days}: from 1 to {LONGEST_DAYS}")
    await upgrade(url)
    await write_demo(url, merchant=DEMO, seed=seed, days=days, until=until)
    engine = open_engine(url)
    market = await SimulatedMarketplace.open(url)
    warehouse = SqlWarehouse(engine)
    try:
        await SqlShops(engine).put(SHOP)
        await Sync(market, warehouse).run(DEMO)
    finally:
        await warehouse.close()
        await market.close()
        await engine.dispose()


async def kept_demo(folder: Path, *, seed: int, days: int, until: date) -> Path:
    """The file of a demo shop, written if it isn't there yet. Whole or not at all."""
    path = folder / f"demo-{seed}-{days}-{until}.db"
    part = folder / f"{path.stem}-{os.getpid()}.part"
    if _is_there(path, part):
        return path
    await write_shop(file_url(part), seed=seed, days=days, until=until)
    await asyncio.to_thread(copy_shop, part, path)
    _remove(part)
    return path


def copy_shop(source: Path, target: Path) -> None:
    """A consistent copy, also of a database in use. ConfigError if it isn't one."""
    if not source.is_file():
        raise ConfigError(f"{source} is not there. Write one with: python -m bot demo-data --db {source}")
    temporary = target.with_suffix(".copying")
    _remove(temporary)
    reader = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    writer = sqlite3.connect(temporary)
    try:
        reader.backup(writer)
    except sqlite3.DatabaseError as error:
        raise ConfigError(f"{source} is not a shop's database: {error}") from error
    finally:
        writer.close()
        reader.close()
    temporary.replace(target)


def yesterday(today: date) -> date:
    """The last whole day."""
    return today - timedelta(days=1)


def _is_there(path: Path, part: Path) -> bool:
    if path.exists():
        return True
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove(part)
    return False


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
