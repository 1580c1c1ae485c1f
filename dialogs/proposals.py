"""What a language model proposes a message to mean, and the checks that it has to pass. A proposal is a reading: it
can't approve, confirm, cancel or change anything, and every slot is read by our own code."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from core.understanding import Alternative, Context, Rewrite, Understanding
from dialogs.decide import NEARLY_YES
from dialogs.grounding import Place, told
from intents.completing import FIGURES
from intents.engine import MOVES
from intents.intents import Catalogue, Intent
from intents.normal import bare, language
from intents.rewrite import Reading, alone
from intents.scene import scene_of

LONGEST = 300
"""Characters of a rewritten message."""
AGREED = 0.9
PROPOSED = 0.7
"""How much a proposal counts for: one that the local engine had in mind as well, and any other."""
VERDICTS = frozenset({"approve", "reject", "undo"})
"""Last words of intents that decide on something."""


class Proposal(BaseModel):
    """What the model is asked for; `intent` may be "unsure"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intent: str
    mode: Literal["single", "multi"]
    rewritten: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Which intents a model may propose: `freely` those that look something up, say something or begin a flow, which
    asks for itself; `asking` those that would change something at once, which are only ever offered on a button."""

    freely: frozenset[str]
    asking: frozenset[str]

    @classmethod
    def over(cls, catalogue: Catalogue, reading_tools: frozenset[str]) -> "Leave":
        """Verdicts on approvals, and yes, no and cancel, are in neither."""
        may = [intent for intent in catalogue.intents if _may_be_proposed(intent)]
        writes = frozenset(intent.name for intent in may if _writes(intent, reading_tools))
        return cls(frozenset(intent.name for intent in may) - writes, writes)


def _may_be_proposed(intent: Intent) -> bool:
    verdict = intent.route.startswith("approval:") or intent.name.rpartition(".")[2] in VERDICTS
    return not verdict and intent.name not in MOVES and intent.name not in NEARLY_YES


def _writes(intent: Intent, reading_tools: frozenset[str]) -> bool:
    kind, _, target = intent.route.partition(":")
    return kind == "tool" and target not in reading_tools


def checked(proposal: Proposal, place: Place, leave: Leave, catalogue: Catalogue) -> Understanding | None:
    """The understanding that the proposal leads to; None if it is to be disregarded."""
    if proposal.intent in leave.asking:
        return _offered(proposal.intent, place, catalogue)
    if proposal.intent not in leave.freely:
        return None
    intent = catalogue.intent(proposal.intent)
    words, multi = _words(proposal, place)
    reading = alone(scene_of(words, Context(), place.lexicon, place.now))
    if intent.area in FIGURES and reading.query is None and reading.problem is None:
        return None
    thought_of = {place.local.intent, *(each.intent for each in place.local.alternatives)}
    return Understanding(
        move="small_talk" if intent.area == "chitchat" else "ask",
        area=intent.area,
        intent=intent.name,
        mode="multi" if multi else "single",
        rewrite=_kind(multi, intent, place),
        rewritten=words,
        slots=reading.slots,
        confidence=AGREED if intent.name in thought_of else PROPOSED,
        engine="model",
        **_figures(intent, reading),
    )


def _figures(intent: Intent, reading: Reading) -> dict[str, object]:
    if intent.area not in FIGURES:
        return {}
    return {"query": reading.query, "problem": reading.problem, "options": reading.options}


def _offered(name: str, place: Place, catalogue: Catalogue) -> Understanding:
    """Nothing is changed on a model's word: the merchant is asked, with a button."""
    others = tuple(each for each in place.local.alternatives if each.intent != name)
    return Understanding(
        move="unclear",
        area=catalogue.intent(name).area,
        intent=name,
        rewritten=place.local.rewritten or place.text,
        slots=place.local.slots,
        confidence=place.local.confidence,
        alternatives=(Alternative(intent=name, confidence=PROPOSED), *others)[:3],
        engine="model",
    )


def _words(proposal: Proposal, place: Place) -> tuple[str, bool]:
    """The stand-alone question, and whether it took the history to complete it. Where it says more than was said, the
    message stays as it was typed."""
    words = " ".join(proposal.rewritten.split())
    multi = proposal.mode == "multi" and bool(place.past)
    if not words or len(words) > LONGEST or language(words) != language(place.text) or not told(place).covers(words):
        return place.text, False
    return words, multi and bare(words) != bare(place.text)


def _kind(multi: bool, intent: Intent, place: Place) -> Rewrite:
    if not multi:
        return "none"
    return "in_domain" if place.past[-1].area == intent.area else "cross_domain"
