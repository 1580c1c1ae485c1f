"""perform: the call itself. A write is on record before anything is done, and never runs twice under one key."""

from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, ConfigDict

from core.approvals import call_hash
from core.calls import Answer, CallContext, Failed, Outcome, Result, Retry
from core.errors import InternalError, OutcomeUnknownError, UserError
from core.phrases import Phrases
from core.ports import Calls, Clock
from core.records import StartedCall
from core.replies import Text
from tools.gate.step import Step


class Recorded(BaseModel):
    """What is kept of a finished write."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    call_hash: str
    outcome: Result | Retry | Failed


class Perform:
    """Reads just run. A write that was cut off stays `started` until a look-up tells what became of it."""

    def __init__(self, calls: Calls, clock: Clock, phrases: Phrases) -> None:
        self._calls = calls
        self._clock = clock
        self._phrases = phrases

    async def __call__(self, step: Step) -> Outcome:
        if not step.writes:
            return await step.tool.run(step.arguments, step.context)
        if not await self._calls.start(_record(step, self._clock)):
            return await self._again(step)
        return await self._first(step)

    async def _first(self, step: Step) -> Outcome:
        try:
            outcome = await step.tool.run(step.arguments, step.context)
        except UserError as error:
            outcome = Failed(error.phrase)
        except OutcomeUnknownError:
            return await self._look_up(step)
        await finish(self._calls, step.context.request_id, call_hash(step.call), outcome)
        return outcome

    async def _look_up(self, step: Step) -> Outcome:
        """Only a yes is taken at once: a no may still be on its way, and is asked for again later."""
        try:
            found = await step.write_tool.find(step.arguments, step.context)
        except OutcomeUnknownError:
            found = None
        if found is None:
            return self._unsure(step.context, "gate.outcome_unknown")
        await finish(self._calls, step.context.request_id, call_hash(step.call), found)
        return found

    async def _again(self, step: Step) -> Outcome:
        """The outcome on record; its changes are left out, since nothing was changed this time."""
        request = step.context.request_id
        known = await self._calls.status(request)
        if known is None or known[0] == "started":
            return self._unsure(step.context, "gate.under_way")
        recorded = Recorded.model_validate_json(known[1])
        if recorded.call_hash != call_hash(step.call):
            raise InternalError(f"request {request} was used for another call")
        outcome = recorded.outcome
        return replace(outcome, changes=()) if isinstance(outcome, Result) else outcome

    def _unsure(self, context: CallContext, key: Literal["gate.outcome_unknown", "gate.under_way"]) -> Result:
        text = self._phrases.say(key, context.actor.lang)
        return Result((Text(text=text),), Answer(status="unavailable"))


async def finish(calls: Calls, request_id: str, hashed: str, outcome: Result | Retry | Failed) -> bool:
    """Close the record of a write; False if somebody else closed it."""
    status: Literal["executed", "failed"] = "executed" if isinstance(outcome, Result) else "failed"
    return await calls.finish(request_id, status, Recorded(call_hash=hashed, outcome=outcome).model_dump_json())


def _record(step: Step, clock: Clock) -> StartedCall:
    actor = step.context.actor
    return StartedCall(
        request_id=step.context.request_id,
        merchant=actor.merchant,
        chat=actor.chat,
        user=actor.user,
        lang=actor.lang,
        call=step.call,
        approval=step.context.approval,
        started_at=clock.now(),
    )
