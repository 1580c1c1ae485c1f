"""The real bot and channel on a running sandbox, and the owner's phone."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientSession

from bot.sandbox import DEMO_TOKEN, OWNER, Sandbox
from bot.telegram.channel import TelegramChannel
from core.phrases import Phrases, load_phrases
from tests.sandbox.conftest import MovingClock
from tests.telegram.parts import DrawnCharts, MemoryBlobs, Waits


class QuickSession(AiohttpSession):
    """aiogram's session without the pause that it makes for TLS when it closes."""

    async def close(self) -> None:
        if self._session is not None and not self._session.closed:
            await self._session.close()


@dataclass
class Phone:
    """What the owner sees and does."""

    sandbox: Sandbox
    user: int = OWNER.id

    async def messages(self) -> list[dict[str, Any]]:
        """Oldest first."""
        address = f"{self.sandbox.base_url}/api/history?chat={self.user}"
        async with ClientSession() as http, http.get(address) as answer:
            found: list[dict[str, Any]] = (await answer.json())["messages"]
            return found

    async def texts(self) -> list[str]:
        """Texts and captions, oldest first."""
        return [str(message.get("text", message.get("caption", ""))) for message in await self.messages()]

    async def last(self) -> dict[str, Any]:
        return (await self.messages())[-1]


@dataclass
class Decisions:
    """Which approvals are decided."""

    made: set[str] = field(default_factory=set)

    async def decided(self, chat: str, approval: str) -> bool:
        return approval in self.made


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
async def sandbox(tmp_path: Path, clock: MovingClock) -> AsyncIterator[Sandbox]:
    server = Sandbox(folder=tmp_path / "sandbox", clock_now=clock.now, advance=clock.advance, port=0)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    client = Bot(DEMO_TOKEN, session=QuickSession(api=TelegramAPIServer.from_base(sandbox.base_url)))
    yield client
    await client.session.close()


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    return load_phrases()


@pytest.fixture
def blobs() -> MemoryBlobs:
    return MemoryBlobs()


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def decisions() -> Decisions:
    return Decisions()


@pytest.fixture
async def channel(
    bot: Bot, blobs: MemoryBlobs, phrases: Phrases, decisions: Decisions, waits: Waits
) -> AsyncIterator[TelegramChannel]:
    made = TelegramChannel(bot, blobs, DrawnCharts(), phrases, decided=decisions.decided, sleep=waits.sleep)
    yield made
    await made.close()


@pytest.fixture
def phone(sandbox: Sandbox) -> Phone:
    return Phone(sandbox)
