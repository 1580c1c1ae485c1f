"""Trying again, leaving alone, waiting for a place, and what a shop may use."""

import asyncio
import time
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.storage import SqlModelUses, open_engine, upgrade
from core.errors import ModelAnswerError, ModelBudgetError, ModelError, ModelUnavailableError
from core.model import Budget
from tests.model.asking import ACCOUNT, RED, asking
from tests.model.scripted import (
    fails,
    hangs,
    html,
    says,
    slow,
)


async def test_what_fails_for_a_moment_is_tried_once_more() -> None:
    async with asking(says(RED), fails(503), retries=1) as asked:
        found = await asked.colour()
    assert (found.answer.colour, found.usage.calls) == ("red", 2)


async def test_a_wrong_key_is_not_tried_again() -> None:
    async with asking(fails(401), retries=1) as asked:
        with pytest.raises(ModelUnavailableError, match="401"):
            await asked.colour()
        assert asked.server.calls == 1


async def test_retry_after_is_not_slept_through_but_kept() -> None:
    async with asking(says(RED), fails(429, Retry_After="120"), retries=1) as asked:
        began = time.perf_counter()
        with pytest.raises(ModelUnavailableError, match="429"):
            await asked.colour()
        assert time.perf_counter() - began < 5
        asked.clock.at += 119
        with pytest.raises(ModelUnavailableError, match="left alone"):
            await asked.colour()
        asked.clock.at += 2
        assert (await asked.colour()).answer.colour == "red"
        assert asked.server.calls == 2


async def test_the_breaker_opens_after_three_failures_and_closes_after_one_success() -> None:
    async with asking(says(RED), fails(500), fails(500), html(), fails(500)) as asked:
        for _ in range(5):
            with pytest.raises(ModelUnavailableError):
                await asked.colour()
        assert asked.server.calls == 3
        asked.clock.at += 31
        with pytest.raises(ModelUnavailableError, match="500"):
            await asked.colour()
        with pytest.raises(ModelUnavailableError, match="left alone"):
            await asked.colour()
        asked.clock.at += 31
        assert (await asked.colour()).answer.colour == "red"
        assert (await asked.colour()).answer.colour == "red"
        assert asked.server.calls == 6


async def test_half_open_lets_one_call_through_at_a_time() -> None:
    async with asking(slow(0.2, says(RED)), fails(500), fails(500), fails(500)) as asked:
        for _ in range(3):
            with pytest.raises(ModelUnavailableError):
                await asked.colour()
        asked.clock.at += 31
        found = await asyncio.gather(*(asked.colour() for _ in range(3)), return_exceptions=True)
        assert [isinstance(each, ModelUnavailableError) for each in found] == [False, True, True]
        assert asked.server.calls == 4


async def test_a_bad_answer_does_not_open_the_breaker() -> None:
    async with asking(says("nonsense")) as asked:
        for _ in range(5):
            with pytest.raises(ModelAnswerError):
                await asked.colour()
        assert asked.server.calls == 5


async def test_a_call_cut_off_by_its_caller_frees_the_trial() -> None:
    async with asking(says(RED), fails(500), fails(500), fails(500), hangs()) as asked:
        for _ in range(3):
            with pytest.raises(ModelUnavailableError):
                await asked.colour()
        asked.clock.at += 31
        task = asyncio.create_task(asked.colour())
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await asked.colour()).answer.colour == "red"


async def test_no_more_than_the_cap_run_at_once() -> None:
    async with asking(slow(0.2, says(RED)), concurrency=2, seconds=20) as asked:
        await asyncio.gather(*(asked.colour() for _ in range(5)))
        assert asked.server.busiest == 2


async def test_no_place_in_time_is_unavailable_and_no_failure_of_the_endpoint() -> None:
    async with asking(hangs(), concurrency=1, seconds=0.5) as asked:
        found = await asyncio.gather(*(asked.colour() for _ in range(4)), return_exceptions=True)
        assert all(isinstance(each, ModelUnavailableError) for each in found)
        assert sum("places were taken" in str(each) for each in found) == 3
        assert asked.server.calls == 1


async def test_the_budget_of_a_day_stops_before_anything_is_sent(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/shop.db"
    await upgrade(url)
    engine = open_engine(url)
    uses = SqlModelUses(engine)
    prices = {"price_in": Decimal(2), "price_out": Decimal(8)}
    async with asking(says(RED), uses=uses, budget=Budget(tokens=600), max_tokens=400, **prices) as asked:
        await asked.colour()
        with pytest.raises(ModelBudgetError):
            await asked.colour("a rose " * 100)
        assert asked.server.calls == 1
    (use,) = await uses.of("demo", ACCOUNT.day)
    assert (use.calls, use.tokens_in, use.tokens_out, use.cost) == (1, 100, 20, Decimal("0.00036"))
    await engine.dispose()


async def test_a_failure_is_booked_as_a_call_without_tokens(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/shop.db"
    await upgrade(url)
    engine = open_engine(url)
    uses = SqlModelUses(engine)
    async with asking(fails(500), uses=uses) as asked:
        with pytest.raises(ModelError):
            await asked.colour()
    (use,) = await uses.of("demo", ACCOUNT.day)
    assert (use.calls, use.tokens_in, use.tokens_out) == (1, 0, 0)
    await engine.dispose()


async def test_an_endpoint_that_does_not_count_is_counted_for() -> None:
    async with asking(says(RED, tokens=None)) as asked:
        assert (await asked.colour()).usage.tokens > 400


@pytest.mark.parametrize("told", [(-5, 20), (10**30, 20), (0, 0), (100, -1)])
async def test_counts_that_cannot_be_true_are_not_believed(told: tuple[int, int], tmp_path: Path) -> None:
    async with asking(says(RED, tokens=told)) as asked:
        assert 400 < (await asked.colour()).usage.tokens < 1000
