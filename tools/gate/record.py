"""record: every write, and every refusal of one, in the audit."""

from typing import Any, assert_never

from core.calls import CallContext, Outcome, ToolCall
from core.ports import Audit, Clock
from core.records import AuditEntry


class Record:
    """Appends who, what, why, with what before and after."""

    def __init__(self, audit: Audit, clock: Clock) -> None:
        self._audit = audit
        self._clock = clock

    async def __call__(self, call: ToolCall, context: CallContext, outcome: Outcome) -> None:
        actor = context.actor
        detail = {
            "role": actor.role,
            "chat": actor.chat,
            "request": context.request_id,
            "approval": context.approval,
            "arguments": call.model_dump(mode="json")["arguments"],
            "outcome": outcome.kind,
            **_told(outcome),
        }
        entry = AuditEntry(
            merchant=actor.merchant, at=self._clock.now(), user=actor.user, action=call.tool, detail=detail
        )
        await self._audit.append(entry)


def _told(outcome: Outcome) -> dict[str, Any]:
    match outcome.kind:
        case "result":
            return {"changes": [change.model_dump(mode="json") for change in outcome.changes]}
        case "retry":
            return {"why": outcome.hint.key, "params": outcome.hint.params}
        case "failed":
            return {"why": outcome.reason.key, "params": outcome.reason.params}
        case "approval_needed":
            return {"asked": outcome.approval}
        case _:
            assert_never(outcome)
