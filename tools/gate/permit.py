"""permit: what each role may do at all."""

from collections.abc import Mapping

from core.calls import Failed, Role
from core.phrases import Phrase
from tools.gate.step import Step

MARKET_KINDS = frozenset({"publish", "take_down", "put_back"})
OWN_KINDS = frozenset({"goal", "settings", "control", "knowledge", "import"})
DECIDERS: frozenset[Role] = frozenset({"owner", "manager"})

MAY_WRITE: Mapping[Role, frozenset[str]] = {
    "owner": MARKET_KINDS | OWN_KINDS,
    "manager": MARKET_KINDS | OWN_KINDS,
    "staff": MARKET_KINDS,
    "system": MARKET_KINDS,
}
"""Kinds of writes by role. Staff only ask (`approve` sees to it), schedules never touch the merchant's own settings."""


def permit(step: Step) -> Failed | None:
    """Reads are open to every member; what was approved is carried out only by who may decide."""
    role = step.context.actor.role
    if not step.writes:
        return None
    if role not in DECIDERS and step.context.approval is not None:
        return Failed(Phrase("gate.not_decider"))
    known = step.tool.kind in MARKET_KINDS | OWN_KINDS
    if step.tool.kind in MAY_WRITE[role] or (role in DECIDERS and not known):
        return None
    return Failed(Phrase("gate.not_allowed"))
