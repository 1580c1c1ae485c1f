"""Jobs that run at once."""

import pytest

from adapters.jobs.inline import InlineJobs


async def test_a_key_runs_once() -> None:
    jobs, ran = InlineJobs(), []

    async def handler(argument: str) -> None:
        ran.append(argument)

    jobs.register("report", handler)
    await jobs.start()
    assert await jobs.submit("report", "k1", "a")
    assert not await jobs.submit("report", "k1", "b")
    assert await jobs.submit("report", "k2", "c")
    await jobs.stop()
    assert ran == ["a", "c"]


async def test_a_name_is_registered_once_and_must_be_known() -> None:
    jobs = InlineJobs()

    async def handler(argument: str) -> None:
        return

    jobs.register("report", handler)
    with pytest.raises(ValueError, match="registered already"):
        jobs.register("report", handler)
    with pytest.raises(KeyError):
        await jobs.submit("other", "k", "")


async def test_the_tick_runs_only_when_told() -> None:
    jobs, ran = InlineJobs(), []

    async def tick() -> None:
        ran.append("tick")

    jobs.every(1, tick)
    await jobs.start()
    assert ran == []
    await jobs.tick()
    assert ran == ["tick"]
