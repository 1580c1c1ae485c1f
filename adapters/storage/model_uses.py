"""`SqlModelUses`: what language models have cost each merchant a day, by purpose and model."""

from datetime import date
from decimal import ROUND_CEILING, Decimal

from sqlalchemy import BigInteger, Column, String, Table, Text, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql import ColumnElement

from adapters.storage.engine import writing
from adapters.storage.statements import add_once
from adapters.storage.tables import metadata
from core.model import Account, Budget, ModelUse

MILLION = 1_000_000
KEYS = ("merchant", "day", "purpose", "model")
SUMS = ("calls", "tokens_in", "tokens_out", "cost_millionths")

model_uses = Table(
    "model_uses",
    metadata,
    Column("merchant", Text, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("purpose", String(20), primary_key=True),
    Column("model", Text, primary_key=True),
    *(Column(name, BigInteger, nullable=False) for name in SUMS),
)


class SqlModelUses:
    """`core.model.ModelUses`. Rows of a day are locked while they are added up; on PostgreSQL two processes that begin
    a merchant's day at the same moment may each overlook the other's first request."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def take(self, use: ModelUse, budget: Budget) -> bool:
        """Book it if the day's sum stays within the budget."""
        async with writing(self._engine) as connection:
            day = _of_day(use.account.merchant, use.account.day)
            rows = (await connection.execute(select(model_uses).where(day).with_for_update())).all()
            tokens = sum(row.tokens_in + row.tokens_out for row in rows) + use.tokens_in + use.tokens_out
            cost = sum(row.cost_millionths for row in rows) + _millionths(use.cost)
            if (budget.tokens and tokens > budget.tokens) or (budget.cost and cost > _millionths(budget.cost)):
                return False
            await _add(connection, use, _sums(use))
        return True

    async def settle(self, taken: ModelUse, real: ModelUse) -> None:
        """The difference is added."""
        booked, came_to = _sums(taken), _sums(real)
        async with writing(self._engine) as connection:
            await _add(connection, taken, {name: came_to[name] - booked[name] for name in SUMS})

    async def of(self, merchant: str, day: date) -> tuple[ModelUse, ...]:
        """By purpose and model."""
        query = select(model_uses).where(_of_day(merchant, day)).order_by(model_uses.c.purpose, model_uses.c.model)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            ModelUse(
                Account(merchant, day, row.purpose), row.model, row.calls, row.tokens_in, row.tokens_out,
                Decimal(row.cost_millionths) / MILLION,
            )
            for row in rows
        )  # fmt: skip


async def _add(connection: AsyncConnection, use: ModelUse, sums: dict[str, int]) -> None:
    account = use.account
    key = dict(zip(KEYS, (account.merchant, account.day.isoformat(), account.purpose, use.model), strict=True))
    await add_once(connection, model_uses, KEYS, key | dict.fromkeys(SUMS, 0))
    row = and_(*(model_uses.c[name] == value for name, value in key.items()))
    await connection.execute(update(model_uses).where(row).values({n: model_uses.c[n] + sums[n] for n in SUMS}))


def _sums(use: ModelUse) -> dict[str, int]:
    return dict(zip(SUMS, (use.calls, use.tokens_in, use.tokens_out, _millionths(use.cost)), strict=True))


def _millionths(cost: Decimal) -> int:
    return int((cost * MILLION).to_integral_value(rounding=ROUND_CEILING))


def _of_day(merchant: str, day: date) -> ColumnElement[bool]:
    return and_(model_uses.c.merchant == merchant, model_uses.c.day == day.isoformat())
