"""Long polling and webhook: an update is confirmed only after it is stored."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook, GetUpdates, SetWebhook, TelegramMethod
from aiogram.types import Update
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot.sandbox import DEMO_TOKEN, Sandbox
from bot.telegram.connect import check_bot, close_bot, make_bot
from bot.telegram.menu import COMMANDS, set_menu
from bot.telegram.polling import Polling
from bot.telegram.webhook import SECRET_HEADER, Webhook
from core.errors import ConfigError
from core.phrases import Phrases
from tests.telegram.parts import ANY, TOKEN, ScriptedSession, Waits

SECRET = "s3cret"


def raw(number: int, chat: int = 1001, text: str = "在吗") -> dict[str, Any]:
    sender = {"id": chat, "is_bot": False, "first_name": "x"}
    message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": sender, "text": text}
    return {"update_id": number, "message": message}


class Telegram(BaseSession):
    """Holds updates until they are confirmed, as Telegram does. Errors in `script` come first."""

    def __init__(self, waiting: list[dict[str, Any]], *script: Exception) -> None:
        super().__init__()
        self.waiting = waiting
        self.script = list(script)
        self.idle = asyncio.Event()
        self.calls: list[TelegramMethod[Any]] = []

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109
        await asyncio.sleep(0)
        self.calls.append(method)
        if not isinstance(method, GetUpdates):
            return True
        if self.script:
            raise self.script.pop(0)
        self.waiting = [update for update in self.waiting if update["update_id"] >= (method.offset or 0)]
        if not self.waiting and method.timeout:
            self.idle.set()
            await asyncio.Event().wait()
        answer = {"ok": True, "result": self.waiting}
        return self.check_response(bot, method, 200, self.json_dumps(answer)).result

    async def close(self) -> None:
        return None

    async def stream_content(self, *_: Any, **__: Any) -> Any:
        yield b""


class Store:
    """Takes updates; fails as often as it is told to. Stops the polling after `enough` updates."""

    def __init__(self, enough: int, failures: int = 0) -> None:
        self.taken: list[int] = []
        self.polling: Polling | None = None
        self._enough = enough
        self._failures = failures

    async def feed(self, update: Update) -> None:
        await asyncio.sleep(0)
        if self._failures:
            self._failures -= 1
            raise RuntimeError("the disk is full")
        self.taken.append(update.update_id)
        if len(set(self.taken)) == self._enough and self.polling is not None:
            await self.polling.stop()


async def poll(telegram: Telegram, store: Store) -> Waits:
    waits = Waits()
    store.polling = Polling(Bot(TOKEN, session=telegram), store.feed, sleep=waits.sleep)
    async with asyncio.timeout(5):
        await store.polling.run()
    return waits


async def test_what_is_stored_is_confirmed_before_the_end() -> None:
    telegram, store = Telegram([raw(1), raw(2)]), Store(2)
    await poll(telegram, store)
    assert (store.taken, telegram.waiting) == ([1, 2], [])


async def test_an_update_that_was_not_stored_is_fetched_again() -> None:
    telegram, store = Telegram([raw(1)]), Store(1, failures=2)
    waits = await poll(telegram, store)
    assert (store.taken, waits.seconds) == ([1], [1, 2])


async def test_a_failure_in_one_chat_does_not_hold_up_the_others() -> None:
    telegram, store = Telegram([raw(1, chat=1), raw(2, chat=2), raw(3, chat=1)]), Store(3, failures=1)
    await poll(telegram, store)
    assert store.taken[0] == 2
    assert sorted(set(store.taken)) == [1, 2, 3]
    assert [number for number in store.taken if number != 2] == [1, 3]


async def test_nothing_is_confirmed_past_an_update_that_was_not_stored() -> None:
    telegram, store = Telegram([raw(1, chat=1), raw(2, chat=2)]), Store(2, failures=1)
    await poll(telegram, store)
    offsets = [call.offset for call in telegram.calls if isinstance(call, GetUpdates)]
    assert offsets == [None, 1, 3]


async def test_bad_connections_and_429_are_waited_out() -> None:
    down = TelegramNetworkError(method=ANY, message="down")
    busy = TelegramRetryAfter(method=ANY, message="slow", retry_after=7)
    waits = await poll(Telegram([raw(1)], down, down, busy), Store(1))
    assert waits.seconds == [1, 2, 7]


async def test_a_second_bot_on_the_same_token_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    conflict = TelegramConflictError(method=ANY, message="Conflict: terminated by other getUpdates request")
    await poll(Telegram([raw(1)], conflict), Store(1))
    assert "another program takes this bot's updates" in capsys.readouterr().out


async def test_a_refused_token_names_the_setting() -> None:
    refused = TelegramUnauthorizedError(method=ANY, message="Unauthorized")
    with pytest.raises(ConfigError, match="TELEGRAM_BOT_TOKEN"):
        await poll(Telegram([], refused), Store(1))


async def test_an_update_that_cannot_be_read_does_not_hold_up_the_others() -> None:
    telegram, store = Telegram([{"update_id": 1, "message": {"odd": True}}, raw(2)]), Store(1)
    await poll(telegram, store)
    assert (store.taken, telegram.waiting) == ([2], [])


async def test_a_batch_of_which_nothing_can_be_read_is_passed_over() -> None:
    telegram, store = Telegram([{"update_id": 1, "message": {"odd": True}}]), Store(1)
    store.polling = Polling(Bot(TOKEN, session=telegram), store.feed)
    running = asyncio.create_task(store.polling.run())
    await telegram.idle.wait()
    await store.polling.stop()
    await running
    assert telegram.waiting == []


async def test_stopping_does_not_wait_for_the_long_poll() -> None:
    telegram = Telegram([])
    polling = Polling(Bot(TOKEN, session=telegram), Store(1).feed)
    running = asyncio.create_task(polling.run())
    await telegram.idle.wait()
    await polling.stop()
    async with asyncio.timeout(1):
        await running
    assert running.done()


async def test_polling_takes_away_a_webhook_and_keeps_what_waits() -> None:
    telegram = Telegram([raw(1)])
    await poll(telegram, Store(1))
    first = telegram.calls[0]
    assert isinstance(first, DeleteWebhook)
    assert not first.drop_pending_updates


def webhook(feed: Store, session: BaseSession | None = None, port: int = 0) -> Webhook:
    bot = Bot(TOKEN, session=session or ScriptedSession())
    return Webhook(bot, feed.feed, url="https://shop.example/hook", secret=SECRET, host="127.0.0.1", port=port)


Caller = tuple[TestClient[web.Request, web.Application], Store]


@pytest.fixture
async def caller(request: pytest.FixtureRequest) -> AsyncIterator[Caller]:
    store = Store(99, failures=getattr(request, "param", 0))
    async with TestClient(TestServer(webhook(store).app())) as client:
        yield client, store


async def call(caller: Caller, body: Any, secret: str = SECRET) -> int:
    answer = await caller[0].post("/hook", json=body, headers={SECRET_HEADER: secret})
    return answer.status


async def test_a_webhook_call_is_taken_after_it_is_stored(caller: Caller) -> None:
    assert (await call(caller, raw(1)), caller[1].taken) == (200, [1])


@pytest.mark.parametrize("caller", [1], indirect=True)
async def test_a_webhook_call_that_was_not_stored_is_asked_for_again(caller: Caller) -> None:
    assert [await call(caller, raw(1)), await call(caller, raw(1))] == [503, 200]
    assert caller[1].taken == [1]


async def test_a_webhook_call_without_the_secret_is_turned_away(caller: Caller) -> None:
    assert (await call(caller, raw(1), "guess"), await call(caller, raw(1), ""), caller[1].taken) == (403, 403, [])


async def test_a_webhook_call_that_cannot_be_read_is_not_asked_for_again(caller: Caller) -> None:
    assert (await call(caller, {"update_id": 1, "message": {}}), caller[1].taken) == (200, [])


async def test_a_webhook_call_that_is_no_json_is_a_bad_request(caller: Caller) -> None:
    answer = await caller[0].post("/hook", data=b"{", headers={SECRET_HEADER: SECRET})
    assert answer.status == 400


async def test_the_webhook_is_announced_with_its_secret_and_stops() -> None:
    session = ScriptedSession()
    hook = webhook(Store(1), session)
    running = asyncio.create_task(hook.run())
    await session.called.wait()
    await hook.stop()
    await running
    (announced,) = session.calls
    assert isinstance(announced, SetWebhook)
    assert (announced.url, announced.secret_token) == ("https://shop.example/hook", SECRET)


async def test_a_webhook_port_in_use_is_named(sandbox: Sandbox) -> None:
    taken = int(sandbox.base_url.rpartition(":")[2])
    with pytest.raises(ConfigError, match=f"telegram.webhook_port.*{taken}"):
        await webhook(Store(1), port=taken).run()


@pytest.mark.parametrize(("url", "secret"), [("http://shop.example/", SECRET), ("https://shop.example/", "秘密")])
def test_a_webhook_needs_https_and_a_plain_secret(url: str, secret: str) -> None:
    with pytest.raises(ConfigError):
        Webhook(Bot(TOKEN), Store(1).feed, url=url, secret=secret, host="127.0.0.1", port=0)


@pytest.mark.parametrize(
    ("token", "api_base", "proxy", "named"),
    [
        ("no token", "", "", "TELEGRAM_BOT_TOKEN"),
        (TOKEN, "localhost:8081", "", "telegram.api_base"),
        (TOKEN, "", "10.0.0.1:7890", "TELEGRAM_PROXY"),
        (TOKEN, "", "socks5://10.0.0.1:1080", "TELEGRAM_PROXY.*aiohttp-socks"),
    ],
)
def test_a_wrong_connection_setting_is_named(token: str, api_base: str, proxy: str, named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        make_bot(token, api_base, proxy)


async def test_the_bot_knows_its_name_at_another_api_address(sandbox: Sandbox) -> None:
    bot = make_bot(DEMO_TOKEN, sandbox.base_url)
    assert await check_bot(bot) == "ZhangguiBot"
    await close_bot(bot)


async def test_a_token_that_the_server_refuses_names_the_setting(sandbox: Sandbox) -> None:
    bot = make_bot(TOKEN, sandbox.base_url)
    with pytest.raises(ConfigError, match="TELEGRAM_BOT_TOKEN"):
        await check_bot(bot)
    await close_bot(bot)


async def test_calls_go_through_the_http_proxy() -> None:
    asked: list[str] = []

    async def proxy(request: web.Request) -> web.Response:
        asked.append(str(request.url))
        me = {"id": 42, "is_bot": True, "first_name": "x", "username": "ThroughProxy"}
        return web.json_response({"ok": True, "result": me})

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", proxy)
    async with TestServer(app) as server:
        bot = make_bot(TOKEN, f"http://127.0.0.1:{unused_port()}", str(server.make_url("")))
        assert await check_bot(bot) == "ThroughProxy"
        await close_bot(bot)
    assert asked == [str(bot.session.api.api_url(TOKEN, "getMe"))]


async def test_the_menu_is_set_in_both_languages(bot: Bot, phrases: Phrases) -> None:
    await set_menu(bot, phrases)
    chinese, english = await bot.get_my_commands(), await bot.get_my_commands(language_code="en")
    assert [command.command for command in chinese] == list(COMMANDS)
    assert chinese[1].description == phrases.say("telegram.menu_report", "zh")
    assert english[1].description == phrases.say("telegram.menu_report", "en")


async def test_a_menu_that_cannot_be_set_stops_nothing(phrases: Phrases) -> None:
    down = TelegramNetworkError(method=ANY, message="down")
    await set_menu(Bot(TOKEN, session=ScriptedSession(down)), phrases)
