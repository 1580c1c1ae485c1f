"""Long polling that loses nothing: an update is confirmed only after its turn is stored."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from itertools import groupby
from typing import TypeVar

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import Update

from bot.telegram.connect import TOKEN_REFUSED
from bot.telegram.edge import UPDATES
from bot.telegram.parsing import salvage
from bot.telegram.sender import Sleep
from core.errors import ConfigError

T = TypeVar("T")
Feed = Callable[[Update], Awaitable[None]]

LONGEST_PAUSE = 30.0

log = structlog.get_logger(__name__)


class Polling:
    """`wait` is how many seconds Telegram may hold a request open."""

    def __init__(self, bot: Bot, feed: Feed, *, wait: int = 30, sleep: Sleep = asyncio.sleep) -> None:
        self._bot = bot
        self._feed = feed
        self._wait = wait
        self._sleep = sleep
        self._offset: int | None = None
        self._stopping = asyncio.Event()
        self._failures = 0

    async def run(self) -> None:
        """Until `stop`. ConfigError if the token is refused."""
        await self._repeat_until_done(self._drop_webhook)
        while not self._stopping.is_set():
            await self._repeat_until_done(self._round)
        await self._confirm()

    async def stop(self) -> None:
        """The waiting request is given up; the updates in hand are stored and confirmed before `run` returns."""
        self._stopping.set()

    async def _repeat_until_done(self, step: Callable[[], Awaitable[object]]) -> None:
        """Try one step again and again, with growing pauses, until it succeeds or we are to stop."""
        while not self._stopping.is_set():
            pause = await self._tried(step)
            if pause is None:
                return
            await self._unless_stopped(self._sleep(pause))

    async def _tried(self, step: Callable[[], Awaitable[object]]) -> float | None:
        """None if it succeeded, else how long to pause. This is the outermost ring: no update may end the intake."""
        try:
            await step()
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            raise ConfigError(TOKEN_REFUSED) from error
        except TelegramRetryAfter as error:
            return float(error.retry_after)
        except TelegramConflictError as error:
            log.error("telegram_conflict", what="another program takes this bot's updates; stop it", said=error.message)
        except (AiogramError, OSError) as error:
            log.warning("telegram_unreachable", said=str(error))
        except Exception:
            log.exception("update_not_stored", what="it will be tried again")
        else:
            self._failures = 0
            return None
        self._failures += 1
        return min(2.0 ** (self._failures - 1), LONGEST_PAUSE)

    async def _drop_webhook(self) -> None:
        """Telegram gives no updates to a poller while a webhook is set. What waits there is kept."""
        await self._bot.delete_webhook(drop_pending_updates=False)

    async def _round(self) -> None:
        updates = await self._unless_stopped(self._fetch())
        if updates:
            await self._store(updates)

    async def _fetch(self) -> list[Update]:
        try:
            return await self._bot.get_updates(
                offset=self._offset, timeout=self._wait, allowed_updates=UPDATES, request_timeout=self._wait + 15
            )
        except ClientDecodeError as error:
            updates, beyond = salvage(error, self._bot)
            if beyond is None:
                raise
            if not updates:
                self._offset = beyond
            return updates

    async def _store(self, updates: list[Update]) -> None:
        """Chats side by side, each chat in order; the offset moves to the first update that wasn't stored."""
        stored: set[int] = set()
        chats = groupby(sorted(updates, key=_chat_then_arrival), key=_chat)
        tasks = [self._in_order(list(chat), stored) for _, chat in chats]
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        arrived = sorted(update.update_id for update in updates)
        self._offset = next((each for each in arrived if each not in stored), arrived[-1] + 1)
        for outcome in outcomes:
            if outcome is not None:
                raise outcome

    async def _in_order(self, updates: Iterable[Update], stored: set[int]) -> None:
        """Store one chat's updates; the first that fails stops this chat."""
        for update in updates:
            await self._feed(update)
            stored.add(update.update_id)

    async def _confirm(self) -> None:
        """Tell Telegram how far we came, so that nothing is delivered again after the restart."""
        if self._offset is None:
            return
        try:
            await self._bot.get_updates(offset=self._offset, limit=1, timeout=0, request_timeout=5)
        except (AiogramError, OSError) as error:
            log.info("telegram_last_updates_not_confirmed", said=str(error))

    async def _unless_stopped(self, work: Awaitable[T]) -> T | None:
        """The work's result, or None as soon as we are to stop."""
        task = asyncio.ensure_future(work)
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            task.cancel()
            stop.cancel()
            await asyncio.gather(task, stop, return_exceptions=True)


def _chat(update: Update) -> int:
    message = update.message or (update.callback_query.message if update.callback_query else None)
    return message.chat.id if message else 0


def _chat_then_arrival(update: Update) -> tuple[int, int]:
    return _chat(update), update.update_id
