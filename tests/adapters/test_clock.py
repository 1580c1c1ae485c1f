"""Clocks."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.clock import ManualClock, ShiftedClock, SystemClock

AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def test_the_systems_clock_is_aware_and_utc() -> None:
    assert abs(SystemClock().now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert SystemClock().now().tzinfo is UTC


async def test_a_manual_clock_moves_only_when_told() -> None:
    clock = ManualClock(AT.astimezone(timezone(timedelta(hours=8))))
    assert clock.now() == AT
    assert clock.now().tzinfo is UTC
    await clock.move_to(AT + timedelta(days=1))
    assert clock.now() == AT + timedelta(days=1)


async def test_no_clock_goes_back(engine: AsyncEngine) -> None:
    for clock in (ManualClock(AT), await ShiftedClock.open(engine, "demo")):
        with pytest.raises(ValueError, match="never goes back"):
            await clock.move_to(clock.now() - timedelta(seconds=1))


async def test_a_shifted_clock_runs_with_the_systems_until_it_is_moved(engine: AsyncEngine) -> None:
    clock = await ShiftedClock.open(engine, "demo")
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    await clock.move_to(clock.now() + timedelta(days=7))
    assert abs(clock.now() - datetime.now(UTC) - timedelta(days=7)) < timedelta(seconds=5)


async def test_a_shifted_clock_goes_on_after_a_restart(engine: AsyncEngine) -> None:
    clock = await ShiftedClock.open(engine, "demo")
    for _ in range(2):
        await clock.move_to(clock.now() + timedelta(days=1))
    again = await ShiftedClock.open(engine, "demo")
    assert abs(again.now() - clock.now()) < timedelta(seconds=5)
    assert abs((await ShiftedClock.open(engine, "other")).now() - datetime.now(UTC)) < timedelta(seconds=5)
