"""The connection to the Bot API: address, proxy, token."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import TelegramNotFound, TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError
from aiohttp import ClientSession

from core.errors import ConfigError

TelegramBot = Bot
"""The name to pass it on under where aiogram may not be imported."""

TOKEN_REFUSED = (
    "TELEGRAM_BOT_TOKEN: Telegram does not know this token. Ask @BotFather for the current one (/mybots, API Token), "
    "or leave the variable out to run the sandbox."
)


class HttpProxySession(AiohttpSession):
    """aiogram's session through an HTTP proxy, which aiohttp speaks by itself."""

    def __init__(self, http_proxy: str, api: TelegramAPIServer) -> None:
        super().__init__(api=api)
        self._http_proxy = http_proxy

    async def create_session(self) -> ClientSession:
        """The one session, made anew after a close."""
        if self._session is None or self._session.closed:
            connector = self._connector_type(**self._connector_init)
            self._session = ClientSession(connector=connector, proxy=self._http_proxy)
            self._should_reset_connector = False
        return self._session


def make_bot(token: str, api_base: str = "", proxy: str = "") -> Bot:
    """`api_base` "" is Telegram's own. `proxy` is http://…, or socks5://… where aiohttp-socks is installed.

    ConfigError names the setting that is wrong.
    """
    api = TelegramAPIServer.from_base(_checked_base(api_base)) if api_base else PRODUCTION
    try:
        return Bot(token, session=_session(api, proxy), default=DefaultBotProperties(link_preview_is_disabled=True))
    except TokenValidationError as error:
        raise ConfigError(
            f"TELEGRAM_BOT_TOKEN: a token looks like 123456:ABC-DEF…, this one doesn't ({error})"
        ) from error


async def check_bot(bot: Bot) -> str:
    """The bot's @username. ConfigError if the token is refused; aiogram's errors if Telegram can't be reached."""
    try:
        return (await bot.me()).username or ""
    except (TelegramUnauthorizedError, TelegramNotFound) as error:
        raise ConfigError(TOKEN_REFUSED) from error


async def close_bot(bot: Bot) -> None:
    """Close its connections."""
    await bot.session.close()


def _checked_base(api_base: str) -> str:
    parts = urlsplit(api_base)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigError(f"telegram.api_base: needs an address like http://127.0.0.1:8081, got {api_base!r}")
    return api_base


def _session(api: TelegramAPIServer, proxy: str) -> AiohttpSession:
    if not proxy:
        return AiohttpSession(api=api)
    parts = urlsplit(proxy)
    if parts.scheme in ("http", "https") and parts.hostname:
        return HttpProxySession(proxy, api)
    if not parts.scheme.startswith("socks") or not parts.hostname:
        raise ConfigError(f"TELEGRAM_PROXY: needs an address like http://127.0.0.1:7890, got {proxy!r}")
    if find_spec("aiohttp_socks") is None:
        raise ConfigError("TELEGRAM_PROXY: for a socks proxy run `pip install aiohttp-socks`, or give its http:// port")
    return AiohttpSession(proxy=proxy, api=api)
