"""The composition root of a running bot: the parts of `bot/app.py` on a channel, with the job engine."""

import asyncio
import signal
from contextlib import AsyncExitStack
from datetime import timedelta

import structlog

from adapters.clock import ShiftedClock
from adapters.jobs.dbos_jobs import DbosJobs
from adapters.sessions import RedisSessions
from bot.app import App, assemble
from bot.demo import DEMO
from bot.models import open_model
from bot.parts import Data, Stores
from bot.people import People
from bot.places import Say, check_port, shop_url, write_first_shop
from bot.sandbox import DEMO_TOKEN, OWNER, STAFF, Sandbox
from bot.settings import Settings
from bot.telegram.channel import TelegramChannel
from bot.telegram.connect import TelegramBot, check_bot, close_bot, make_bot
from bot.telegram.edge import TelegramEdge
from bot.telegram.menu import set_menu
from bot.telegram.polling import Polling
from bot.telegram.webhook import Webhook
from core.errors import ConfigError

log = structlog.get_logger(__name__)
TICK_S = 10


async def serve(settings: Settings, say: Say) -> None:
    """Run until SIGINT or SIGTERM. ConfigError for whatever stands in the way of a start."""
    async with AsyncExitStack() as closing:
        data = Data.load()
        bot = await _telegram_bot(settings, closing)  # what can stop a start is found out before a shop is written
        if bot is None and not settings.sandbox.lan:
            check_port(settings.sandbox.host, settings.sandbox.port)
        stores = await _stores(settings, say, closing)
        clock = await ShiftedClock.open(stores.engine, DEMO)
        if bot is not None:
            await _on_telegram(settings, bot, data, stores, clock, say, closing)
        else:
            await _in_sandbox(settings, data, stores, clock, say, closing)


async def _telegram_bot(settings: Settings, closing: AsyncExitStack) -> TelegramBot | None:
    """The bot of the token that is set, known to Telegram; None without a token."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return None
    bot = make_bot(token, settings.telegram.api_base, settings.telegram_proxy)
    closing.push_async_callback(close_bot, bot)
    await check_bot(bot)
    return bot


async def _stores(settings: Settings, say: Say, closing: AsyncExitStack) -> Stores:
    url = await shop_url(settings, "shop.db", say)
    stores = await Stores.open(url, settings.data_dir)
    closing.push_async_callback(stores.close)
    if await stores.shops.get(DEMO) is None:
        await write_first_shop(settings, url)
    return stores


async def _in_sandbox(
    settings: Settings, data: Data, stores: Stores, clock: ShiftedClock, say: Say, closing: AsyncExitStack
) -> None:
    """The real bot against a Bot API server of our own, with a chat page."""
    running: list[App] = []

    async def advance(by: timedelta) -> None:
        await running[0].advance().by(by)

    sandbox = Sandbox(
        folder=settings.data_dir / "sandbox",
        clock_now=clock.now,
        advance=advance,
        host=settings.sandbox.host,
        port=settings.sandbox.port,
        lan=settings.sandbox.lan,
        phrases=data.phrases,
    )
    base = await sandbox.start()
    closing.push_async_callback(sandbox.stop)
    people = People(stores.shops, DEMO)
    await people.join(str(OWNER.id), "owner")
    await people.join(str(STAFF.id), "staff")
    bot = make_bot(DEMO_TOKEN, base)
    closing.push_async_callback(close_bot, bot)
    bridge = _Bridge(settings, data, stores, clock, people)
    app = await bridge.open(bot, closing)
    running.append(app)
    say(f"掌柜 / Zhanggui: {base}")
    if sandbox.invitation:
        say(f"手机打开 / on a phone: {sandbox.invitation}")
    await bridge.run(Polling(bot, bridge.edge.feed))


async def _on_telegram(
    settings: Settings,
    bot: TelegramBot,
    data: Data,
    stores: Stores,
    clock: ShiftedClock,
    say: Say,
    closing: AsyncExitStack,
) -> None:
    """Telegram itself, by long polling or by webhook."""
    name = await check_bot(bot)
    people = People(stores.shops, DEMO, settings.telegram.owners, first_comer=not settings.telegram.owners)
    bridge = _Bridge(settings, data, stores, clock, people)
    await bridge.open(bot, closing)
    say(f"掌柜 / Zhanggui: @{name.removeprefix('@')}")
    await bridge.run(_intake(settings, bot, bridge.edge))


def _intake(settings: Settings, bot: TelegramBot, edge: TelegramEdge) -> Polling | Webhook:
    wanted = settings.telegram
    if wanted.mode == "polling":
        return Polling(bot, edge.feed)
    secret = settings.webhook_secret.get_secret_value()
    if not wanted.webhook_url or not secret:
        raise ConfigError("telegram.mode webhook needs telegram.webhook_url, and WEBHOOK_SECRET from the environment")
    return Webhook(
        bot,
        edge.feed,
        url=wanted.webhook_url,
        secret=secret,
        host=wanted.webhook_host,
        port=wanted.webhook_port,
    )


class _Bridge:
    """A bot's channel joined to the app, and the life of both."""

    edge: TelegramEdge

    def __init__(self, settings: Settings, data: Data, stores: Stores, clock: ShiftedClock, people: People) -> None:
        self._settings = settings
        self._data = data
        self._stores = stores
        self._clock = clock
        self._people = people

    async def open(self, bot: TelegramBot, closing: AsyncExitStack) -> App:
        """Assemble, settle what a crash left behind, start the engine."""
        settings, stores, phrases = self._settings, self._stores, self._data.phrases
        channel = TelegramChannel(bot, stores.blobs, stores.charts, phrases, decided=self._decided)
        own_file = f"sqlite:///{settings.data_dir / 'jobs.db'}"
        jobs = DbosJobs(settings.database_url if settings.database_url.startswith("postgres") else own_file)
        sessions = None
        if settings.redis_url:
            sessions = RedisSessions.connect(settings.redis_url)
            closing.push_async_callback(sessions.close)
        model = open_model(settings, stores.model_uses)
        if model:
            closing.push_async_callback(model.close)
        app = await assemble(
            self._data,
            stores,
            self._clock,
            jobs,
            channel,
            merchant=DEMO,
            contact=settings.contact,
            sessions=sessions,
            model=model,
        )
        self.edge = TelegramEdge(
            bot,
            channel,
            stores.blobs,
            phrases,
            self._clock,
            receive=app.front.receive,
            merchant_of=self._people.merchant_of,
        )
        await set_menu(bot, phrases)
        jobs.every(TICK_S, app.tick)
        await app.start()
        await jobs.start()
        closing.push_async_callback(jobs.stop)
        closing.push_async_callback(channel.close)
        closing.push_async_callback(app.front.stop)
        return app

    async def run(self, intake: Polling | Webhook) -> None:
        """Take updates in until a signal asks to stop."""
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, lambda: loop.create_task(intake.stop()))
        await intake.run()

    async def _decided(self, _chat: str, approval: str) -> bool:
        kept = await self._stores.approvals.get(DEMO, approval)
        return kept is None or kept.status != "pending"
