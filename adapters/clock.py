"""Clocks: the system's, one that moves only when told, and the sandbox's, which can be moved ahead."""

from datetime import UTC, datetime, timedelta
from typing import Self

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.statements import put
from adapters.storage.tables import clocks

MICROSECOND = timedelta(microseconds=1)


class SystemClock:
    """`core.ports.Clock` by the machine's time."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)


class ManualClock:
    """`core.ports.Clock` that stands still until it is moved: for `ask`, `replay`, `eval` and tests."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Aware, UTC."""
        return self._at

    async def move_to(self, at: datetime) -> None:
        """Move on. ValueError for a time before now."""
        _forbid_going_back(self._at, at)
        self._at = at.astimezone(UTC)


class ShiftedClock:
    """`core.ports.Clock` of a sandbox: it runs with the system's, ahead of it by as much as it was moved. How far is
    kept in the database, so that a restart, or a copy of the file, goes on where it was."""

    def __init__(self, engine: AsyncEngine, merchant: str, ahead: timedelta) -> None:
        self._engine = engine
        self._merchant = merchant
        self._ahead = ahead

    @classmethod
    async def open(cls, engine: AsyncEngine, merchant: str) -> Self:
        """With the shift that was saved last, none at first."""
        async with engine.connect() as connection:
            query = select(clocks.c.ahead_us).where(clocks.c.merchant == merchant)
            saved = (await connection.scalars(query)).first()
        return cls(engine, merchant, timedelta(microseconds=saved or 0))

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC) + self._ahead

    async def move_to(self, at: datetime) -> None:
        """Move on and save it. ValueError for a time before now."""
        _forbid_going_back(self.now(), at)
        ahead = at - datetime.now(UTC)
        async with writing(self._engine) as connection:
            row = {"merchant": self._merchant, "ahead_us": ahead // MICROSECOND}
            await put(connection, clocks, ("merchant",), [row])
        self._ahead = ahead


def _forbid_going_back(now: datetime, at: datetime) -> None:
    if at < now:
        raise ValueError(f"the clock never goes back: {at.isoformat()} is before {now.isoformat()}")
