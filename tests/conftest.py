"""What all tests share: the catalogues, and a demo shop with 90 days of history, written once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog

from bot.demo import kept_demo
from bot.parts import Data
from tests.driver import NOW, ChatDriver, open_chat

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
    cache_logger_on_first_use=False,
)


@pytest.fixture(scope="session")
def data() -> Data:
    """Catalogues and sentences."""
    return Data.load()


@pytest.fixture(scope="session")
def demo_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a demo shop until the day before `NOW`."""
    folder = tmp_path_factory.mktemp("demo")
    return asyncio.run(kept_demo(folder, seed=7, days=90, until=NOW.date().replace(day=NOW.day - 1)))


@pytest.fixture
async def chat(data: Data, demo_shop: Path, tmp_path: Path) -> AsyncIterator[ChatDriver]:
    """The owner's chat on a fresh copy of the demo shop."""
    async with open_chat(data, demo_shop, tmp_path) as driver:
        yield driver
