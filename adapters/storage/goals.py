"""`SqlGoals`: what the merchant wants to reach in a month."""

from datetime import date

from sqlalchemy import and_, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql import ColumnElement

from adapters.storage.engine import writing
from adapters.storage.statements import put
from adapters.storage.tables import goals
from core.records import Goal


def _of(merchant: str, month: date) -> ColumnElement[bool]:
    return and_(goals.c.merchant == merchant, goals.c.month == month.replace(day=1).isoformat())


class SqlGoals:
    """`core.ports.Goals`. Any day of a month names it."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def get(self, merchant: str, month: date) -> Goal | None:
        """The month's goal."""
        async with self._engine.connect() as connection:
            body = (await connection.scalars(select(goals.c.body).where(_of(merchant, month)))).first()
        return Goal.model_validate_json(body) if body else None

    async def put(self, goal: Goal) -> None:
        """Set or replace it."""
        month = goal.month.replace(day=1).isoformat()
        row = {"merchant": goal.merchant, "month": month, "body": goal.model_dump_json()}
        async with writing(self._engine) as connection:
            await put(connection, goals, ("merchant", "month"), [row])

    async def drop(self, merchant: str, month: date) -> None:
        """Forget it; nothing happens if there is none."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(goals).where(_of(merchant, month)))
