"""`Moves`: every change of an approval's status, each one compare-and-set and on record."""

from datetime import datetime

from core.approvals import Approval, ApprovalStatus
from core.calls import ToolCall
from core.ports import Approvals, Audit
from core.records import AuditEntry


class Moves:
    """Approvals with an audit."""

    def __init__(self, approvals: Approvals, audit: Audit) -> None:
        self._approvals = approvals
        self._audit = audit

    async def move(
        self,
        item: Approval,
        to: ApprovalStatus,
        *,
        by: str,
        at: datetime,
        reason: str = "",
        inverse: ToolCall | None = None,
    ) -> bool:
        """From the status that `item` shows; False if somebody else was first."""
        moved = await self._approvals.move(
            item.merchant, item.id, item.status, to, by=by, at=at, reason=reason, inverse=inverse
        )
        if moved:
            detail = {"approval": item.id, "kind": item.kind, "from": item.status, "reason": reason}
            action = f"approval.{to}"
            await self._audit.append(AuditEntry(merchant=item.merchant, at=at, user=by, action=action, detail=detail))
        return moved

    async def now_of(self, item: Approval) -> Approval:
        """The same approval as it is by now."""
        return await self._approvals.get(item.merchant, item.id) or item

    async def fresh(self, item: Approval, now: datetime) -> Approval:
        """A pending one that ran out of time is closed first."""
        if item.status != "pending" or now < item.expires_at:
            return item
        await self.move(item, "expired", by="clock", at=now)
        return await self.now_of(item)
