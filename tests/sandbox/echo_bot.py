"""A tiny real bot: answers, asks with buttons, sends a picture."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher, F
from aiogram.filters import CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot.sandbox import Sandbox
from tests.sandbox.conftest import calling
from tests.sandbox.pictures import png

ASK = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="同意", callback_data="ok:1"),
            InlineKeyboardButton(text="驳回", callback_data="no:1"),
        ]
    ]
)


def dispatcher() -> Dispatcher:
    """Its handlers."""
    echo = Dispatcher()
    _media(echo)
    _words(echo)
    return echo


def _media(echo: Dispatcher) -> None:
    @echo.message(F.photo)
    async def photo(message: Message) -> None:
        await message.answer(f"收到照片：{message.caption}")

    @echo.message(F.voice)
    async def voice(message: Message) -> None:
        await message.answer(f"收到语音 {message.voice.duration if message.voice else 0} 秒")

    @echo.message(F.sticker)
    async def sticker(message: Message) -> None:
        await message.answer("收到贴纸")


def _words(echo: Dispatcher) -> None:

    @echo.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer("老板好", reply_markup=ASK)

    @echo.message(F.text == "图")
    async def picture(message: Message) -> None:
        await message.answer_photo(BufferedInputFile(png(600, 400), "chart.png"), caption="最近7天访客")

    @echo.message(F.text == "连发")
    async def burst(message: Message) -> None:
        for number in range(6):
            await message.answer(f"第 {number} 条\n" * 8)

    @echo.message(F.text)
    async def said(message: Message) -> None:
        await message.answer(message.text or "")

    @echo.callback_query(F.data == "ok:1")
    async def agreed(query: CallbackQuery) -> None:
        if isinstance(query.message, Message):
            await query.message.edit_text("已同意")
        await query.answer("办好了")


@asynccontextmanager
async def echoing(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """The bot, polling."""
    async with calling(sandbox) as bot:
        await bot.set_my_commands([BotCommand(command="report", description="日报")])
        echo = dispatcher()
        polling = asyncio.create_task(echo.start_polling(bot, handle_signals=False, close_bot_session=False))
        try:
            yield bot
        finally:
            await echo.stop_polling()
            await polling
