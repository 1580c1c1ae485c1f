"""approve: by the tier of its kind a call goes on, is staged as a card, or stops; leave that is claimed is checked."""

import asyncio
import base64
import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import assert_never

from core.approvals import Approval, ApprovalStatus, call_hash
from core.calls import ApprovalNeeded, Failed, Outcome, Preview, Tier
from core.phrases import Phrase, Phrases
from core.ports import Approvals, Clock
from tools.gate.card import card
from tools.gate.limit import AskLimit, Limits
from tools.gate.step import Step

TIERS: Mapping[str, Tier] = {
    "goal": "auto",
    "settings": "auto",
    "control": "auto",
    "knowledge": "auto",
    "import": "auto",
    "publish": "ask",
    "take_down": "ask",
    "put_back": "ask",
}
"""Defaults of writes by risk kind; a kind that isn't named is asked for."""


class Approve:
    """Reads need no leave."""

    def __init__(
        self, approvals: Approvals, phrases: Phrases, clock: Clock, tiers: Mapping[str, Tier], limits: Limits
    ) -> None:
        self._approvals = approvals
        self._phrases = phrases
        self._clock = clock
        self._tiers = tiers
        self._wait = timedelta(hours=limits.ask_hours)
        self._asks = AskLimit(approvals, clock, limits)
        self._staging = asyncio.Lock()

    async def __call__(self, step: Step) -> Outcome | None:
        if not step.writes:
            return None
        tier = self._tier(step)
        match tier:
            case "never":
                return Failed(Phrase("gate.never"))
            case _ if step.context.approval is not None:
                return await self._leave(step, step.context.approval)
            case "auto" | "notify":
                return None
            case "ask":
                async with self._staging:
                    return await self._stage(step)
            case _:
                assert_never(tier)

    def _tier(self, step: Step) -> Tier:
        """Staff always ask, whatever standing rules say."""
        tier = self._tiers.get(step.tool.kind, "ask")
        return "ask" if step.context.actor.role == "staff" and tier != "never" else tier

    async def _leave(self, step: Step, approval_id: str) -> Failed | None:
        """An approved call may run once under the approval's id; an executed one's inverse as its undo."""
        approval = await self._approvals.get(step.shop.merchant, approval_id)
        request, wanted = step.context.request_id, call_hash(step.call)
        if approval is None:
            granted = False
        elif approval.status == "executed" and approval.inverse is not None:
            granted = wanted == call_hash(approval.inverse) and request.startswith(f"undo-{approval.id}")
        else:
            granted = approval.status == "approved" and (wanted, request) == (approval.call_hash, approval.id)
        return None if granted else Failed(Phrase("gate.no_leave"))

    async def _stage(self, step: Step) -> Outcome:
        """The id follows from merchant, request and call: a turn that is delivered again shows the same card.

        One that expired or failed is asked for anew.
        """
        known = await self._approvals.get(step.shop.merchant, approval_id(step))
        if known is not None and self._is_spent(known):
            return await self._stage(step.next_request())
        if known is not None and known.status != "pending":
            return Failed(Phrase("gate.decided_already", {"headline": known.headline}))
        if known is None and (stop := await self._asks(step)) is not None:
            return stop
        preview = await step.write_tool.preview(step.arguments, step.context)
        if not isinstance(preview, Preview):
            return preview
        approval = known or await self._ask(step, preview)
        shown = card(approval, preview, step, self._clock.now(), self._phrases)
        return ApprovalNeeded(approval.id, (shown,))

    def _is_spent(self, known: Approval) -> bool:
        late = known.status == "pending" and known.expires_at <= self._clock.now()
        return late or known.status in ("expired", "failed")

    async def _ask(self, step: Step, preview: Preview) -> Approval:
        now, actor = self._clock.now(), step.context.actor
        approval = Approval(
            id=approval_id(step),
            merchant=actor.merchant,
            chat=actor.chat,
            requested_by=actor.user,
            kind=step.tool.kind,
            call=step.call,
            call_hash=call_hash(step.call),
            headline=preview.headline,
            created_at=now,
            expires_at=now + self._wait,
        )
        await self._supersede(approval)
        await self._approvals.add(approval)
        return approval

    async def _supersede(self, new: Approval) -> None:
        """The same call asked for again takes the place of the card that still waits."""
        for old in await self._approvals.waiting(new.merchant):
            if old.call_hash == new.call_hash:
                at, late = new.created_at, old.expires_at <= new.created_at
                to: ApprovalStatus = "expired" if late else "superseded"
                await self._approvals.move(new.merchant, old.id, "pending", to, by=new.requested_by, at=at)


def approval_id(step: Step) -> str:
    """12 characters of base32, the same for the same request."""
    told = "\n".join((step.shop.merchant, step.context.request_id, call_hash(step.call)))
    return base64.b32encode(hashlib.sha256(told.encode()).digest())[:12].decode().lower()
