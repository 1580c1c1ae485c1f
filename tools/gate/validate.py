"""validate: arguments are parsed by the tool's own model."""

from pydantic import ValidationError

from core.calls import Arguments, Retry, Tool, ToolCall
from core.phrases import Lang, Phrase, Phrases

FIELDS = {
    "title": "gate.field_title",
    "category": "gate.field_category",
    "attributes": "gate.field_attributes",
    "tiers": "gate.field_tiers",
    "stock": "gate.field_stock",
    "cost": "gate.field_cost",
    "product": "gate.field_product",
}


def validate(tool: Tool, call: ToolCall, phrases: Phrases, lang: Lang) -> Arguments | Retry:
    """The parsed arguments, or which of them are missing or wrong, named as a merchant names them."""
    try:
        return tool.arguments.model_validate(call.arguments)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        missing = [fault for fault in faults if fault["type"] == "missing"]
        names = dict.fromkeys(_name(fault["loc"], phrases, lang) for fault in missing or faults)
        key = "gate.arguments_missing" if missing else "gate.arguments_wrong"
        return Retry(Phrase(key, {"fields": phrases.say("gate.comma", lang).join(names)}))


def _name(place: tuple[int | str, ...], phrases: Phrases, lang: Lang) -> str:
    field = str(place[0]) if place else "?"
    return phrases.say(FIELDS[field], lang) if field in FIELDS else field
