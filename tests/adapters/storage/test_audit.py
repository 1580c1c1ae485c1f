"""The audit chain shows whether anybody wrote in it afterwards."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlAudit, writing
from core.records import AuditEntry


def entry(n: int = 1, merchant: str = "demo") -> AuditEntry:
    return AuditEntry(
        merchant=merchant,
        at=datetime(2026, 11, 20, 1, n % 60, tzinfo=UTC),
        user="u1",
        action="publish",
        detail={"n": n, "before": None, "after": {"title": "夜光乌龟", "price": 3.2}},
    )


async def _audit(engine: AsyncEngine, rows: int = 5) -> SqlAudit:
    audit = SqlAudit(engine)
    for n in range(rows):
        await audit.append(entry(n))
    return audit


async def test_entries_come_back_in_order(engine: AsyncEngine) -> None:
    audit = await _audit(engine)
    assert await audit.entries("demo") == tuple(entry(n) for n in range(5))


async def test_an_untouched_chain_holds(engine: AsyncEngine) -> None:
    audit = await _audit(engine)
    assert await audit.verify("demo") is None
    assert await audit.verify("nobody") is None


async def test_appends_at_once_make_one_chain(engine: AsyncEngine) -> None:
    audit = SqlAudit(engine)
    await asyncio.gather(*(audit.append(entry(n, f"m{n % 3}")) for n in range(90)))
    assert [await audit.verify(f"m{n}") for n in range(3)] == [None, None, None]
    assert sum([len(await audit.entries(f"m{n}")) for n in range(3)]) == 90


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE audit SET body = replace(body, 'u1', 'u2') WHERE n = 3", "row 3 was changed"),
        ("DELETE FROM audit WHERE n = 2", "row 2 is missing"),
        ("DELETE FROM audit WHERE n = 5", "row 5 is missing"),
        ("DELETE FROM audit", "row 1 is missing"),
        ("UPDATE audit SET n = 10 - n WHERE n >= 4", "row 4 is missing"),
        ("UPDATE audit SET hash = 'x' WHERE n = 4", "row 4 was changed"),
    ],
)
async def test_tampering_is_found(engine: AsyncEngine, tampering: str, told: str) -> None:
    audit = await _audit(engine)
    async with writing(engine) as connection:
        await connection.execute(text(tampering))
    assert await audit.verify("demo") == told


async def test_a_row_of_another_merchant_does_not_fit(engine: AsyncEngine) -> None:
    audit = await _audit(engine)
    async with writing(engine) as connection:
        await connection.execute(text("UPDATE audit SET merchant = 'other'"))
        await connection.execute(text("UPDATE audit_heads SET merchant = 'other'"))
    assert await audit.verify("other") == "row 1 was changed"
