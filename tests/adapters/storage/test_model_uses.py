"""What models have cost, by merchant, day and purpose; and the budget that stops them."""

import asyncio
from datetime import date
from decimal import Decimal

from adapters.storage import AsyncEngine, SqlModelUses
from core.model import NO_LIMIT, Account, Budget, ModelUse

DAY = date(2026, 11, 20)
ACCOUNT = Account("m1", DAY, "understanding")
USE = ModelUse(ACCOUNT, "small", 1, 300, 100, Decimal("0.0004"))


async def test_what_was_taken_is_told_by_purpose_and_model(engine: AsyncEngine) -> None:
    uses = SqlModelUses(engine)
    other = ModelUse(Account("m1", DAY, "knowledge"), "large", 1, 10, 5, Decimal("0.000015"))
    for use in (USE, other, USE):
        assert await uses.take(use, NO_LIMIT)
    assert await uses.of("m1", DAY) == (other, ModelUse(ACCOUNT, "small", 2, 600, 200, Decimal("0.0008")))


async def test_settling_replaces_what_was_booked(engine: AsyncEngine) -> None:
    uses = SqlModelUses(engine)
    await uses.take(USE, NO_LIMIT)
    real = ModelUse(ACCOUNT, "small", 2, 250, 9, Decimal("0.000259"))
    await uses.settle(USE, real)
    assert await uses.of("m1", DAY) == (real,)


async def test_a_day_over_budget_books_nothing(engine: AsyncEngine) -> None:
    uses = SqlModelUses(engine)
    assert await uses.take(USE, Budget(tokens=799))
    assert not await uses.take(USE, Budget(tokens=799))
    assert [use.calls for use in await uses.of("m1", DAY)] == [1]


async def test_money_has_a_budget_too(engine: AsyncEngine) -> None:
    uses = SqlModelUses(engine)
    assert await uses.take(USE, Budget(cost=Decimal("0.0005")))
    assert not await uses.take(USE, Budget(cost=Decimal("0.0005")))


async def test_another_merchant_and_another_day_have_budgets_of_their_own(engine: AsyncEngine) -> None:
    uses, budget = SqlModelUses(engine), Budget(tokens=400)
    assert await uses.take(USE, budget)
    for account in (Account("m2", DAY, "understanding"), Account("m1", date(2026, 11, 21), "understanding")):
        assert await uses.take(ModelUse(account, "small", 1, 300, 100), budget)


async def test_many_at_once_stay_within_the_budget(engine: AsyncEngine) -> None:
    uses = SqlModelUses(engine)
    await uses.take(USE, NO_LIMIT)
    taken = await asyncio.gather(*(uses.take(USE, Budget(tokens=2000)) for _ in range(12)))
    assert sum(taken) == 4
