"""撤销: an executed approval's inverse, once."""

from datetime import datetime

from core.approvals import Approval
from core.calls import Actor, CallContext, Failed, Outcome, Result
from core.phrases import Phrase
from core.ports import Calls
from tools.approvals.moves import Moves
from tools.approvals.wording import Wording
from tools.gate import Gate
from tools.gate.permit import DECIDERS


class Undo:
    """The inverse runs first, under its own key; then the approval is undone. A crash in between heals at the next tap,
    which finds the inverse on record."""

    def __init__(self, gate: Gate, calls: Calls, moves: Moves, words: Wording) -> None:
        self._gate = gate
        self._calls = calls
        self._moves = moves
        self._words = words

    async def __call__(self, item: Approval, actor: Actor, now: datetime) -> Outcome:
        if actor.role not in DECIDERS:
            return Failed(Phrase("gate.not_decider"))
        if item.status == "undone":
            return await self._words.late(item, actor, now)
        if item.status != "executed" or item.inverse is None:
            return Failed(Phrase("approvals.no_way_back", {"headline": item.headline}))
        key = await self._key(item)
        outcome = await self._gate.call(item.inverse, CallContext(actor, now, key, item.id))
        known = await self._calls.status(key)
        if isinstance(outcome, Result) and known is not None and known[0] == "executed":
            moved = await self._moves.move(item, "undone", by=actor.user, at=now)
            if moved or outcome.changes:
                return outcome
        newest = await self._moves.now_of(item)
        return await self._words.late(newest, actor, now) if newest.status == "undone" else outcome

    async def _key(self, item: Approval) -> str:
        """`undo-<id>`; after an attempt that failed, the next number."""
        key, attempt = f"undo-{item.id}", 1
        while (known := await self._calls.status(key)) is not None and known[0] == "failed":
            attempt += 1
            key = f"undo-{item.id}-{attempt}"
        return key
