"""A small demo shop written once, and shops that live in memory."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adapters.market import SimulatedMarketplace
from adapters.market.demo import write_demo
from adapters.market.parameters import World, load_world
from tests.adapters.market.shop import Folded, all_facts

UNTIL = date(2026, 11, 19)
END = datetime(2026, 11, 19, 16, tzinfo=UTC)
"""Midnight in the shop's zone, when the history ends."""


@pytest.fixture(scope="session")
def world() -> World:
    return load_world()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty days of the demo shop."""
    path = tmp_path_factory.mktemp("market") / "demo.db"
    asyncio.run(write_demo(f"sqlite+aiosqlite:///{path}", seed=7, days=60, until=UNTIL))
    return path


@pytest.fixture(scope="session")
def told(demo_file: Path) -> Folded:
    """All its facts."""
    return asyncio.run(_told(demo_file))


async def _told(file: Path) -> Folded:
    market = await SimulatedMarketplace.open(f"sqlite+aiosqlite:///{file}")
    folded = await all_facts(market)
    await market.close()
    return folded


@pytest.fixture
async def market(demo_file: Path, tmp_path: Path) -> AsyncIterator[SimulatedMarketplace]:
    """The marketplace over a copy of it."""
    market = await SimulatedMarketplace.open(f"sqlite+aiosqlite:///{copy(demo_file, tmp_path / 'shop.db')}")
    yield market
    await market.close()


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_market(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SimulatedMarketplace]:
    """A marketplace with one shop without listings, on SQLite and on PostgreSQL."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'market.db'}"
    if request.param == "postgresql":
        url = str(request.getfixturevalue("postgres_url"))
    market = await SimulatedMarketplace.open(url)
    await market.close_shop("shop")
    await market.open_shop("shop", seed=3, at=END)
    yield market
    await market.close()


def copy(file: Path, to: Path) -> Path:
    """Copy a database whose connections are closed."""
    shutil.copy(file, to)
    return to
