"""The lock between workers: leased, renewed, fenced."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from adapters.sessions import RedisSessions
from core.errors import ConfigError, StaleStateError
from core.state import DialogState


@pytest.fixture
async def redis(redis_socket: Path) -> AsyncIterator["Redis"]:
    redis = Redis(unix_socket_path=str(redis_socket))
    await redis.flushall()
    yield redis
    await redis.aclose()


async def test_two_workers_take_turns(redis: Redis) -> None:
    workers = [RedisSessions(redis), RedisSessions(redis)]
    inside = 0

    async def turn(n: int) -> None:
        nonlocal inside
        async with workers[n % 2].lock("c1"):
            inside += 1
            assert inside == 1
            state, counter = await workers[n % 2].load("c1")
            await workers[n % 2].save("c1", state, counter)
            inside -= 1

    await asyncio.gather(*(turn(n) for n in range(10)))
    assert (await workers[0].load("c1"))[1] == 10


async def test_a_turn_longer_than_the_lease_keeps_its_lock(redis: Redis) -> None:
    first, second = RedisSessions(redis, lease_s=0.15), RedisSessions(redis, lease_s=0.15)
    async with first.lock("c1"):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5), second.lock("c1"):
                pytest.fail("two turns at once")
        await first.save("c1", DialogState(lang="zh"), 0)


async def test_a_dead_workers_lock_ends_by_itself(redis: Redis) -> None:
    await redis.set("zg:{c1}:lock", "a dead worker's token", px=150)
    async with asyncio.timeout(2), RedisSessions(redis).lock("c1"):
        assert await redis.get("zg:{c1}:lock") != b"a dead worker's token"


async def test_a_turn_that_lost_its_lock_cannot_save(redis: Redis) -> None:
    sessions = RedisSessions(redis)
    async with sessions.lock("c1"):
        await redis.set("zg:{c1}:lock", "another worker's token")
        with pytest.raises(StaleStateError):
            await sessions.save("c1", DialogState(), 0)


async def test_a_turn_that_lost_its_lock_does_not_free_the_next_ones(redis: Redis) -> None:
    async with RedisSessions(redis).lock("c1"):
        await redis.set("zg:{c1}:lock", "another worker's token")
    assert await redis.get("zg:{c1}:lock") == b"another worker's token"


async def test_it_connects_by_a_url(redis: Redis, redis_socket: Path) -> None:
    sessions = RedisSessions.connect(f"unix://{redis_socket}")
    await sessions.save("c1", DialogState(lang="en"), 0)
    await sessions.close()
    assert (await RedisSessions(redis).load("c1"))[0].lang == "en"


def test_a_url_of_another_kind_is_refused() -> None:
    with pytest.raises(ConfigError, match="REDIS_URL"):
        RedisSessions.connect("http://localhost")


async def test_nothing_is_left_of_a_lock(redis: Redis) -> None:
    sessions = RedisSessions(redis)
    async with sessions.lock("c1"):
        assert len(sessions._locks) == 1
    assert (len(sessions._locks), await redis.keys("*")) == (0, [])
