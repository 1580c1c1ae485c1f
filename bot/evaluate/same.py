"""When two readings count as the same."""

from core.query import MetricQuery
from core.understanding import Slot, SlotKind, Understanding
from intents.intents import Catalogue

NAMES = {
    "help.greet": frozenset({"help.hello"}),
    "price_stock.change_price": frozenset({"price_stock.price"}),
    "price_stock.change_stock": frozenset({"price_stock.stock"}),
    "campaign.show": frozenset({"campaign.list"}),
    "campaign.join": frozenset({"campaign.enrol", "campaign.leave"}),
    "title.improve": frozenset({"title.rewrite"}),
    "reception.topics": frozenset({"reception.questions"}),
    "advice.what_to_sell": frozenset({"advice.sell"}),
}
"""Their names of intents and ours, where they differ; enrolling in a campaign and leaving it is one name of theirs."""
BY_AREA = frozenset({"chitchat", "oos"})


def right_intent(area: str, intent: str, meant: Understanding) -> bool:
    """Whether area and intent are those of the set."""
    if meant.area != area:
        return False
    return area in BY_AREA or meant.intent == intent or meant.intent in NAMES.get(intent, ())


def same_question(alone: Understanding, meant: Understanding, catalogue: Catalogue) -> bool:
    """Whether the stand-alone question's reading and the one in context ask the same: by query for figures and causes,
    by the slots that the intent may carry for the rest. Names of products and words of their own count in full."""
    if meant.area in ("data", "why"):
        return alone.problem == meant.problem and _query(alone.query) == _query(meant.query)
    kinds = set(catalogue.intent(meant.intent).slots)
    return _slots(alone, kinds) == _slots(meant, kinds)


def _query(query: MetricQuery | None) -> object:
    """Without the order of parts that has no meaning, and whether the period was said."""
    if query is None:
        return None
    values = query.model_dump(exclude={"window_said", "metrics", "filters", "derive", "dimensions", "having"})
    parts = (query.metrics, query.dimensions, query.derive)
    return (
        values,
        tuple(frozenset(part) for part in parts),
        frozenset((each.field, each.op, each.value) for each in query.filters),
        frozenset(query.having),
    )


def _slots(meant: Understanding, kinds: set[SlotKind]) -> frozenset[object]:
    return frozenset(_value(slot) for slot in meant.slots if slot.kind in kinds)


def _value(slot: Slot) -> object:
    amount = "amount" if slot.kind in ("number", "money") else slot.kind
    return (amount, slot.value, slot.start, slot.end)
