"""Where an understood turn becomes a call or a flow's slots: the catalogue names a tool, this fills its arguments."""

from typing import Any

from core.calls import ToolCall
from core.understanding import Slot, SlotKind, Understanding
from intents.clock_time import read_time

CHARTS = {"line", "bar", "hbar"}


def call_for(tool: str, meant: Understanding | None, text: str) -> ToolCall:
    """The call of a tool that an intent routes to. The gate checks the arguments."""
    return ToolCall(tool=tool, arguments=_arguments(tool, meant, text))


def _arguments(tool: str, meant: Understanding | None, text: str) -> dict[str, Any]:
    match tool:
        case "query_data":
            return _query(meant) | {"chart": _chart(meant)}
        case "explain_change":
            return _query(meant)
        case "faq":
            return {"question": (meant.rewritten if meant else "") or text}
        case "show_proof":
            return {"proof": text}
        case "show_push":
            return {"key": text}
        case "show_goal" | "drop_goal":
            month = first(meant, "window")
            return {"month": str(month.start.replace(day=1))} if month and month.start else {}
        case "set_report":
            return _report(meant, text)
        case "set_language":
            return {"lang": "en" if _wants_english(text) else "zh"}
        case _:
            return {}


def _query(meant: Understanding | None) -> dict[str, Any]:
    return {"query": meant.query.model_dump(mode="json")} if meant and meant.query else {}


def _chart(meant: Understanding | None) -> str | None:
    wish = first(meant, "chart")
    return str(wish.value) if wish and wish.value in CHARTS else None


def _report(meant: Understanding | None, text: str) -> dict[str, Any]:
    if meant and meant.intent in {"report.on", "report.off"}:
        return {"on": meant.intent == "report.on"}
    at = read_time(text)
    return {"at": f"{at:%H:%M}"} if at else {}


def _wants_english(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in ("英文", "英语", "english", "/language en", "/lang en"))


def first(meant: Understanding | None, kind: SlotKind) -> Slot | None:
    """The first slot of a kind."""
    return next((slot for slot in meant.slots if slot.kind == kind), None) if meant else None


def flow_slots(flow: str, meant: Understanding, text: str) -> dict[str, str]:
    """What a flow reads from a turn, as strings."""
    if flow != "goal":
        return {"text": text}
    slots: dict[str, str] = {"said": text}
    amount = first(meant, "money") or first(meant, "number")
    if amount and amount.value is not None:
        slots["amount"] = str(amount.value)
    metric = first(meant, "metric")
    if metric and metric.value:
        slots["metric"] = str(metric.value)
    return slots
