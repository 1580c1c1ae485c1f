"""Stand-ins: blobs in memory, charts of one colour, waits that don't last, a session that says what it is told to."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from io import BytesIO
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import PRODUCTION
from aiogram.methods import GetMe, SendMessage, TelegramMethod
from aiogram.types import Chat, Message, User
from PIL import Image

from core.charts import ChartSpec
from core.errors import InternalError
from core.phrases import Lang
from core.ports import Blobs, Charts
from tests.sandbox.conftest import MovingClock

TOKEN = "42:scripted-token-of-no-bot-0000000"
ME = User(id=42, is_bot=True, first_name="掌柜", username="ZhangguiBot")


def png(width: int = 90, height: int = 56) -> bytes:
    into = BytesIO()
    Image.new("RGB", (width, height), "#1f6feb").save(into, "PNG")
    return into.getvalue()


class MemoryBlobs(Blobs):
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def put(self, data: bytes, name: str) -> str:
        blob = f"{len(self.kept)}-{name}"
        self.kept[blob] = data
        return blob

    async def get(self, blob: str) -> bytes:
        return self.kept[blob]


class DrawnCharts(Charts):
    async def draw(self, spec: ChartSpec, lang: Lang) -> bytes:
        return png()


class BrokenCharts(Charts):
    async def draw(self, spec: ChartSpec, lang: Lang) -> bytes:
        raise InternalError("the worker died")


class Waits:
    """Counts the seconds instead of waiting for them."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)


class ScriptedSession(BaseSession):
    """Answers each call with the next of `script`: an error is raised, None is success. Past the end all succeed."""

    def __init__(self, *script: Exception | None) -> None:
        super().__init__(api=PRODUCTION)
        self.script = deque(script)
        self.calls: list[TelegramMethod[Any]] = []
        self.called = asyncio.Event()

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109
        if isinstance(method, GetMe):
            return ME
        self.calls.append(method)
        self.called.set()
        outcome = self.script.popleft() if self.script else None
        if outcome is not None:
            raise outcome
        if method.__returning__ is bool:
            return True
        return Message(message_id=100 + len(self.calls), date=MovingClock().now(), chat=Chat(id=1001, type="private"))

    def sent(self) -> list[str]:
        """The texts of sendMessage calls, refused ones included."""
        return [call.text for call in self.calls if isinstance(call, SendMessage)]

    async def close(self) -> None:
        return None

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        yield b"content"


ANY = SendMessage(chat_id=1001, text="x")
"""The method that scripted errors belong to."""
