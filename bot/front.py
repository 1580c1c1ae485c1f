"""`Front`: from a turn that reached us to replies that reached them. Turns of a chat go one after another, in order."""

import asyncio
from collections import deque
from collections.abc import Coroutine

import structlog

from core.errors import ChannelBlockedError, ChannelBusyError, ChannelError, ChannelUnknownError
from core.phrases import Phrases
from core.ports import Channel, Deliveries, Inbox
from core.records import Delivery
from core.replies import Progress, Text
from core.turns import Said, Turn
from dialogs.assistant import AT_ONCE, Assistant
from dialogs.heard import Handled

log = structlog.get_logger(__name__)
PATIENCE_S = 0.8
"""Seconds before a progress message says that something is being done."""
TRIES = 4


class Front:
    """Keeps each turn before anything is done about it, and until its replies are delivered."""

    def __init__(
        self, assistant: Assistant, inbox: Inbox, channel: Channel, deliveries: Deliveries, phrases: Phrases
    ) -> None:
        self._assistant = assistant
        self._inbox = inbox
        self._channel = channel
        self._deliveries = deliveries
        self._phrases = phrases
        self._queues: dict[str, deque[Turn]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def receive(self, turn: Turn) -> None:
        """Returns when the turn is stored; a redelivered one is dropped. The work goes on behind."""
        if await self._inbox.receive(turn):
            self._enqueue(turn)

    async def take_up(self) -> None:
        """At start: go on with what a crash left behind."""
        for turn, status in await self._inbox.unfinished():
            if status == "received":
                self._enqueue(turn)
            else:
                await self._keep_as_unknown(turn)

    async def settled(self) -> None:
        """Wait until nothing is being done."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self, seconds: float = 10) -> None:
        """Give what is under way `seconds` to finish; the rest is taken up at the next start."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()

    def _enqueue(self, turn: Turn) -> None:
        if isinstance(turn.content, Said) and turn.content.text.strip().lower() in AT_ONCE:
            self._spawn(self._work(turn))
            return
        queue = self._queues.get(turn.chat)
        if queue is not None:
            queue.append(turn)
            return
        self._queues[turn.chat] = deque([turn])
        self._spawn(self._drain(turn.chat))

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, chat: str) -> None:
        queue = self._queues[chat]
        while queue:
            turn = queue.popleft()
            try:
                await self._work(turn)
            except Exception:
                log.exception("turn left for the next start", chat=chat, turn=turn.id)
                await self._apologise(turn)
        del self._queues[chat]

    async def _work(self, turn: Turn) -> None:
        await self._channel.typing(turn.chat)
        handled = await self._with_progress(turn)
        await self._inbox.sending(turn)
        await self._deliver(turn, handled)
        await self._inbox.done(turn)

    async def _apologise(self, turn: Turn) -> None:
        """Nothing could even be saved: the merchant is told all the same, if the channel still works."""
        lang = turn.lang or "zh"
        sorry = Text(text=self._phrases.say("dialogs.internal_error", lang, id=turn.id))
        try:
            await self._channel.send(turn.chat, (sorry,), lang)
        except ChannelError as error:
            log.warning("apology not delivered", chat=turn.chat, error=str(error))

    async def _with_progress(self, turn: Turn) -> Handled:
        work = asyncio.create_task(self._assistant.handle(turn))
        done, _ = await asyncio.wait({work}, timeout=PATIENCE_S)
        if not done:
            lang = turn.lang or "zh"
            try:
                await self._channel.send(turn.chat, (Progress(text=self._phrases.say("dialogs.working", lang)),), lang)
            except ChannelError as error:
                log.warning("progress not delivered", chat=turn.chat, error=str(error))
        return await work

    async def _deliver(self, turn: Turn, handled: Handled) -> None:
        for attempt in range(TRIES):
            try:
                await self._channel.send(turn.chat, handled.replies, handled.lang)
                return
            except ChannelBlockedError:
                log.info("chat has blocked us", chat=turn.chat)
                return
            except ChannelUnknownError as error:
                log.warning("reply may or may not have arrived", chat=turn.chat, turn=turn.id, error=str(error))
                break
            except ChannelBusyError as error:
                await asyncio.sleep(error.retry_after)
            except ChannelError as error:
                log.warning("reply not delivered", chat=turn.chat, turn=turn.id, error=str(error), attempt=attempt)
                await asyncio.sleep(2**attempt)
        await self._deliveries.add(_unknown(turn, handled))

    async def _keep_as_unknown(self, turn: Turn) -> None:
        """Cut off while sending: the replies may have arrived, so the next message offers them."""
        handled = await self._assistant.handle(turn)
        if handled.replies:
            await self._deliveries.add(_unknown(turn, handled))
        await self._inbox.done(turn)


def _unknown(turn: Turn, handled: Handled) -> Delivery:
    return Delivery(
        merchant=turn.merchant, chat=turn.chat, key=f"reply:{turn.id}", replies=handled.replies, status="unknown"
    )
