"""What falls due: one `run_due(now)`, called by the engine's tick and by the sandbox's `advance` alike."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from core.ports import Clock, Dues, Jobs
from core.records import Due

Handler = Callable[[Due], Awaitable[datetime | None]]
"""Does it; the next time it falls due, or None for never again. Idempotent per due."""
JOB = "due"
AFTER_FAILURE = timedelta(minutes=10)
log = structlog.get_logger(__name__)


class DueRunner:
    """Takes what is due and runs it through the job engine, each due once."""

    def __init__(self, dues: Dues, jobs: Jobs, clock: Clock, handlers: dict[str, Handler]) -> None:
        self._dues = dues
        self._jobs = jobs
        self._clock = clock
        self._handlers = handlers
        jobs.register(JOB, self._run)

    async def run_due(self) -> int:
        """Run what is due by our clock; how many were taken."""
        taken = 0
        while dues := await self._dues.take(self._clock.now()):
            taken += len(dues)
            for due in dues:
                key = f"{due.merchant}|{due.kind}|{due.key}|{due.at.isoformat()}"
                await self._jobs.submit(JOB, key, due.model_dump_json())
            await self._jobs.settle()
        return taken

    async def _run(self, argument: str) -> None:
        """The outermost ring of what runs by itself: a failure is logged, and tried again later."""
        due = Due.model_validate_json(argument)
        try:
            next_at = await self._handlers[due.kind](due)
        except Exception:
            log.exception("due failed", merchant=due.merchant, kind=due.kind, key=due.key, at=due.at.isoformat())
            next_at = max(due.at, self._clock.now()) + AFTER_FAILURE
        await self._dues.finish(due, next_at)
