"""`Sandbox`: Telegram's Bot API and a chat page on one local port, so that the real bot runs without a token."""

import asyncio
import errno
import socket
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, web

from bot.sandbox.api import BotApi
from bot.sandbox.chats import Chats
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults, FaultSwitch
from bot.sandbox.files import Files, Upload
from bot.sandbox.guard import Guard
from bot.sandbox.page import Page, media
from bot.sandbox.people import DEMO_TOKEN, OWNER, STAFF, Person
from bot.sandbox.refusals import UPLOAD_LIMIT
from bot.sandbox.stickers import sticker
from bot.sandbox.store import Store
from bot.sandbox.updates import Updates
from core.errors import ConfigError
from core.phrases import Lang, Phrases, load_phrases

TICK = 5.0
SHANGHAI = ZoneInfo("Asia/Shanghai")
EVERYWHERE = "0.0.0.0"


class Sandbox:
    """The server. Times on the page and in messages are `clock_now`'s, shown in `zone`.

    `folder` keeps everything (sandbox.db and files/). `advance` moves the clock on and runs what falls due. With `lan`
    it listens on all addresses, and other devices need `invitation`. Port 0 takes a free one.
    """

    def __init__(
        self,
        *,
        folder: Path,
        clock_now: Callable[[], datetime],
        advance: Callable[[timedelta], Awaitable[None]],
        host: str = "127.0.0.1",
        port: int = 8080,
        token: str = DEMO_TOKEN,
        people: tuple[Person, ...] = (OWNER, STAFF),
        zone: ZoneInfo = SHANGHAI,
        lan: bool = False,
        lang: Lang = "zh",
        phrases: Phrases | None = None,
    ) -> None:
        self._folder = folder
        self._clock_now = clock_now
        self._advance = advance
        self._host = EVERYWHERE if lan else host
        self._port = port
        self._token = token
        self._people = people
        self._zone = zone
        self._lan = lan
        self._lang = lang
        self._phrases = phrases or load_phrases()
        self._faults = FaultSwitch()

    async def start(self) -> str:
        """Listen; the base URL for `TelegramAPIServer.from_base`. ConfigError: port in use, folder not writable."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._store = Store(self._folder / "sandbox.db")
            self._files = Files(self._folder / "files", self._store)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(
                f"the sandbox can't write to {self._folder} ({error}): mend its rights or choose another folder"
            ) from error
        self._session = ClientSession()
        self._updates = Updates(self._store, self._session)
        self._events = Events(lambda: int(self._clock_now().timestamp()))
        self._chats = Chats(self._store, self._updates, self._events, self._people, self._clock_now, self._lang)
        self._guard = Guard(self._store, self._lan)
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=2)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self._close()
            raise ConfigError(self._no_port(error)) from error
        self._updates.start()
        self._ticking = asyncio.create_task(self._tick())
        return self.base_url

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=UPLOAD_LIMIT, middlewares=[self._guard.middleware])
        api = BotApi(self._token, self._store, self._chats, self._files, self._updates, self._faults, self._events)
        page = Page(
            store=self._store,
            chats=self._chats,
            files=self._files,
            events=self._events,
            faults=self._faults,
            advance=self._advance,
            zone=self._zone.key,
            phrases=self._phrases,
            invitation=lambda: self.invitation,
        )
        application.add_routes([*page.routes(), *api.routes()])
        return application

    def _no_port(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return (
                f"port {self._port} on {self._host} is in use, perhaps by another Zhanggui: "
                "stop that program or set another port (sandbox.port)"
            )
        where = f"{self._host}:{self._port}"
        return f"the sandbox can't listen on {where} ({error.strerror}): set another sandbox.host or sandbox.port"

    async def stop(self) -> None:
        """Let the bot's long poll and the pages go, and close the files."""
        self._ticking.cancel()
        with suppress(asyncio.CancelledError):
            await self._ticking
        await self._updates.stop()
        self._events.close_all()
        await self._close()

    async def _close(self) -> None:
        await self._runner.cleanup()
        await self._session.close()
        self._store.close()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            self._events.publish("clock")

    @property
    def base_url(self) -> str:
        """Where this machine reaches it; after `start`."""
        host = "127.0.0.1" if self._host in {EVERYWHERE, "::"} else self._host
        return f"http://{f'[{host}]' if ':' in host else host}:{self._bound_port()}"

    @property
    def invitation(self) -> str | None:
        """In LAN mode, the link that lets one more device in; None otherwise."""
        if not self._lan:
            return None
        return f"http://{_own_address()}:{self._bound_port()}/?invite={self._guard.invite}"

    def _bound_port(self) -> int:
        address = self._runner.addresses[0]
        return int(address[1])

    async def say(self, user: int, text: str) -> int:
        """As typed on the page; the message's id (of the last piece over 4096 characters)."""
        return int(self._chats.say(self._chats.person(user), text)["message_id"])

    async def tap(self, user: int, message_id: int, data: str) -> str:
        """As tapped on the page; the callback query's id."""
        return self._chats.tap(self._chats.person(user), message_id, data)

    async def upload(
        self,
        user: int,
        kind: Literal["photo", "document", "voice"],
        content: bytes,
        name: str,
        caption: str = "",
    ) -> int:
        """As sent from the page; the message's id."""
        body = await media(self._files, kind, Upload(name, "", content), 1)
        told = {"caption": caption} if caption else {}
        return int(self._chats.receive(self._chats.person(user), body | told)["message_id"])

    async def sticker(self, user: int, emoji: str) -> int:
        """As sent from the page's tray; the message's id."""
        return int(self._chats.receive(self._chats.person(user), sticker(self._files, emoji))["message_id"])

    async def block(self, user: int, on: bool) -> None:
        """Block the bot, or let it write again."""
        self._chats.set_blocked(self._chats.person(user), on)

    def faults(self) -> Faults:
        """What is switched on."""
        return self._faults.faults

    def set_faults(self, faults: Faults) -> None:
        """Switch faults on and off."""
        self._faults.faults = faults


def _own_address() -> str:
    """This machine's address on the local network (no packet is sent)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
