"""What is due, given to one caller only."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlDues
from core.records import Due

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def due(key: str = "daily", minutes: int = 0, merchant: str = "demo") -> Due:
    return Due(merchant=merchant, kind="report", key=key, at=NOW + timedelta(minutes=minutes))


async def test_each_due_is_given_to_one_of_many_callers(engine: AsyncEngine) -> None:
    dues = SqlDues(engine)
    for n in range(30):
        await dues.put(due(f"k{n}"))
    taken = await asyncio.gather(*(dues.take(NOW, limit=7) for _ in range(20)))
    keys = [one.key for some in taken for one in some]
    assert sorted(keys) == sorted(f"k{n}" for n in range(30))


async def test_only_what_is_due_is_taken_oldest_first(engine: AsyncEngine) -> None:
    dues = SqlDues(engine)
    for key, minutes in (("later", 1), ("now", 0), ("long ago", -60)):
        await dues.put(due(key, minutes))
    assert [one.key for one in await dues.take(NOW)] == ["long ago", "now"]


async def test_a_claim_ends_after_five_minutes(engine: AsyncEngine) -> None:
    dues = SqlDues(engine)
    await dues.put(due())
    await dues.take(NOW)
    assert await dues.take(NOW + timedelta(minutes=4)) == ()
    assert await dues.take(NOW + timedelta(minutes=5)) == (due(),)


async def test_a_finished_due_comes_again_at_its_next_time(engine: AsyncEngine) -> None:
    dues = SqlDues(engine)
    await dues.put(due())
    (one,) = await dues.take(NOW)
    await dues.finish(one, NOW + timedelta(days=1))
    assert await dues.take(NOW + timedelta(hours=23)) == ()
    assert [again.at for again in await dues.take(NOW + timedelta(days=1))] == [NOW + timedelta(days=1)]


async def test_a_finished_due_without_a_next_time_is_gone(engine: AsyncEngine) -> None:
    dues = SqlDues(engine)
    await dues.put(due())
    (one,) = await dues.take(NOW)
    await dues.finish(one, None)
    assert await dues.next_at() is None


async def test_a_due_moved_while_it_is_done_keeps_its_new_time(engine: AsyncEngine) -> None:
    dues = SqlDues(engine)
    await dues.put(due())
    (one,) = await dues.take(NOW)
    await dues.put(due(minutes=30))
    await dues.finish(one, NOW + timedelta(days=1))
    assert await dues.next_at() == NOW + timedelta(minutes=30)
    assert await dues.take(NOW + timedelta(minutes=30)) == (due(minutes=30),)


async def test_setting_the_same_time_again_does_not_free_a_claim(engine: AsyncEngine) -> None:
    dues = SqlDues(engine)
    await dues.put(due())
    await dues.take(NOW)
    await dues.put(due())
    assert await dues.take(NOW) == ()


async def test_a_dropped_due_is_not_taken(engine: AsyncEngine) -> None:
    dues = SqlDues(engine)
    await dues.put(due())
    await dues.put(due(merchant="other"))
    await dues.drop("demo", "report", "daily")
    assert await dues.take(NOW) == (due(merchant="other"),)


async def test_the_earliest_time_is_known(engine: AsyncEngine) -> None:
    dues = SqlDues(engine)
    await dues.put(due("b", 10))
    await dues.put(due("a", 5))
    assert await dues.next_at() == NOW + timedelta(minutes=5)
