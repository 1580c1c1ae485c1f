"""limit: how much may be done in a minute, and how often schedules may ask."""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.calls import Failed
from core.phrases import Phrase
from core.ports import Approvals, Clock
from tools.gate.step import Step

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """`bulk` is how many products one call may touch, `ask_hours` how long a card waits."""

    writes_per_minute: int = 30
    asks_per_day: int = 5
    bulk: int = 50
    ask_hours: int = 24


class WriteLimit:
    """Writes per merchant in the last minute of our clock; counted in this process."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._most = limits.writes_per_minute
        self._seen: dict[str, deque[datetime]] = defaultdict(lambda: deque(maxlen=self._most))

    def __call__(self, step: Step) -> Failed | None:
        if not step.writes:
            return None
        seen, now = self._seen[step.context.actor.merchant], self._clock.now()
        if len(seen) == self._most and now - seen[0] < MINUTE:
            return Failed(Phrase("gate.too_many_writes", {"limit": str(self._most)}))
        seen.append(now)
        return None


class AskLimit:
    """Quiet hours and the daily cap hold for schedules and jobs only: a person who asks is always answered."""

    def __init__(self, approvals: Approvals, clock: Clock, limits: Limits) -> None:
        self._approvals = approvals
        self._clock = clock
        self._most = limits.asks_per_day

    async def __call__(self, step: Step) -> Failed | None:
        if step.context.actor.role != "system":
            return None
        local = self._clock.now().astimezone(ZoneInfo(step.shop.timezone))
        if _within(local.time(), step.shop.quiet_from, step.shop.quiet_to):
            return Failed(Phrase("gate.quiet_hours"))
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        if await self._approvals.asked_since(step.shop.merchant, midnight) >= self._most:
            return Failed(Phrase("gate.asks_used_up", {"limit": str(self._most)}))
        return None


def _within(now: time, start: time, end: time) -> bool:
    """Hours may run over midnight."""
    return start <= now < end if start <= end else now >= start or now < end
