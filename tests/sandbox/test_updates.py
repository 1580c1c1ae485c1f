"""Updates reach the bot, once confirmed and not before, over restarts and kills too."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from bot.sandbox import OWNER, Sandbox
from tests.sandbox.conftest import MovingClock, calling, serving

KILLED = """
import asyncio, os, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.sandbox import OWNER, Sandbox

async def never(by):
    raise AssertionError(by)

async def main():
    sandbox = Sandbox(folder=Path(sys.argv[1]), clock_now=lambda: datetime.now(UTC), advance=never, port=0)
    await sandbox.start()
    await sandbox.say(OWNER.id, "同意")
    print("said", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


async def texts(bot: Bot, offset: int | None = None) -> list[str | None]:
    return [update.message.text for update in await bot.get_updates(offset=offset) if update.message]


async def test_an_unconfirmed_update_comes_again(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.say(OWNER.id, "昨天GMV多少")
    assert await texts(bot) == ["昨天GMV多少"]
    assert await texts(bot) == ["昨天GMV多少"]


async def test_the_offset_confirms(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.say(OWNER.id, "一")
    await sandbox.say(OWNER.id, "二")
    first = (await bot.get_updates())[0]
    assert await texts(bot, first.update_id + 1) == ["二"]
    assert await texts(bot) == ["二"]


async def test_a_negative_offset_counts_from_the_end(bot: Bot, sandbox: Sandbox) -> None:
    for text in "一二三":
        await sandbox.say(OWNER.id, text)
    assert await texts(bot, -1) == ["三"]


async def test_a_long_poll_returns_as_soon_as_something_is_said(bot: Bot, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    while not poll.done():
        await asyncio.sleep(0.05)
        await sandbox.say(OWNER.id, "在吗")
    assert (await poll)[0].message is not None


async def test_a_second_poll_ends_the_first(bot: Bot, sandbox: Sandbox) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await first
    await sandbox.say(OWNER.id, "在吗")
    assert len(await second) == 1


async def test_kinds_that_the_bot_does_not_want_are_left_out(bot: Bot, sandbox: Sandbox) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await sandbox.say(OWNER.id, "在吗")
    assert await bot.get_updates() == []


async def test_blocking_is_told_to_the_bot(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.block(OWNER.id, True)
    told = (await bot.get_updates())[0].my_chat_member
    assert told is not None
    assert told.new_chat_member.status == "kicked"


async def test_updates_and_history_outlive_a_restart(tmp_path: Path, clock: MovingClock) -> None:
    async with serving(tmp_path, clock) as before:
        number = await before.say(OWNER.id, "一")
    async with serving(tmp_path, clock) as after, calling(after) as bot:
        assert await after.say(OWNER.id, "二") > number
        assert await texts(bot) == ["一", "二"]


async def test_a_kill_loses_nothing_that_was_said(tmp_path: Path, clock: MovingClock) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, tmp_path / "sandbox", stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"said\n"
    process.kill()
    await process.communicate()
    async with serving(tmp_path, clock) as after, calling(after) as bot:
        assert await texts(bot) == ["同意"]
