"""The same intake by webhook: Telegram gets its 200 only after the turn is stored, and repeats what got none."""

import asyncio
import hmac
import json
import re
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.types import Update
from aiohttp import web

from bot.telegram.connect import TOKEN_REFUSED
from bot.telegram.edge import UPDATES
from bot.telegram.parsing import parse_update
from bot.telegram.polling import LONGEST_PAUSE, Feed
from bot.telegram.sender import Sleep
from core.errors import ConfigError

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_UPDATE = 1024 * 1024

log = structlog.get_logger(__name__)


class Webhook:
    """Listens on `host:port`, at the path of `url`, which is the public https address that Telegram calls.

    `secret` (1–256 of A–Z a–z 0–9 _ -) is what Telegram sends back to prove itself.
    """

    def __init__(
        self,
        bot: Bot,
        feed: Feed,
        *,
        url: str,
        secret: str,
        host: str,
        port: int,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        if not url.startswith(("https://", "http://127.0.0.1")):
            raise ConfigError(f"telegram.webhook_url: Telegram calls https addresses only, got {url!r}")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise ConfigError("WEBHOOK_SECRET: needs 1 to 256 letters, digits, _ or -")
        self._bot = bot
        self._feed = feed
        self._url = url
        self._secret = secret
        self._host = host
        self._port = port
        self._sleep = sleep
        self._stopping = asyncio.Event()

    def app(self) -> web.Application:
        """The web application alone."""
        app = web.Application(client_max_size=LARGEST_UPDATE)
        app.router.add_post(urlsplit(self._url).path or "/", self._take)
        return app

    async def run(self) -> None:
        """Until `stop`. ConfigError: a port in use, a refused token or address."""
        runner = web.AppRunner(self.app(), access_log=None)
        await runner.setup()
        try:
            await self._listen(runner)
            await self._announce()
            await self._stopping.wait()
        finally:
            await runner.cleanup()

    async def stop(self) -> None:
        """Requests in hand are answered before `run` returns. The webhook stays set: Telegram keeps what comes."""
        self._stopping.set()

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError as error:
            raise ConfigError(
                f"telegram.webhook_port: cannot listen on {self._host}:{self._port} ({error.strerror}); "
                "stop the program that uses it or choose another port"
            ) from error

    async def _announce(self) -> None:
        pause = 1.0
        while not self._stopping.is_set():
            try:
                await self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=UPDATES)
            except (TelegramUnauthorizedError, TelegramNotFound) as error:
                raise ConfigError(TOKEN_REFUSED) from error
            except TelegramBadRequest as error:
                raise ConfigError(f"telegram.webhook_url: Telegram refuses it: {error.message}") from error
            except (AiogramError, OSError) as error:
                log.warning("telegram_unreachable", said=str(error))
            else:
                return
            await self._sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _take(self, request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), self._secret.encode()):
            return web.Response(status=403)
        try:
            raw = await request.json()
        except (json.JSONDecodeError, UnicodeDecodeError):
            return web.Response(status=400)
        update = parse_update(raw, self._bot)
        return web.Response(status=200 if update is None or await self._stored(update) else 503)

    async def _stored(self, update: Update) -> bool:
        """The outermost ring: whatever went wrong, Telegram is asked for the update again."""
        try:
            await self._feed(update)
        except Exception:
            log.exception("update_not_stored", what="Telegram will send it again")
            return False
        return True
