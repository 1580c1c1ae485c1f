"""A running sandbox and aiogram's own client, pointed at it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox import DEMO_TOKEN, Sandbox
from core.phrases import load_phrases

PHRASES = load_phrases()


@dataclass
class MovingClock:
    """Stands still until it is moved on."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 1, 30, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    async def advance(self, by: timedelta) -> None:
        self.at += by


class QuickSession(AiohttpSession):
    """aiogram's session without the pause that it makes for TLS when it closes."""

    async def close(self) -> None:
        if self._session is not None and not self._session.closed:
            await self._session.close()


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@asynccontextmanager
async def serving(folder: Path, clock: MovingClock, lan: bool = False) -> AsyncIterator[Sandbox]:
    server = Sandbox(
        folder=folder / "sandbox", clock_now=clock.now, advance=clock.advance, port=0, lan=lan, phrases=PHRASES
    )
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@pytest.fixture
async def sandbox(tmp_path: Path, clock: MovingClock) -> AsyncIterator[Sandbox]:
    async with serving(tmp_path, clock) as server:
        yield server


# A new session reads all of the machine's certificates (40 ms); a copy of one that was never opened doesn't.
SESSION = QuickSession()


def connect(sandbox: Sandbox, token: str = DEMO_TOKEN) -> Bot:
    session = copy(SESSION)
    session.api = TelegramAPIServer.from_base(sandbox.base_url)
    return Bot(token, session=session)


@asynccontextmanager
async def calling(sandbox: Sandbox, token: str = DEMO_TOKEN) -> AsyncIterator[Bot]:
    client = connect(sandbox, token)
    try:
        yield client
    finally:
        await client.session.close()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with calling(sandbox) as client:
        yield client
