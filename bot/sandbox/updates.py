"""Updates for the bot: long polling with confirmation by offset, or a webhook. None is lost unconfirmed."""

import asyncio
import json
import logging
from contextlib import suppress

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.sandbox.people import Json
from bot.sandbox.refusals import OTHER_POLL, WEBHOOK_ACTIVE, RefusedError
from bot.sandbox.store import Store

log = logging.getLogger(__name__)
LONGEST_POLL = 50
LONGEST_PAUSE = 30.0


class Updates:
    """The queue and its two ways out."""

    def __init__(self, store: Store, session: ClientSession) -> None:
        self._store = store
        self._session = session
        self._arrived = asyncio.Event()
        self._poll = 0
        self._stopping = False
        self._delivery: asyncio.Task[None] | None = None
        self.last_error = ""

    def add(self, kind: str, body: Json) -> None:
        """Queue an update, unless the bot said that it doesn't want this kind."""
        wanted = json.loads(self._store.setting("allowed_updates", "[]"))
        if wanted and kind not in wanted:
            return
        self._store.add_update({kind: body})
        self._wake()

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """getUpdates: confirms what is under `offset`, waits up to `seconds` for something new."""
        if self.webhook():
            raise RefusedError(409, WEBHOOK_ACTIVE)
        self._poll += 1
        mine = self._poll
        self._wake()
        if offset > 0:
            with self._store.together():
                self._store.confirm_updates(offset)
        with suppress(TimeoutError):
            async with asyncio.timeout(min(seconds, LONGEST_POLL)):
                await self._wait(offset, mine)
        if mine != self._poll:
            raise RefusedError(409, OTHER_POLL)
        return self._store.updates(offset, limit)

    async def _wait(self, offset: int, mine: int) -> None:
        while not self._stopping and mine == self._poll and not self._store.updates(offset, 1):
            self._arrived.clear()
            await self._arrived.wait()

    def webhook(self) -> str:
        """The webhook's address, "" under long polling."""
        return self._store.setting("webhook_url")

    def set_webhook(self, url: str, secret: str) -> None:
        """Deliver by POST from now on; "" goes back to long polling."""
        with self._store.together():
            self._store.set_setting("webhook_url", url)
            self._store.set_setting("webhook_secret", secret)
        self.last_error = ""
        self._wake()

    def allow(self, kinds: list[str]) -> None:
        """Which kinds the bot wants; all if empty."""
        with self._store.together():
            self._store.set_setting("allowed_updates", json.dumps(kinds))

    def start(self) -> None:
        """Begin to deliver to the webhook, whenever there is one."""
        self._delivery = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """Let long polls go and end the delivery."""
        self._stopping = True
        self._wake()
        if self._delivery is not None:
            self._delivery.cancel()
            with suppress(asyncio.CancelledError):
                await self._delivery

    def _wake(self) -> None:
        self._arrived.set()

    async def _deliver(self) -> None:
        pause = 1.0
        while True:
            waiting = self._store.updates(0, 1) if self.webhook() else []
            if not waiting:
                self._arrived.clear()
                await self._arrived.wait()
                continue
            if await self._posted(waiting[0]):
                with self._store.together():
                    self._store.confirm_updates(waiting[0]["update_id"] + 1)
                pause = 1.0
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _posted(self, update: Json) -> bool:
        headers = {}
        if secret := self._store.setting("webhook_secret"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        try:
            async with self._session.post(
                self.webhook(), json=update, headers=headers, timeout=ClientTimeout(total=60)
            ) as answer:
                if answer.status < 300:
                    return True
                self.last_error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (ClientError, TimeoutError) as error:
            self.last_error = f"{type(error).__name__}: {error}"
        log.warning("webhook: %s", self.last_error)
        return False
