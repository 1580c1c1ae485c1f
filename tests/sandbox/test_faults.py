"""Faults, as aiogram feels them."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from bot.sandbox import OWNER, Faults, Sandbox
from tests.sandbox.asking import state


async def test_busy_says_when_to_try_again(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.set_faults(Faults("busy", seconds=7))
    with pytest.raises(TelegramRetryAfter) as busy:
        await bot.send_message(OWNER.id, "在吗")
    assert busy.value.retry_after == 7


async def test_error_is_a_502(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.set_faults(Faults("error"))
    with pytest.raises(TelegramServerError, match="Bad Gateway"):
        await bot.send_message(OWNER.id, "在吗")


async def test_slow_runs_into_the_clients_time_out(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.set_faults(Faults("slow", seconds=1, remaining=1))
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(OWNER.id, "在吗", request_timeout=0.2)  # type: ignore[arg-type]


async def test_drop_takes_the_message_and_breaks_the_connection(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.set_faults(Faults("drop", remaining=1))
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(OWNER.id, "在吗")
    chats = (await state(sandbox))["chats"]
    assert [message["text"] for message in chats[str(OWNER.id)]["messages"]] == ["在吗"]


async def test_a_counted_fault_ends_by_itself(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.set_faults(Faults("error", remaining=1))
    with pytest.raises(TelegramServerError):
        await bot.send_message(OWNER.id, "在吗")
    assert (await bot.send_message(OWNER.id, "在吗")).text == "在吗"
    assert sandbox.faults() == Faults()


async def test_faults_leave_polling_alone(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.set_faults(Faults("error"))
    await sandbox.say(OWNER.id, "在吗")
    assert len(await bot.get_updates()) == 1
