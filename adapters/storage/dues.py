"""`SqlDues`: what is to be done at a time of our clock, each given to one caller only."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, delete, func, null, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.statements import insert_into
from adapters.storage.tables import dues
from core.records import Due

CLAIM = timedelta(minutes=5)


def _this(merchant: str, kind: str, key: str) -> ColumnElement[bool]:
    return and_(dues.c.merchant == merchant, dues.c.kind == kind, dues.c.key == key)


def _due(row: Row[*tuple[Any, ...]]) -> Due:
    return Due(merchant=row.merchant, kind=row.kind, key=row.key, at=row.at)


class SqlDues:
    """`core.ports.Dues`. A claim ends by itself after 5 minutes of the clock that `take` is given, so that what a dead
    worker took is done by another."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def put(self, due: Due) -> None:
        """Set or move; one that is being done at this very time stays claimed."""
        async with writing(self._engine) as connection:
            insert = insert_into(connection, dues)
            same = dues.c.at == insert.excluded.at
            moved = {"at": insert.excluded.at, "claimed_until": case((same, dues.c.claimed_until), else_=null())}
            statement = insert.on_conflict_do_update(index_elements=("merchant", "kind", "key"), set_=moved)
            await connection.execute(statement, due.model_dump())

    async def drop(self, merchant: str, kind: str, key: str) -> None:
        """Forget it."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(dues).where(_this(merchant, kind, key)))

    async def take(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Those due, oldest first."""
        free = or_(dues.c.claimed_until.is_(None), dues.c.claimed_until <= now)
        oldest = (
            select(dues.c.merchant, dues.c.kind, dues.c.key)
            .where(dues.c.at <= now, free)
            .order_by(dues.c.at, dues.c.merchant, dues.c.kind, dues.c.key)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claim = (
            update(dues)
            .where(tuple_(dues.c.merchant, dues.c.kind, dues.c.key).in_(oldest), free)
            .values(claimed_until=now + CLAIM)
            .returning(dues)
        )
        async with writing(self._engine) as connection:
            taken = [_due(row) for row in await connection.execute(claim)]
        return tuple(sorted(taken, key=lambda due: (due.at, due.merchant, due.kind, due.key)))

    async def finish(self, due: Due, next_at: datetime | None) -> None:
        """Done: set the next time, or drop it. If it was moved meanwhile, the move stands."""
        this = _this(due.merchant, due.kind, due.key) & (dues.c.at == due.at)
        async with writing(self._engine) as connection:
            if next_at is None:
                await connection.execute(delete(dues).where(this))
            else:
                await connection.execute(update(dues).where(this).values(at=next_at, claimed_until=None))

    async def next_at(self) -> datetime | None:
        """When the earliest is due, those under way included."""
        async with self._engine.connect() as connection:
            earliest: datetime | None = await connection.scalar(select(func.min(dues.c.at)))
        return earliest
