"""What the contract of DESIGN.md §14 prints for a turn, as plain JSON values."""

from typing import Any

from core.approvals import Approval
from core.calls import Answer, Change
from core.model import NOTHING
from core.query import MetricQuery, Window
from core.replies import Reply, Table
from core.understanding import Slot, Understanding
from dialogs.heard import Handled


def print_turn(
    conversation: str,
    number: int,
    handled: Handled | None,
    replies: tuple[Reply, ...],
    approvals: tuple[Approval, ...],
    changes: tuple[Change, ...],
    milliseconds: float,
) -> dict[str, Any]:
    """One line of `ask` and `replay`. Keys are left out where they don't apply."""
    line: dict[str, Any] = {"id": conversation, "n": number}
    if handled:
        line |= _meant(handled)
    line["replies"] = [_reply(reply) for reply in replies]
    line["approvals"] = [{"id": each.id, "kind": each.kind, "status": each.status} for each in approvals]
    line["effects"] = [change.model_dump(mode="json") for change in changes]
    usage = handled.usage if handled else NOTHING
    return line | {"ms": round(milliseconds, 2), "model_calls": usage.calls, "tokens": usage.tokens}


def _meant(handled: Handled) -> dict[str, Any]:
    line: dict[str, Any] = {}
    if handled.understanding:
        line["understanding"] = print_understanding(handled.understanding)
    if handled.decision:
        line["decision"] = handled.decision.name
    if handled.tool:
        line["tool"] = handled.tool
    if handled.answer:
        line["result"] = _result(handled.answer)
        if handled.answer.sources:
            line["sources"] = [source.model_dump() for source in handled.answer.sources]
    return line


def print_understanding(meant: Understanding) -> dict[str, Any]:
    """The contract's `understanding`."""
    return {
        "area": meant.area,
        "intent": meant.intent,
        "mode": meant.mode,
        "rewrite": meant.rewrite,
        "rewritten": meant.rewritten,
        "slots": [_slot(slot) for slot in meant.slots],
        "confidence": round(meant.confidence, 4),
        "engine": meant.engine,
    }


def _slot(slot: Slot) -> dict[str, Any]:
    if slot.kind == "window":
        return {"kind": "window", "text": slot.text, "from": str(slot.start), "to": str(slot.end)}
    value = slot.value if isinstance(slot.value, str) or slot.value is None else _number(float(slot.value))
    return {"kind": slot.kind, "text": slot.text, "value": value}


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _result(answer: Answer) -> dict[str, Any]:
    result: dict[str, Any] = {"status": answer.status}
    if answer.query:
        result["query"] = _query(answer.query)
    if answer.sql:
        result |= {"sql": answer.sql, "columns": list(answer.columns), "rows": [list(row) for row in answer.rows]}
    if answer.causes:
        result["causes"] = [cause.model_dump(mode="json") for cause in answer.causes]
    return result


def _query(query: MetricQuery) -> dict[str, Any]:
    printed = query.model_dump(mode="json", exclude={"window", "window_said", "compare"})
    printed["window"] = _window(query.window)
    if query.compare:
        compared = query.compare.window
        printed["compare"] = {"kind": query.compare.kind, "window": _window(compared) if compared else None}
    return {key: value for key, value in printed.items() if value not in (None, [], ())}


def _window(window: Window) -> list[str]:
    return [str(window.start), str(window.end)]


def _reply(reply: Reply) -> dict[str, Any]:
    text = reply.text
    if isinstance(reply, Table):
        text = "\n".join((text, " | ".join(reply.columns), *(" | ".join(row) for row in reply.rows)))
    return {"kind": reply.kind, "text": text, "buttons": [button.text for row in reply.buttons for button in row]}
