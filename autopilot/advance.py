"""Moving the simulated clock on: from one due time to the next, so that a week brings its seven reports."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from autopilot.due import DueRunner
from autopilot.sync import Sync
from autopilot.upkeep import schedule_upkeep
from core.ports import Clock, Dues

LONGEST = timedelta(days=60)


class MovableClock(Clock, Protocol):
    async def move_to(self, at: datetime) -> None:
        """Never back: ValueError."""
        ...


class Advance:
    """`simulate` lets the simulated marketplace live up to a time."""

    def __init__(
        self,
        clock: MovableClock,
        simulate: Callable[[datetime], Awaitable[None]],
        sync: Sync,
        dues: Dues,
        runner: DueRunner,
        merchant: str,
    ) -> None:
        self._clock = clock
        self._simulate = simulate
        self._sync = sync
        self._dues = dues
        self._runner = runner
        self._merchant = merchant

    async def by(self, delta: timedelta) -> None:
        """Move on by `delta` (at most 60 days); what falls due on the way is run at its own time."""
        target = self._clock.now() + min(delta, LONGEST)
        await schedule_upkeep(self._dues, self._merchant, target)  # once at the end; every step syncs by itself
        while (at := await self._dues.next_at()) is not None and at < target:
            overdue = at <= self._clock.now()
            if await self._step(max(at, self._clock.now())) == 0 and overdue:
                break  # it can't be done now; the last step below takes whatever else is due
        await self._step(target)

    async def _step(self, at: datetime) -> int:
        if at > self._clock.now():
            await self._clock.move_to(at)
        await self._simulate(at)
        await self._sync.run(self._merchant)
        return await self._runner.run_due()
