"""A bot process with its sandbox, and what a person at the page can do, over plain HTTP."""

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import aiohttp

OWNER = 1001
STAFF = 1002
ROOT = Path(__file__).parents[2]
START_S = 60.0
ANSWER_S = 20.0


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class BotProcess:
    """`python -m bot` on a folder of its own."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession()
        try:
            await self.start()
        except AssertionError:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        if self._http:
            await self._http.close()

    async def start(self) -> float:
        """Start it; the seconds until the page is served."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("ZHANGGUI_", "TELEGRAM_"))
        }
        environment |= {"ZHANGGUI_DATA_DIR": str(self.folder), "ZHANGGUI_SANDBOX__PORT": str(self.port)}
        environment |= {"PYTHONUNBUFFERED": "1", **self._environment}
        log = (self.folder / "bot.log").open("ab")
        began = time.monotonic()
        with log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        while time.monotonic() - began < START_S:
            if self._process.returncode is not None:
                raise AssertionError(f"the bot ended: {self.log()}")
            try:
                await self.state()
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)
            else:
                return time.monotonic() - began
        raise AssertionError(f"the bot did not start: {self.log()}")

    async def stop(self) -> None:
        """As Ctrl-C does."""
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)
            await asyncio.wait_for(self._process.wait(), 30)

    async def kill(self) -> None:
        """kill -9."""
        assert self._process
        self._process.kill()
        await self._process.wait()

    def log(self) -> str:
        """What it wrote."""
        return (self.folder / "bot.log").read_text(errors="replace")[-3000:]

    async def say(self, text: str, user: int = OWNER) -> None:
        """Send a text."""
        await self._post("say", {"user": user, "text": text})

    async def tap(self, text: str, user: int = OWNER) -> None:
        """Tap the newest button with this text."""
        message, data = await self.button(text, user)
        await self.tap_data(message, data, user)

    async def tap_data(self, message: int, data: str, user: int = OWNER) -> None:
        """Tap a button that may have gone."""
        await self._post("tap", {"user": user, "message": message, "data": data})

    async def advance(self, by: str) -> None:
        """Move the clock on."""
        await self._post("advance", {"by": by})

    async def button(self, text: str, user: int = OWNER) -> tuple[int, str]:
        """The newest button with this text: its message and data."""
        for message in reversed(await self.messages(user)):
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                for button in row:
                    if button["text"] == text:
                        return message["message_id"], button["callback_data"]
        raise AssertionError(f"no button {text!r}")

    async def messages(self, user: int = OWNER) -> list[dict[str, Any]]:
        """The chat, oldest first."""
        state = await self.state()
        messages: list[dict[str, Any]] = state["chats"][str(user)]["messages"]
        return messages

    async def heard(self, user: int = OWNER) -> list[str]:
        """What the bot has said."""
        return [
            each.get("text") or each.get("caption") or ""
            for each in await self.messages(user)
            if each["from"]["id"] not in {OWNER, STAFF}
        ]

    async def until(
        self, wanted: Callable[[list[str]], bool], user: int = OWNER, seconds: float = ANSWER_S
    ) -> list[str]:
        """Wait for what the bot has said to be as wanted."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            heard = await self.heard(user)
            if wanted(heard):
                return heard
            await asyncio.sleep(0.1)
        raise AssertionError(f"not heard; the bot said {await self.heard(user)}; log: {self.log()}")

    async def state(self) -> dict[str, Any]:
        """Everything the page knows."""
        assert self._http
        async with self._http.get(f"{self.base}/api/state") as response:
            state: dict[str, Any] = await response.json()
            return state

    async def _post(self, what: str, body: dict[str, Any]) -> None:
        assert self._http
        async with self._http.post(f"{self.base}/api/{what}", data=json.dumps(body)) as response:
            assert response.status == 200, await response.text()
