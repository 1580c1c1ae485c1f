"""What the open pages are told, as it happens."""

import asyncio
from collections.abc import Callable

from bot.sandbox.people import Json

BACKLOG = 1000


class Events:
    """Fans events out to the open pages; one that doesn't keep up is cut off and loads afresh."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._pages: set[asyncio.Queue[Json | None]] = set()

    def open(self) -> asyncio.Queue[Json | None]:
        """A page's queue; None in it means: close."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue(BACKLOG)
        self._pages.add(queue)
        return queue

    def close(self, queue: asyncio.Queue[Json | None]) -> None:
        """The page is gone."""
        self._pages.discard(queue)

    def publish(self, kind: str, **body: object) -> None:
        """Tell all pages; every event carries the simulated time in seconds."""
        event: Json = {"kind": kind, "now": self._now(), **body}
        for queue in tuple(self._pages):
            if queue.qsize() >= BACKLOG - 1:
                self._pages.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)

    def close_all(self) -> None:
        """The server stops."""
        for queue in self._pages:
            queue.put_nowait(None)
        self._pages.clear()
