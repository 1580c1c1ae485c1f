"""Puts one post on the wire: patience with 429 and 5xx, simpler forms where Telegram refuses, errors in our words."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import structlog
from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiohttp import ClientConnectorError

from bot.telegram.markup import blank, plain, rendered
from bot.telegram.posts import Post, bare
from core.errors import ChannelBlockedError, ChannelBusyError, ChannelError, ChannelUnknownError
from core.replies import Rows

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]

_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "bot was kicked", "group chat was deactivated")
_MAYBE_TAKEN = "gateway timeout"

log = structlog.get_logger(__name__)


class Patience:
    """How many seconds of waiting one delivery may still spend."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._stumbles = 0

    def allows(self, seconds: float) -> bool:
        """Take `seconds` out of what is left; False if there isn't so much."""
        if seconds > self._left:
            return False
        self._left -= seconds
        return True

    def stumble(self) -> float:
        """How long to wait after one more server error."""
        self._stumbles += 1
        return float(2 ** (self._stumbles - 1))


class Sender:
    """What comes out of every method is a `ChannelError` or one of its kinds, never an error of aiogram's."""

    def __init__(self, bot: Bot, sleep: Sleep = asyncio.sleep) -> None:
        self._bot = bot
        self._sleep = sleep

    async def send(self, chat: str, post: Post, patience: Patience) -> int:
        """The new message's id. A post that Telegram refuses is tried again in simpler forms."""
        while True:
            try:
                return (await self._insist(partial(self._call, chat, post), patience)).message_id
            except TelegramBadRequest as error:
                simpler = _simpler(post, error)
                if simpler is None:
                    raise _refused(error) from error
                log.warning("telegram_refused_form", chat=chat, said=error.message)
                post = simpler

    async def edit(self, chat: str, message: int, post: Post, patience: Patience) -> bool:
        """Put the post in the place of an earlier message; False if that one can't be edited any more."""
        try:
            await self._insist(lambda: self._call_edit(chat, message, post), patience)
        except TelegramBadRequest as error:
            return "not modified" in error.message
        return True

    async def set_buttons(self, chat: str, message: int, buttons: Rows) -> None:
        """Change only the buttons; one that can't be changed any more is left as it is."""
        markup = keyboard(buttons)
        try:
            await self._insist(
                lambda: self._bot.edit_message_reply_markup(
                    chat_id=address(chat), message_id=message, reply_markup=markup
                ),
                Patience(5),
            )
        except TelegramBadRequest as error:
            log.info("telegram_buttons_stay", chat=chat, said=error.message)

    async def delete(self, chat: str, message: int) -> None:
        """Take a message away; one that is gone or too old is left alone."""
        try:
            await self._insist(lambda: self._bot.delete_message(address(chat), message), Patience(5))
        except TelegramBadRequest as error:
            log.info("telegram_message_stays", chat=chat, said=error.message)

    async def _insist(self, call: Callable[[], Awaitable[T]], patience: Patience) -> T:
        """Call until it succeeds or patience ends. What Telegram may have taken is never called again."""
        while True:
            try:
                return await call()
            except TelegramRetryAfter as error:
                giving_up: ChannelError = ChannelBusyError(error.retry_after)
                wait = float(error.retry_after)
            except TelegramForbiddenError as error:
                raise ChannelBlockedError(error.message) from error
            except TelegramBadRequest:
                raise
            except (AiogramError, OSError) as error:
                giving_up = _failure(error)
                if not _worth_repeating(error):
                    raise giving_up from error
                wait = patience.stumble()
            if not patience.allows(wait):
                raise giving_up
            await self._sleep(wait)

    def _call(self, chat: str, post: Post) -> Awaitable[Message]:
        to, markup = address(chat), keyboard(post.buttons)
        text, mode = _text_and_mode(post)
        if post.attachment is None:
            return self._bot.send_message(to, text, parse_mode=mode, reply_markup=markup)
        upload = BufferedInputFile(post.attachment.data, post.attachment.name)
        caption = text or None
        if post.attachment.kind == "photo":
            return self._bot.send_photo(to, upload, caption=caption, parse_mode=mode, reply_markup=markup)
        return self._bot.send_document(to, upload, caption=caption, parse_mode=mode, reply_markup=markup)

    def _call_edit(self, chat: str, message: int, post: Post) -> Awaitable[Message | bool]:
        text, mode = _text_and_mode(post)
        return self._bot.edit_message_text(
            text, chat_id=address(chat), message_id=message, parse_mode=mode, reply_markup=keyboard(post.buttons)
        )


def address(chat: str) -> int | str:
    """Telegram's chat ids are numbers, public channels' are names."""
    return int(chat) if chat.lstrip("-").isdigit() else chat


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """None where there are no buttons, which also takes away the ones that were there."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=button.text, callback_data=button.data) for button in row] for row in rows
        ]
    )


def _text_and_mode(post: Post) -> tuple[str, ParseMode | None]:
    if any(run.mark for run in post.text):
        return rendered(post.text), ParseMode.HTML
    return plain(post.text), None


def _worth_repeating(error: AiogramError | OSError) -> bool:
    """Whether the message can't have been delivered: the server failed and said so, or no connection came about."""
    if isinstance(error, TelegramServerError):
        return _MAYBE_TAKEN not in error.message.lower()
    return isinstance(error, TelegramNetworkError) and isinstance(error.__cause__, ClientConnectorError)


def _failure(error: AiogramError | OSError) -> ChannelError:
    """ChannelUnknownError where no answer came, or none that can be read: the message may have arrived."""
    if _worth_repeating(error) or isinstance(error, TelegramEntityTooLarge):
        return ChannelError(str(error))
    unanswered = isinstance(error, TelegramNetworkError | TelegramServerError | ClientDecodeError | OSError)
    return ChannelUnknownError(str(error)) if unanswered else ChannelError(str(error))


def _simpler(post: Post, error: TelegramBadRequest) -> Post | None:
    """A form that the same complaint can't be made about, or None."""
    said = error.message.lower()
    if any(words in said for words in _GONE):
        return None
    if "can't parse" in said and any(run.mark for run in post.text):
        return bare(post)
    if ("button" in said or "reply markup" in said) and post.buttons:
        return replace(post, buttons=())
    if post.attachment and post.attachment.kind == "photo" and ("photo" in said or "image" in said):
        return replace(post, attachment=replace(post.attachment, kind="document"))
    if post.attachment and not blank(plain(post.text)):
        return replace(post, attachment=None)
    return None


def _refused(error: TelegramAPIError) -> ChannelError:
    said = error.message.lower()
    kind = ChannelBlockedError if any(words in said for words in _GONE) else ChannelError
    return kind(error.message)
