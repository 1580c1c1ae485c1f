"""The tiny shop in a real warehouse, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.storage import SqlWarehouse, create_all, open_engine
from analytics.catalogue import Semantics, load_semantics
from tests.adapters.conftest import postgres_url, short_folder
from tests.analytics.shop import MERCHANT, other_shop, tiny_shop

__all__ = ["postgres_url", "short_folder"]


@pytest.fixture(scope="session")
def semantics() -> Semantics:
    return load_semantics()


@pytest.fixture(params=["sqlite", "postgresql"])
async def warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqlWarehouse]:
    """The tiny shop, and another merchant's beside it."""
    sqlite = request.param == "sqlite"
    engine = open_engine(f"sqlite:///{tmp_path}/shop.db" if sqlite else request.getfixturevalue("postgres_url"))
    await create_all(engine)
    async with SqlWarehouse(engine) as opened:
        await opened.store(MERCHANT, tiny_shop())
        await opened.store("other", other_shop())
        yield opened
    await engine.dispose()
