"""`TelegramEdge`: Telegram's updates in, turns out; nothing of aiogram goes further than here."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, InaccessibleMessage, InlineKeyboardMarkup, Message, Update, User

from bot.telegram.addressing import addressed
from bot.telegram.channel import TelegramChannel
from bot.telegram.contents import Contents
from core.errors import ChannelError
from core.phrases import Lang, Phrases
from core.ports import Blobs, Clock
from core.replies import Button, Rows
from core.replies import Text as TextReply
from core.turns import Content, Tapped, Turn

Receive = Callable[[Turn], Awaitable[None]]
MerchantOf = Callable[[str, str], Awaitable[str | None]]

UPDATES = ["message", "callback_query"]
ANSWERED_ONCE = ("flow:", "pick:")
"""Buttons of questions: one tap answers them."""

log = structlog.get_logger(__name__)


class TelegramEdge:
    """`receive` returns once the turn is stored. `merchant_of(user, chat)` is None for a stranger."""

    def __init__(
        self,
        bot: Bot,
        channel: TelegramChannel,
        blobs: Blobs,
        phrases: Phrases,
        clock: Clock,
        *,
        receive: Receive,
        merchant_of: MerchantOf,
    ) -> None:
        self._bot = bot
        self._channel = channel
        self._contents = Contents(bot, blobs)
        self._phrases = phrases
        self._clock = clock
        self._receive = receive
        self._merchant_of = merchant_of

    async def feed(self, update: Update) -> None:
        """Returns when the turn is stored. What `receive` and `merchant_of` raise goes on to the caller."""
        if update.callback_query is not None:
            await self._tap(update.update_id, update.callback_query)
        elif update.message is not None:
            await self._message(update.update_id, update.message)

    async def _tap(self, update: int, query: CallbackQuery) -> None:
        """Telegram's spinner stops at once; what the tap means is found out afterwards."""
        answered = asyncio.create_task(self._answer(query))
        try:
            message = query.message
            if message is None or not query.data:
                return
            chat = str(message.chat.id)
            self._channel.tapped(chat, message.message_id, _buttons(message))
            await self._turn(update, chat, query.from_user, lambda: _given(Tapped(query.data or "")))
            if query.data.startswith(ANSWERED_ONCE):
                await self._retire(chat, message.message_id)
        finally:
            await answered

    async def _retire(self, chat: str, message: int) -> None:
        """A question that was answered keeps no buttons."""
        try:
            await self._channel.retire(chat, str(message))
        except ChannelError as error:
            log.info("telegram_buttons_not_taken_away", said=str(error))

    async def _answer(self, query: CallbackQuery) -> None:
        try:
            await self._bot.answer_callback_query(query.id)
        except (AiogramError, OSError) as error:
            log.info("telegram_tap_not_answered", said=str(error))

    async def _message(self, update: int, message: Message) -> None:
        me = await self._bot.me()
        words = addressed(message, me)
        if words is None or message.from_user is None or message.from_user.is_bot:
            return
        await self._turn(update, str(message.chat.id), message.from_user, lambda: self._contents.of(message, words))

    async def _turn(self, update: int, chat: str, user: User, content: Callable[[], Awaitable[Content | None]]) -> None:
        merchant = await self._merchant_of(str(user.id), chat)
        lang = _lang(user)
        if merchant is None:
            await self._turn_away(chat, str(user.id), lang)
            return
        said = await content()
        if said is not None:
            turn = Turn(f"u{update}", chat, str(user.id), merchant, self._clock.now(), said, lang=lang)
            await self._receive(turn)

    async def _turn_away(self, chat: str, user: str, lang: Lang | None) -> None:
        text = self._phrases.say("telegram.stranger", lang or "zh", user=user)
        try:
            await self._channel.send(chat, (TextReply(text=text),), lang or "zh")
        except ChannelError as error:
            log.info("telegram_stranger_not_told", user=user, said=str(error))


async def _given(content: Content) -> Content:
    return content


def _lang(user: User) -> Lang | None:
    code = (user.language_code or "").lower().partition("-")[0]
    if code == "zh":
        return "zh"
    return "en" if code == "en" else None


def _buttons(message: Message | InaccessibleMessage) -> Rows:
    """The buttons of a tapped message in our own words; () if Telegram doesn't show us the message any more."""
    markup = message.reply_markup if isinstance(message, Message) else None
    if not isinstance(markup, InlineKeyboardMarkup):
        return ()
    rows = (
        tuple(Button(text=button.text, data=button.callback_data) for button in row if button.callback_data)
        for row in markup.inline_keyboard
    )
    return tuple(row for row in rows if row)
