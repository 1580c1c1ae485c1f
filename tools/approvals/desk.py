"""`Desk`: a person's verdict on what waits. A model never gets here."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, assert_never

from core.approvals import Approval
from core.calls import Actor, CallContext, Failed, Outcome, Result
from core.phrases import Phrase, Phrases
from core.ports import Approvals, Audit, Calls, Clock, Shops
from core.replies import Text
from tools.approvals.moves import Moves
from tools.approvals.recovery import Notice, Recovery
from tools.approvals.undo import Undo
from tools.approvals.which import Verdict, ask_which, fitting
from tools.approvals.wording import Wording
from tools.gate import Gate
from tools.gate.pause import paused
from tools.gate.permit import DECIDERS
from tools.registry import Registry


@dataclass(frozen=True, slots=True)
class Reopen:
    """The card was taken back to be edited: open its flow again with `approval.call`."""

    approval: Approval
    kind: Literal["reopen"] = "reopen"


class Desk:
    """Each move is one compare-and-set, so that of many taps one wins and the others are told."""

    def __init__(
        self,
        gate: Gate,
        registry: Registry,
        approvals: Approvals,
        calls: Calls,
        shops: Shops,
        audit: Audit,
        phrases: Phrases,
        clock: Clock,
    ) -> None:
        self._gate = gate
        self._approvals = approvals
        self._calls = calls
        self._shops = shops
        self._phrases = phrases
        self._words = Wording(shops, calls, phrases)
        self._moves = Moves(approvals, audit)
        self._undo = Undo(gate, calls, self._moves, self._words)
        self._recovery = Recovery(
            registry=registry,
            approvals=approvals,
            calls=calls,
            shops=shops,
            moves=self._moves,
            words=self._words,
            clock=clock,
        )

    async def decide(
        self, approval: str, verdict: Verdict, actor: Actor, now: datetime, reason: str = ""
    ) -> Outcome | Reopen:
        """`approval` "" means the only one that the verdict fits; several are asked about. `now` is aware."""
        if not approval:
            fit = await fitting(self._approvals, verdict, actor.merchant, now)
            if len(fit) != 1:
                return ask_which(fit, verdict, actor, self._phrases)
            approval = fit[0].id
        found = await self._approvals.get(actor.merchant, approval)
        if found is None:
            return Failed(Phrase("approvals.unknown"))
        found = await self._moves.fresh(found, now)
        if verdict == "no":
            return await self._no(found, actor, now, reason)
        return await self._on(found, verdict, actor, now)

    async def expire(self, now: datetime) -> tuple[Approval, ...]:
        """Close what nobody answered in time; those that are closed now."""
        closed = []
        for shop in await self._shops.all():
            for item in await self._approvals.waiting(shop.merchant):
                newest = await self._moves.fresh(item, now)
                if newest.status == "expired":
                    closed.append(newest)
        return tuple(closed)

    async def recover(self, older_than: timedelta = timedelta(0)) -> tuple[Notice, ...]:
        """After a crash, before unfinished turns are handled again: what became of each write that was cut off.

        `older_than` spares writes that another worker may still be busy with.
        """
        return await self._recovery.recover(older_than)

    async def _on(
        self, item: Approval, verdict: Literal["ok", "edit", "undo", "again"], actor: Actor, now: datetime
    ) -> Outcome | Reopen:
        match verdict:
            case "ok":
                return await self._ok(item, actor, now)
            case "edit":
                return await self._edit(item, actor, now)
            case "undo":
                return await self._undo(item, actor, now)
            case "again":
                return await self._again(item, actor, now)
            case _:
                assert_never(verdict)

    async def _ok(self, item: Approval, actor: Actor, now: datetime) -> Outcome:
        if actor.role not in DECIDERS:
            return Failed(Phrase("gate.not_decider"))
        if item.status != "pending":
            return await self._words.late(item, actor, now)
        shop = await self._shops.get(item.merchant)
        if shop is not None and (stop := paused(shop, item.kind)) is not None:
            return stop
        if not await self._moves.move(item, "approved", by=actor.user, at=now):
            return await self._words.late(await self._moves.now_of(item), actor, now)
        outcome = await self._gate.call(item.call, CallContext(actor, now, item.id, item.id))
        return await self._settle(item.model_copy(update={"status": "approved"}), outcome, actor, now)

    async def _settle(self, item: Approval, outcome: Outcome, actor: Actor, now: datetime) -> Outcome:
        """approved → executed with its inverse kept, or failed with its reason; unknown stays approved."""
        match outcome.kind:
            case "result" if (await self._calls.status(item.id) or ("",))[0] == "started":
                return replace(outcome, replies=self._words.with_button(outcome.replies, "check", item.id, actor.lang))
            case "result":
                await self._moves.move(item, "executed", by=actor.user, at=now, inverse=outcome.inverse)
                if outcome.inverse is None:
                    return outcome
                return replace(outcome, replies=self._words.with_button(outcome.replies, "undo", item.id, actor.lang))
            case "failed" | "retry" | "approval_needed":
                await self._moves.move(item, "failed", by=actor.user, at=now)
                return self._words.failed(item, self._why(outcome, actor), actor.lang)
            case _:
                assert_never(outcome)

    def _why(self, outcome: Outcome, actor: Actor) -> str:
        if isinstance(outcome, Failed):
            return self._words.speak(outcome.reason, actor.lang)
        if outcome.kind == "retry":
            return self._words.speak(outcome.hint, actor.lang)
        return self._words.say("approvals.no_reason", actor.lang)

    async def _no(self, item: Approval, actor: Actor, now: datetime, reason: str) -> Outcome:
        if (stop := await self._withdraw(item, "rejected", actor, now, reason)) is not None:
            return stop
        if reason:
            text = self._words.say("approvals.rejected_because", actor.lang, headline=item.headline, reason=reason)
        else:
            text = self._words.say("approvals.rejected", actor.lang, headline=item.headline)
        return Result((Text(text=text),))

    async def _edit(self, item: Approval, actor: Actor, now: datetime) -> Outcome | Reopen:
        stop = await self._withdraw(item, "edited", actor, now)
        return Reopen(item) if stop is None else stop

    async def _withdraw(
        self, item: Approval, to: Literal["rejected", "edited"], actor: Actor, now: datetime, reason: str = ""
    ) -> Outcome | None:
        """Whoever may decide takes a card off the table, and whoever asked for it. None if it is off now."""
        if actor.role not in DECIDERS and actor.user != item.requested_by:
            return Failed(Phrase("gate.not_decider"))
        if item.status != "pending":
            return await self._words.late(item, actor, now)
        if await self._moves.move(item, to, by=actor.user, at=now, reason=reason):
            return None
        return await self._words.late(await self._moves.now_of(item), actor, now)

    async def _again(self, item: Approval, actor: Actor, now: datetime) -> Outcome:
        """Expired and failed ones are asked anew; one whose outcome is unknown is looked up."""
        if item.status in ("expired", "failed"):
            return await self._gate.call(item.call, CallContext(actor, now, f"again-{item.id}"))
        if item.status == "approved" and (notice := await self._recovery.look_up(item)) is not None:
            return Result(notice.replies)
        return await self._words.late(item, actor, now)
