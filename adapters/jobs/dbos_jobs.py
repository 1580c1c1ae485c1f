"""`DbosJobs`: durable work by DBOS, embedded on a file of its own or on PostgreSQL with as many workers as are started.

What DBOS leaves to us is done here and beside: its version is pinned, its logs go into ours, finished work is deleted
once its key need not be remembered, dead workers' work is taken over, and one process alone opens the embedded file.
"""

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar

from dbos import DBOS, SetWorkflowID, error
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from adapters.jobs.dbos_engine import dbos_config, open_jobs_engine, quiet_logs, synchronous_url
from adapters.jobs.single import SingleProcess
from adapters.jobs.workers import Workers
from core.errors import ConfigError
from core.ports import JobHandler

log = logging.getLogger(__name__)

AT_ONCE = 32
DEAD_AFTER_S = 30.0
BEATS = 6
"""Heartbeats in that time."""
GRACE_S = 10.0
LOOKS = 100
SWEEP_S = 3600
SWEEP_AT_ONCE = 1000
Tick = Callable[[], Awaitable[None]]


class DbosJobs:
    """`core.ports.Jobs`. `url` is sqlite:///FILE or postgresql://…; a key is remembered for `keep_days` after its work
    was done. `dead_after_s`: how long a worker on PostgreSQL may be silent. DBOS allows one at a time per process."""

    _taken: ClassVar[bool] = False

    def __init__(self, url: str, *, keep_days: int = 90, dead_after_s: float = DEAD_AFTER_S) -> None:
        self._url = synchronous_url(url)
        embedded = self._url.get_backend_name() == "sqlite"
        self._single = SingleProcess(Path(self._url.database or "")) if embedded else None
        self._worker = "local" if embedded else f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(2)}"
        self._keep = timedelta(days=keep_days)
        self._dead_after_s = dead_after_s
        self._handlers: dict[str, JobHandler] = {}
        self._every: list[tuple[float, Tick]] = [(SWEEP_S, self._sweep), (dead_after_s / BEATS, self._beat)]
        self._loops: list[asyncio.Task[None]] = []
        self._running: set[asyncio.Task[None]] = set()
        self._submitted: set[asyncio.Future[None]] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._cut_off = 0
        self._stopping = False
        self._engine: Engine | None = None
        self._workers: Workers | None = None

        async def run(name: str, argument: str) -> None:
            await self._work(name, argument)

        self._job = run
        self._run = run

    def register(self, name: str, handler: JobHandler) -> None:
        """Before `start`. ValueError for a name taken."""
        if name in self._handlers:
            raise ValueError(f"a job named {name} is registered already")
        self._handlers[name] = handler

    async def submit(self, name: str, key: str, argument: str) -> bool:
        """Keep it and run it here and now, 32 at a time, once under this key; False if the key is known. KeyError for
        an unknown name."""
        if name not in self._handlers:
            raise KeyError(name)
        try:
            with SetWorkflowID(f"{name}:{key}", workflow_id_reuse_policy="reject"):
                handle = await DBOS.start_workflow_async(self._run, name, argument)
        except error.DBOSWorkflowIDInUseError:
            return False
        ended = asyncio.ensure_future(handle.get_result())
        self._submitted.add(ended)
        ended.add_done_callback(self._forget)
        return True

    async def settle(self) -> None:
        """Wait until what this process submitted has ended, well or not."""
        while self._submitted:
            await asyncio.wait(self._submitted)

    def every(self, seconds: int, handler: Tick) -> None:
        """At the start and then every so many seconds of the wall clock, never twice at once."""
        self._every.append((seconds, handler))

    async def start(self) -> None:
        """Go on with what was left, and take new work. ConfigError if another process has the embedded file open.
        RuntimeError if one is running in this process: DBOS would silently share it."""
        if DbosJobs._taken:
            raise RuntimeError("DBOS runs once per process")
        if self._single:
            self._single.take()
        DbosJobs._taken = True
        self._stopping, self._cut_off = False, 0
        quiet_logs()
        self._engine = open_jobs_engine(self._url)
        DBOS(config=dbos_config(self._url, self._engine, self._worker))
        self._run = DBOS.workflow(name="job", max_recovery_attempts=None)(self._job)
        await self._launch()
        if self._single is None:
            self._workers = Workers(self._engine, self._worker, dead_after_s=self._dead_after_s)
            await asyncio.to_thread(self._workers.prepare)
        self._loops = [asyncio.create_task(_repeat(seconds, tick)) for seconds, tick in self._every]

    async def stop(self) -> None:
        """Give running handlers ten seconds; what isn't done by then is run again at the next start."""
        self._stopping = True
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self._finish_running()
        await self._write_down()
        if self._workers:
            await asyncio.to_thread(self._workers.leave)
        await self._close()

    async def _launch(self) -> None:
        """On this loop, where the handlers shall run."""
        try:
            DBOS.launch()
        except SQLAlchemyError as problem:
            await self._close()
            raise ConfigError(
                f"the database of the jobs, {self._url.render_as_string()}, can't be used: {problem}"
            ) from problem

    async def _close(self) -> None:
        await _destroy_dbos()
        if self._engine:
            self._engine.dispose()
        if self._single:
            self._single.release()
        DbosJobs._taken = False

    async def _work(self, name: str, argument: str) -> None:
        """One job, in a context of its own: what it submits is not its child. Cancelled, it stays on record as not
        done. An error ends it, is logged by DBOS, and is not tried again."""
        try:
            async with self._slots:
                if self._stopping:
                    raise asyncio.CancelledError
                task = asyncio.create_task(_as_coroutine(self._handlers[name], argument), context=Context())
                self._running.add(task)
                task.add_done_callback(self._running.discard)
                await task
        except asyncio.CancelledError:
            self._cut_off += 1
            raise

    def _forget(self, ended: asyncio.Future[None]) -> None:
        """Look at its error, if any, which DBOS has logged: asyncio would tell of one that nobody looked at."""
        self._submitted.discard(ended)
        if not ended.cancelled():
            ended.exception()

    async def _finish_running(self) -> None:
        if self._running:
            await asyncio.wait(self._running, timeout=GRACE_S)
        late = tuple(self._running)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _write_down(self) -> None:
        """Let DBOS write down how the last ones ended."""
        for _ in range(LOOKS):
            pending = await DBOS.list_workflows_async(
                status="PENDING", executor_id=self._worker, load_input=False, load_output=False
            )
            if len(pending) <= self._cut_off:
                return
            await asyncio.sleep(0.02)

    async def _beat(self) -> None:
        if self._workers:
            await asyncio.to_thread(self._workers.beat)
            taken_over = await asyncio.to_thread(self._workers.reap)
            if taken_over:
                log.warning("took over %d jobs of a worker that fell silent", len(taken_over))

    async def _sweep(self) -> None:
        before = (datetime.now(UTC) - self._keep).isoformat()
        old = await DBOS.list_workflows_async(
            status=["SUCCESS", "ERROR"], completed_before=before, limit=SWEEP_AT_ONCE, load_input=False,
            load_output=False,
        )  # fmt: skip
        await DBOS.delete_workflows_async([workflow.workflow_id for workflow in old])


async def _as_coroutine(handler: JobHandler, argument: str) -> None:
    await handler(argument)


async def _repeat(seconds: float, tick: Tick) -> None:
    """The outermost ring of what runs by itself: an error is logged, and the next round comes."""
    while True:
        try:
            await tick()
        except Exception:
            log.exception("a job that runs every %s s failed", seconds)
        await asyncio.sleep(seconds)


async def _destroy_dbos() -> None:
    """In a thread of its own, since DBOS's threads may still wait for this loop; then the loop gets its own threads
    back, which DBOS had replaced by its own."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as thread:
        await loop.run_in_executor(thread, partial(DBOS.destroy, destroy_registry=True))
    loop.set_default_executor(ThreadPoolExecutor())
