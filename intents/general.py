"""The last step: references in talk that is not about figures."""

from core.understanding import Area
from intents.antecedents import antecedent
from intents.reading import Reading
from intents.references import resolve
from intents.scene import Scene
from intents.signals import data_signal, why_signal

EARLIER = 3
TALK: frozenset[Area] = frozenset({"knowledge", "oos", "chitchat", "help", "handoff", "advice"})
"""Areas of talk that is not about one shop's products and figures."""


def refer(scene: Scene) -> Reading | None:
    """Complete what is plainly elided or referred to; None leaves the text alone."""
    if not scene.turns or len(scene.text) > 60 or (scene.lexicon.products and scene.turns[-1].area not in TALK):
        return None
    earlier = tuple(turn.rewritten or turn.text for turn in scene.turns[-EARLIER:])
    figures = scene.turns[-1].area in ("data", "why")
    words = resolve(scene.text, _with_product(scene, earlier), pronouns_only=figures)
    if words is None or words == scene.text:
        return None
    last = scene.turns[-1]
    return Reading(
        mode="multi",
        rewrite="in_domain",
        rewritten=words,
        slots=scene.mentions.slots(),
        data_signal=min(0.3, data_signal(scene.low, scene.asked)),
        why_signal=why_signal(scene.low, scene.asked),
        area_hint=last.area if last.area not in ("data", "why") else None,
        intent_hint=last.intent if last.area not in ("data", "why") else "",
    )


def _with_product(scene: Scene, earlier: tuple[str, ...]) -> tuple[str, ...]:
    """A product that the conversation is about is what 它 means."""
    about = antecedent(scene)
    newest = scene.turns[-1]
    if not (newest.query or newest.products) or not about.sure:
        return earlier
    word = scene.wording.product(about.products[0].id)
    return earlier if any(word in text for text in earlier) else (*earlier, word)
