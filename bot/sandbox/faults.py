"""Faults that can be switched on: what Telegram and the network do to a bot on a bad day."""

import asyncio
from dataclasses import asdict, dataclass, replace
from typing import Literal

from bot.sandbox.people import Json
from bot.sandbox.refusals import RefusedError

FaultKind = Literal["none", "busy", "error", "slow", "drop"]
HIT = ("send", "edit", "delete", "answer", "copy")


@dataclass(frozen=True, slots=True)
class Faults:
    """One fault at a time, for whatever the bot sends, edits, deletes or answers (getUpdates goes on).

    `busy` 429 with `retry_after` = `seconds` · `error` 502 · `slow` answered after `seconds` · `drop` done, but the
    connection breaks before the answer. `remaining` calls are hit, all until switched off if None.
    """

    kind: FaultKind = "none"
    seconds: int = 3
    remaining: int | None = None


class FaultSwitch:
    """The faults in force."""

    def __init__(self) -> None:
        self.faults = Faults()
        self._told = self.faults

    def changed(self) -> bool:
        """Whether they changed since this was last asked."""
        changed, self._told = self.faults != self._told, self.faults
        return changed

    def as_json(self) -> Json:
        """For the page."""
        return asdict(self.faults)

    async def before(self, method: str) -> bool:
        """Delay or refuse a call. True if it is to be carried out and then left unanswered."""
        now = self.faults
        if now.kind == "none" or not method.lower().startswith(HIT):
            return False
        self._count()
        if now.kind == "busy":
            raise RefusedError(429, f"Too Many Requests: retry after {now.seconds}", now.seconds)
        if now.kind == "error":
            raise RefusedError(502, "Bad Gateway")
        if now.kind == "slow":
            await asyncio.sleep(now.seconds)
        return now.kind == "drop"

    def _count(self) -> None:
        if self.faults.remaining is not None:
            left = self.faults.remaining - 1
            self.faults = replace(self.faults, remaining=left) if left > 0 else Faults()
