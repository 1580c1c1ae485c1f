"""The data tools over the tiny shop."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.storage import SqlWarehouse, create_all, open_engine
from tests.analytics.shop import MERCHANT, tiny_shop
from tests.tools.answers import Asking, asking


async def _write(path: Path) -> None:
    engine = open_engine(f"sqlite:///{path}")
    await create_all(engine)
    async with SqlWarehouse(engine) as warehouse:
        await warehouse.store(MERCHANT, tiny_shop())
    await engine.dispose()


@pytest.fixture(scope="session")
def tiny_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny shop's database, written once and copied for each test."""
    path = tmp_path_factory.mktemp("tiny") / "shop.db"
    asyncio.run(_write(path))
    return path


@pytest.fixture
async def shop(tiny_file: Path, tmp_path: Path) -> AsyncIterator[Asking]:
    path = tmp_path / "tiny.db"
    shutil.copy(tiny_file, path)
    engine = open_engine(f"sqlite:///{path}")
    async with SqlWarehouse(engine) as warehouse:
        yield asking(warehouse, engine)
    await engine.dispose()


@pytest.fixture
async def empty_shop(tmp_path: Path) -> AsyncIterator[Asking]:
    engine = open_engine(f"sqlite:///{tmp_path}/empty.db")
    await create_all(engine)
    async with SqlWarehouse(engine) as warehouse:
        yield asking(warehouse, engine)
    await engine.dispose()
