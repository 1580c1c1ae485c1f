"""`TelegramChannel`: replies out to Telegram."""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

import structlog
from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import AiogramError

from bot.telegram.cards import Card, Cards
from bot.telegram.markup import Run
from bot.telegram.posts import Attachment, Post, card_text, posts
from bot.telegram.sender import Patience, Sender, Sleep, address
from bot.telegram.tables import table_text
from core.errors import ChannelError, ZhangguiError
from core.phrases import Lang, Phrases
from core.ports import Blobs, Charts
from core.replies import ApprovalCard, Chart, Choices, File, Progress, Reply, Rows, Table, Text

Decided = Callable[[str, str], Awaitable[bool]]

PATIENCE = 15.0
RESUME_WITHIN = 600.0
EDIT_WITHIN = 30.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _CutOff:
    """A delivery that failed on the way: how many posts had gone out, the last one's id, and when (monotonic)."""

    done: int
    last: str
    at: float


class TelegramChannel:
    """`core.ports.Channel`.

    `send` waits out up to 15 s of refusals itself. Called again with the same replies after a ChannelBusyError or
    ChannelError it goes on where it stopped, for ten minutes and within this process. `decided` says whether an
    approval is no longer pending: after each delivery the messages that offer to decide such a one lose the buttons.
    """

    def __init__(
        self,
        bot: Bot,
        blobs: Blobs,
        charts: Charts,
        phrases: Phrases,
        *,
        decided: Decided | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._blobs = blobs
        self._charts = charts
        self._phrases = phrases
        self._decided = decided
        self._sender = Sender(bot, sleep)
        self._cards = Cards()
        self._cut_off: dict[tuple[str, str], _CutOff] = {}
        self._progress: dict[str, tuple[int, float]] = {}
        self._tidying: set[asyncio.Task[None]] = set()

    async def send(self, chat: str, replies: Sequence[Reply], lang: Lang) -> str:
        """Deliver in order; the id of the last message, "" if there was nothing that Telegram would show."""
        outgoing = [post for reply in replies for post in await self._posts(reply, lang)]
        key = (chat, _digest(replies))
        before = self._resumable(key)
        done, last, patience = before.done, before.last, Patience(PATIENCE)
        try:
            for post in outgoing[done:]:
                last = str(await self._deliver(chat, post, patience))
                done += 1
        except ChannelError:
            self._cut_off[key] = _CutOff(done, last, time.monotonic())
            raise
        self._tidy(chat)
        return last

    async def typing(self, chat: str) -> None:
        """Telegram shows it for five seconds."""
        try:
            await self._bot.send_chat_action(address(chat), ChatAction.TYPING)
        except AiogramError as error:
            log.info("telegram_typing_failed", chat=chat, said=str(error))

    async def retire(self, chat: str, message: str) -> None:
        """Take a message's buttons away; a message that is gone is left alone."""
        await self._sender.set_buttons(chat, int(message), ())

    def tapped(self, chat: str, message: int, buttons: Rows) -> None:
        """Note a message whose button was tapped: it may have been sent before this process began."""
        self._cards.shown(Card(chat, message, buttons))

    async def close(self) -> None:
        """Wait until the buttons of decided cards are taken away."""
        await asyncio.gather(*self._tidying, return_exceptions=True)

    async def _posts(self, reply: Reply, lang: Lang) -> list[Post]:
        ask = self._phrases.say("telegram.choose", lang)
        match reply:
            case Text() | Choices():
                return posts((Run(reply.text),), reply.buttons, if_blank=ask)
            case Table():
                return posts(table_text(reply), reply.buttons, if_blank=ask)
            case Chart():
                return await self._chart_posts(reply, lang)
            case File():
                return await self._file_posts(reply, lang)
            case ApprovalCard():
                return await self._card_posts(reply, ask)
            case Progress():
                return [
                    Post(post.text, post.buttons, progress=True) for post in posts((Run(reply.text),), reply.buttons)
                ]
        assert_never(reply)

    async def _chart_posts(self, reply: Chart, lang: Lang) -> list[Post]:
        try:
            picture = await self._charts.draw(reply.spec, lang)
        except ZhangguiError as error:
            log.error("chart_not_drawn", title=reply.spec.title, said=str(error))
            excuse = self._phrases.say("telegram.no_chart", lang)
            return posts((Run(f"{reply.text}\n{excuse}"),), reply.buttons)
        return posts((Run(reply.text),), reply.buttons, Attachment("photo", picture, "chart.png"))

    async def _file_posts(self, reply: File, lang: Lang) -> list[Post]:
        data = await self._blob(reply.blob)
        if data is None:
            excuse = self._phrases.say("telegram.no_file", lang, name=reply.name)
            return posts((Run(f"{reply.text}\n{excuse}"),), reply.buttons)
        return posts((Run(reply.text),), reply.buttons, Attachment("document", data, reply.name))

    async def _card_posts(self, card: ApprovalCard, ask: str) -> list[Post]:
        data = await self._blob(card.image) if card.image else None
        picture = Attachment("photo", data, card.image) if data else None
        return posts(card_text(card), card.buttons, picture, if_blank=ask)

    async def _blob(self, blob: str) -> bytes | None:
        """None if it can't be had or is empty: the words still go out."""
        try:
            return await self._blobs.get(blob) or None
        except (OSError, LookupError, ZhangguiError) as error:
            log.error("blob_missing", blob=blob, said=str(error))
            return None

    async def _deliver(self, chat: str, post: Post, patience: Patience) -> int:
        message = await self._in_place_of_progress(chat, post, patience)
        if message is None:
            message = await self._sender.send(chat, post, patience)
        if post.progress:
            self._progress[chat] = (message, time.monotonic())
        self._cards.shown(Card(chat, message, post.buttons))
        return message

    async def _in_place_of_progress(self, chat: str, post: Post, patience: Patience) -> int | None:
        """Edit a recent progress message into the post. An older one goes, and the post comes as news."""
        message, at = self._progress.get(chat, (0, 0.0))
        if not message:
            return None
        recent = time.monotonic() - at < EDIT_WITHIN
        edited = recent and post.attachment is None and await self._sender.edit(chat, message, post, patience)
        del self._progress[chat]
        if edited:
            return message
        try:
            await self._sender.delete(chat, message)
        except ChannelError as error:
            log.info("progress_stays", chat=chat, said=str(error))
        return None

    def _resumable(self, key: tuple[str, str]) -> _CutOff:
        """Where an earlier try of the same delivery stopped."""
        now = time.monotonic()
        self._cut_off = {each: cut for each, cut in self._cut_off.items() if now - cut.at < RESUME_WITHIN}
        return self._cut_off.pop(key, _CutOff(0, "", now))

    def _tidy(self, chat: str) -> None:
        """Beside the delivery, never in its way: a button that stays is answered honestly all the same."""
        if self._decided is None or not self._cards.open_in(chat):
            return
        task = asyncio.create_task(self._take_buttons_away(chat, self._decided))
        self._tidying.add(task)
        task.add_done_callback(self._tidied)

    def _tidied(self, task: asyncio.Task[None]) -> None:
        self._tidying.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.warning("telegram_buttons_stay", said=str(error))

    async def _take_buttons_away(self, chat: str, decided: Decided) -> None:
        for approval in self._cards.open_in(chat):
            if await decided(chat, approval):
                for card in self._cards.settle(approval):
                    await self._sender.set_buttons(card.chat, card.message, card.buttons)


def _digest(replies: Sequence[Reply]) -> str:
    body = "\n".join(reply.model_dump_json() for reply in replies)
    return hashlib.sha256(body.encode(errors="surrogatepass")).hexdigest()
