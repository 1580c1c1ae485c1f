"""`MatplotlibCharts`: the worker process that draws, started with the first chart."""

import asyncio
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path
from pkgutil import resolve_name

from adapters.charts.fonts import font_files
from core.charts import ChartSpec
from core.errors import InternalError
from core.phrases import Lang

LONGEST_DRAW = 20
"""Seconds after which the worker kills itself; the next chart gets a new one."""

_DRAWING = "adapters.charts.drawing:draw_png"


class MatplotlibCharts:
    """`core.ports.Charts`. matplotlib (65 MB, 1 s to load) lives in the workers only."""

    def __init__(self, workers: int = 1, fonts: Path | None = None) -> None:
        """`fonts` is a folder with the two Noto Sans CJK files; None is where mpl-font put them."""
        self._workers = workers
        self._fonts = fonts
        self._pool: ProcessPoolExecutor | None = None

    async def draw(self, spec: ChartSpec, lang: Lang) -> bytes:
        """PNG. ConfigError without the fonts; InternalError if the worker died twice or the chart can't be drawn."""
        fonts = [str(path) for path in font_files(self._fonts)]
        try:
            return await self._run(spec, lang, fonts)
        except BrokenProcessPool:
            self._forget()
        try:
            return await self._run(spec, lang, fonts)
        except BrokenProcessPool as error:
            self._forget()
            raise InternalError(f"the process that draws charts ended while drawing {spec.title!r}") from error

    async def warm(self) -> None:
        """Start the worker and draw one chart, so that the first asked for comes at once."""
        await self.draw(ChartSpec(kind="bar", title="", labels=(), series=()), "zh")

    async def close(self) -> None:
        """End the workers."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    async def _run(self, spec: ChartSpec, lang: Lang, fonts: list[str]) -> bytes:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), initializer=_settle_in)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, _draw, spec, lang, fonts)
        except (ValueError, ArithmeticError, LookupError, OSError) as error:
            raise InternalError(f"the chart {spec.title!r} can't be drawn: {error}") from error

    def _forget(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _settle_in() -> None:
    """In the worker: Ctrl-C is the parent's business, and a parent killed outright takes the worker along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _draw(spec: ChartSpec, lang: Lang, fonts: list[str]) -> bytes:
    """In the worker; matplotlib is found by name so that the parent never loads it."""
    _set_alarm(LONGEST_DRAW)
    try:
        picture: bytes = resolve_name(_DRAWING)(spec, lang, fonts)
    finally:
        _set_alarm(0)
    return picture


def _set_alarm(seconds: int) -> None:
    """The default action of SIGALRM ends the process, even in the middle of C code. Windows has none."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
