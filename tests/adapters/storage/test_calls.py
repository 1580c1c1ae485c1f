"""Writes by idempotency key."""

import asyncio
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlCalls
from core.calls import ToolCall
from core.records import StartedCall


def started(request_id: str = "r1") -> StartedCall:
    return StartedCall(
        request_id=request_id,
        merchant="demo",
        chat="c1",
        user="u1",
        lang="zh",
        call=ToolCall(tool="publish_product", arguments={"title": "夜光乌龟"}),
        approval="a1",
        started_at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
    )


async def test_a_request_id_starts_once(engine: AsyncEngine) -> None:
    calls = SqlCalls(engine)
    assert sum(await asyncio.gather(*(calls.start(started()) for _ in range(50)))) == 1
    assert await calls.status("r1") == ("started", "")


async def test_finishing_is_a_compare_and_set(engine: AsyncEngine) -> None:
    calls = SqlCalls(engine)
    await calls.start(started())
    assert await calls.finish("r1", "executed", '{"product": "P1"}')
    assert not await calls.finish("r1", "failed", "{}")
    assert await calls.status("r1") == ("executed", '{"product": "P1"}')


async def test_an_unknown_request_id_has_no_status(engine: AsyncEngine) -> None:
    assert await SqlCalls(engine).status("nobody") is None


async def test_a_finished_request_id_does_not_start_again(engine: AsyncEngine) -> None:
    calls = SqlCalls(engine)
    await calls.start(started())
    await calls.finish("r1", "failed", "{}")
    assert not await calls.start(started())


async def test_calls_cut_off_are_those_still_started_oldest_first(engine: AsyncEngine) -> None:
    calls = SqlCalls(engine)
    for name in ("r2", "r1", "r3"):
        await calls.start(started(name))
    await calls.finish("r1", "executed", "{}")
    assert await calls.cut_off() == (started("r2"), started("r3"))
