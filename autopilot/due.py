"""What falls due: one `run_due(now)`, called by the engine's tick and by the sandbox's `advance` alike."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from core.ports import Clock, Due, Dues, Jobs

Handler = Callable[[Due], Awaitable[datetime | None]]
"""Does it; the next time it falls due, or None for never again. Idempotent per due."""
JOB = "due"


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
        due = Due.model_validate_json(argument)
        await self._dues.finish(due, await self._handlers[due.kind](due))
