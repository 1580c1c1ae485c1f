"""pause: a paused shop stands still until /resume."""

from core.calls import Failed
from core.phrases import Phrase
from core.records import Shop
from tools.gate.permit import OWN_KINDS
from tools.gate.step import Step


def paused(shop: Shop, kind: str) -> Failed | None:
    """What acts on the shop stops. The merchant's own goal, settings and /resume itself go on."""
    if shop.paused and kind not in OWN_KINDS:
        return Failed(Phrase("gate.paused", {"shop": shop.name}))
    return None


def pause(step: Step) -> Failed | None:
    """The same as a wrapper; reads pass."""
    return paused(step.shop, step.tool.kind) if step.writes else None
