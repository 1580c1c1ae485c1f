"""Pushes: each is on record before it is sent, and counts as sent only with the channel's message id."""

from datetime import timedelta

import structlog
from pydantic import BaseModel, ConfigDict

from core.calls import Arguments, CallContext, Effect, Failed, Result
from core.errors import ChannelBlockedError, ChannelBusyError, ChannelError, ChannelUnknownError
from core.phrases import Lang, Phrase
from core.ports import Channel, Clock, Deliveries, Dues, Shops
from core.records import Delivery, Due
from core.replies import Reply

log = structlog.get_logger(__name__)
RETRY_AFTER = timedelta(minutes=2)
RETRY = "push_again"


class PushKey(BaseModel):
    """What the retry of a push is kept under."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    chat: str
    key: str
    lang: Lang


class Pusher:
    """Sends deliveries, once each."""

    def __init__(self, channel: Channel, deliveries: Deliveries, dues: Dues, shops: Shops, clock: Clock) -> None:
        self._channel = channel
        self._deliveries = deliveries
        self._dues = dues
        self._shops = shops
        self._clock = clock

    async def push(self, delivery: Delivery, lang: Lang) -> None:
        """Record and send it; nothing for a key that is on record already."""
        if await self._deliveries.add(delivery):
            await self._send(delivery, lang)

    async def notify(self, merchant: str, chat: str, key: str, replies: tuple[Reply, ...], lang: Lang) -> None:
        """A push from its parts."""
        await self.push(Delivery(merchant=merchant, chat=chat, key=key, replies=replies), lang)

    async def again(self, due: Due) -> None:
        """The handler of a retry that fell due."""
        wanted = PushKey.model_validate_json(due.key)
        delivery = await self._deliveries.get(due.merchant, wanted.chat, wanted.key)
        if delivery and delivery.status == "pending":
            await self._send(delivery, wanted.lang)

    async def _send(self, delivery: Delivery, lang: Lang) -> None:
        if not await self._deliveries.move(delivery, "pending", "sending"):
            return
        try:
            message = await self._channel.send(delivery.chat, delivery.replies, lang)
        except ChannelBlockedError:
            await self._deliveries.move(delivery, "sending", "blocked")
            await self._mark_blocked(delivery)
        except ChannelUnknownError as error:
            log.warning("push may or may not have arrived", key=delivery.key, error=str(error))
            await self._deliveries.move(delivery, "sending", "unknown")
        except ChannelError as error:
            wait = timedelta(seconds=error.retry_after) if isinstance(error, ChannelBusyError) else RETRY_AFTER
            log.warning("push put off", key=delivery.key, error=str(error), wait_s=wait.total_seconds())
            await self._deliveries.move(delivery, "sending", "pending")
            await self._retry(delivery, lang, wait)
        else:
            await self._deliveries.move(delivery, "sending", "sent", message)

    async def _retry(self, delivery: Delivery, lang: Lang, wait: timedelta) -> None:
        key = PushKey(chat=delivery.chat, key=delivery.key, lang=lang).model_dump_json()
        await self._dues.put(Due(merchant=delivery.merchant, kind=RETRY, key=key, at=self._clock.now() + wait))

    async def _mark_blocked(self, delivery: Delivery) -> None:
        for member in await self._shops.members(delivery.merchant):
            if member.chat == delivery.chat:
                await self._shops.join(member.model_copy(update={"blocked": True}))


class ShowPushArguments(Arguments):
    key: str


class ShowPush:
    """The tool behind the 补看 button: a push that may not have arrived, said again because it was asked for."""

    name = "show_push"
    description = "Shows a push again whose delivery is uncertain"
    effect: Effect = "read"
    kind = "read"
    arguments: type[Arguments] = ShowPushArguments

    def __init__(self, deliveries: Deliveries) -> None:
        self._deliveries = deliveries

    async def run(self, arguments: ShowPushArguments, context: CallContext) -> Result | Failed:
        """The same replies; Failed for a key that isn't this chat's."""
        kept = await self._deliveries.get(context.actor.merchant, context.actor.chat, arguments.key)
        return Result(kept.replies) if kept else Failed(Phrase("dialogs.old_button"))
