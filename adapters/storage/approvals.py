"""`SqlApprovals`: what waits for a person, moved on by one compare-and-set."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.tables import approvals
from core.approvals import MOVES, Approval, ApprovalStatus
from core.calls import ToolCall

MUTABLE = {"status", "decided_by", "decided_at", "reason", "inverse"}
COLUMNS = (
    approvals.c.body,
    approvals.c.status,
    approvals.c.decided_by,
    approvals.c.decided_at,
    approvals.c.reason,
    approvals.c.inverse,
)


class SqlApprovals:
    """`core.ports.Approvals`. `decided_by`, `decided_at` and `reason` tell of the way out of pending; later moves keep
    them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, approval: Approval) -> None:
        """Keep a new one. IntegrityError if the merchant has this id already."""
        row = {
            "merchant": approval.merchant,
            "approval": approval.id,
            "status": approval.status,
            "created_at": approval.created_at,
            "decided_by": approval.decided_by,
            "decided_at": approval.decided_at,
            "reason": approval.reason,
            "inverse": approval.inverse.model_dump_json() if approval.inverse else None,
            "body": approval.model_dump_json(exclude=MUTABLE),
        }
        async with writing(self._engine) as connection:
            await connection.execute(approvals.insert(), row)

    async def get(self, merchant: str, approval: str) -> Approval | None:
        """One by its id."""
        found = await self._select(merchant, approvals.c.approval == approval)
        return found[0] if found else None

    async def move(
        self,
        merchant: str,
        approval: str,
        came_from: ApprovalStatus,
        to: ApprovalStatus,
        *,
        by: str,
        at: datetime,
        reason: str = "",
        inverse: ToolCall | None = None,
    ) -> bool:
        """True for the one caller that moved it. ValueError for a move not in MOVES."""
        if to not in MOVES[came_from]:
            raise ValueError(f"an approval can't go from {came_from} to {to}")
        values: dict[str, Any] = {"status": to}
        if came_from == "pending":
            values |= {"decided_by": by, "decided_at": at, "reason": reason}
        if inverse is not None:
            values["inverse"] = inverse.model_dump_json()
        this = and_(approvals.c.merchant == merchant, approvals.c.approval == approval, approvals.c.status == came_from)
        async with writing(self._engine) as connection:
            return (await connection.execute(update(approvals).where(this).values(values))).rowcount == 1

    async def waiting(self, merchant: str) -> tuple[Approval, ...]:
        """Pending ones, oldest first."""
        return await self._select(merchant, approvals.c.status == "pending")

    async def recent(self, merchant: str, since: datetime) -> tuple[Approval, ...]:
        """Decided since then, newest first."""
        found = await self._select(merchant, approvals.c.decided_at >= since)
        return tuple(sorted(reversed(found), key=lambda one: one.decided_at or since, reverse=True))

    async def asked_since(self, merchant: str, since: datetime) -> int:
        """How many were asked for since then, whatever became of them."""
        count = select(func.count()).where(approvals.c.merchant == merchant, approvals.c.created_at >= since)
        async with self._engine.connect() as connection:
            return (await connection.execute(count)).scalar_one()

    async def _select(self, merchant: str, condition: ColumnElement[bool]) -> tuple[Approval, ...]:
        query = select(*COLUMNS).where(approvals.c.merchant == merchant, condition).order_by(approvals.c.seq)
        async with self._engine.connect() as connection:
            return tuple(_approval(row) for row in await connection.execute(query))


def _approval(row: Row[*tuple[Any, ...]]) -> Approval:
    return Approval.model_validate_json(row.body).model_copy(
        update={
            "status": row.status,
            "decided_by": row.decided_by,
            "decided_at": row.decided_at,
            "reason": row.reason,
            "inverse": ToolCall.model_validate_json(row.inverse) if row.inverse else None,
        }
    )
