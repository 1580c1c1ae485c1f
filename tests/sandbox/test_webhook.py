"""Delivery to a webhook."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiogram import Bot
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sandbox import OWNER, Sandbox
from bot.sandbox.people import Json


@dataclass
class Hook:
    """A bot's web server; answers with `status`."""

    url: str = ""
    status: int = 200
    secrets: list[str | None] = field(default_factory=list)
    updates: "asyncio.Queue[Json]" = field(default_factory=asyncio.Queue)

    async def handle(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.updates.put_nowait(await request.json())
        return web.Response(status=self.status)

    async def next(self) -> Json:
        async with asyncio.timeout(5):
            return await self.updates.get()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    kept = Hook()
    application = web.Application()
    application.router.add_post("/hook", kept.handle)
    async with TestServer(application) as server:
        kept.url = str(server.make_url("/hook"))
        yield kept


async def test_updates_are_posted_with_the_secret(bot: Bot, sandbox: Sandbox, hook: Hook) -> None:
    await sandbox.say(OWNER.id, "在设置之前")
    await bot.set_webhook(hook.url, secret_token="s3cret")
    await sandbox.say(OWNER.id, "在设置之后")
    assert [(await hook.next())["message"]["text"] for _ in range(2)] == ["在设置之前", "在设置之后"]
    assert set(hook.secrets) == {"s3cret"}


async def test_what_the_webhook_refused_is_kept(bot: Bot, sandbox: Sandbox, hook: Hook) -> None:
    hook.status = 500
    await bot.set_webhook(hook.url)
    await sandbox.say(OWNER.id, "在吗")
    await hook.next()
    for _ in range(100):
        if (await bot.get_webhook_info()).last_error_message:
            break
        await asyncio.sleep(0.02)
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert info.pending_update_count == 1


async def test_deleting_the_webhook_goes_back_to_polling(bot: Bot, sandbox: Sandbox) -> None:
    await bot.set_webhook("https://shop.example/hook")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []
