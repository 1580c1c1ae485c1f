"""Approvals move by one compare-and-set."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlApprovals
from core.approvals import Approval, call_hash
from core.calls import ToolCall

AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
CALL = ToolCall(tool="publish_product", arguments={"title": "夜光乌龟", "price": "3.20"})
INVERSE = ToolCall(tool="take_down_product", arguments={"product": "P1"})


def approval(name: str = "abcdef123456", merchant: str = "demo", at: datetime = AT) -> Approval:
    return Approval(
        id=name,
        merchant=merchant,
        chat="c1",
        requested_by="u1",
        kind="publish",
        call=CALL,
        call_hash=call_hash(CALL),
        headline="上架 夜光乌龟",
        created_at=at,
        expires_at=at + timedelta(days=1),
    )


async def test_an_approval_comes_back_as_it_was(engine: AsyncEngine) -> None:
    approvals = SqlApprovals(engine)
    await approvals.add(approval())
    assert await approvals.get("demo", "abcdef123456") == approval()


async def test_another_merchant_does_not_see_it_or_move_it(engine: AsyncEngine) -> None:
    approvals = SqlApprovals(engine)
    await approvals.add(approval())
    assert await approvals.get("other", "abcdef123456") is None
    assert not await approvals.move("other", "abcdef123456", "pending", "approved", by="u2", at=AT)
    assert await approvals.waiting("other") == ()


async def test_a_thousand_at_once_and_exactly_one_wins(engine: AsyncEngine) -> None:
    approvals = SqlApprovals(engine)
    await approvals.add(approval())

    def decide(n: int) -> asyncio.Future[bool]:
        to = "approved" if n % 2 else "rejected"
        return asyncio.ensure_future(approvals.move("demo", "abcdef123456", "pending", to, by=f"u{n}", at=AT))  # type: ignore[arg-type]

    won = await asyncio.gather(*(decide(n) for n in range(1000)))
    assert sum(won) == 1
    found = await approvals.get("demo", "abcdef123456")
    assert found is not None
    assert found.decided_by == f"u{won.index(True)}"


async def test_a_decision_is_kept_when_the_call_was_executed(engine: AsyncEngine) -> None:
    approvals = SqlApprovals(engine)
    await approvals.add(approval())
    await approvals.move("demo", "abcdef123456", "pending", "approved", by="u2", at=AT, reason="好")
    await approvals.move(
        "demo", "abcdef123456", "approved", "executed", by="system", at=AT + timedelta(1), inverse=INVERSE
    )
    found = await approvals.get("demo", "abcdef123456")
    assert found == approval().model_copy(
        update={"status": "executed", "decided_by": "u2", "decided_at": AT, "reason": "好", "inverse": INVERSE}
    )


async def test_a_move_that_is_not_in_the_table_is_a_mistake(engine: AsyncEngine) -> None:
    approvals = SqlApprovals(engine)
    await approvals.add(approval())
    with pytest.raises(ValueError, match="can't go from pending to undone"):
        await approvals.move("demo", "abcdef123456", "pending", "undone", by="u1", at=AT)


async def test_waiting_ones_come_oldest_first(engine: AsyncEngine) -> None:
    approvals = SqlApprovals(engine)
    for name in ("b", "a", "c"):
        await approvals.add(approval(name))
    await approvals.move("demo", "a", "pending", "expired", by="system", at=AT)
    assert [one.id for one in await approvals.waiting("demo")] == ["b", "c"]


async def test_recent_decisions_come_newest_first(engine: AsyncEngine) -> None:
    approvals = SqlApprovals(engine)
    for hours, name in enumerate(("a", "b", "c", "d")):
        await approvals.add(approval(name))
        if name != "d":
            await approvals.move("demo", name, "pending", "rejected", by="u1", at=AT + timedelta(hours=hours))
    assert [one.id for one in await approvals.recent("demo", AT + timedelta(hours=1))] == ["c", "b"]


async def test_asks_are_counted_whatever_became_of_them(engine: AsyncEngine) -> None:
    approvals = SqlApprovals(engine)
    await approvals.add(approval("old", at=AT - timedelta(days=2)))
    await approvals.add(approval("new"))
    await approvals.add(approval("done"))
    await approvals.move("demo", "done", "pending", "rejected", by="u1", at=AT)
    assert await approvals.asked_since("demo", AT) == 2


async def test_an_id_is_used_once_per_merchant(engine: AsyncEngine) -> None:
    approvals = SqlApprovals(engine)
    await approvals.add(approval())
    await approvals.add(approval(merchant="other"))
    with pytest.raises(IntegrityError):
        await approvals.add(approval())
