"""`Understander`: what one message means, in its conversation. Plain code, no input or output."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from core.lexicon import Lexicon
from core.understanding import Alternative, Area, Context, Move, Slot, Understanding
from intents.classifier import Classifier, Guess, load_classifier
from intents.in_flow import move_in_flow
from intents.intents import Catalogue
from intents.normal import bare, has_words, normalise
from intents.rewrite import Reading, read_in_context
from intents.typed import decided_word, is_bare, may_approve

SURE = 0.6
"""From this confidence on nothing is asked back."""
WAVERING = 0.5
"""Below this a plain sign of a data or why question decides (best on held-out examples)."""
ENOUGH = 0.3
"""Below this nothing is guessed."""
CLOSE = 0.12
"""Two readings nearer than this are asked about, unless the first is SURE."""
SIGNAL = 0.6
OWN = 0.9
"""From here on a text that looks like an ellipsis is a matter of its own."""
HINTED = 0.9
"""The confidence of an ellipsis that was completed."""
READ_IN_CONTEXT: frozenset[Area] = frozenset({"data", "why", "knowledge"})
PROBLEMS_MATTER: frozenset[Area] = frozenset({"data", "why"})
MOVES: dict[str, Move] = {"chitchat.yes": "confirm", "chitchat.no": "deny", "chitchat.cancel": "cancel"}
HANGS_ON = frozenset({"chitchat.cancel", "approval.undo", "approval.approve", "approval.reject", "approval.edit"})
"""Said alone, these refer to what came before."""
_POINTS = re.compile(
    r"它|他们|她|这个(?!月|星期|礼拜|季度)|那个|这款|那款|第.个|\bit\b|\bthem\b|\bthat one\b|\bthis one\b"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """An intent, how sure, the next best ones, and what was said besides (a reason)."""

    intent: str
    confidence: float
    others: tuple[Guess, ...] = ()
    reason: str = ""


class Understander:
    """Exact words, then the reading in context, then the classifier."""

    def __init__(self, catalogue: Catalogue, classifier: Classifier) -> None:
        self.catalogue = catalogue
        self._classifier = classifier
        self._exact = {bare(text): name for text, _, name in catalogue.examples()}
        for intent in catalogue.intents:
            self._exact |= {bare(text): intent.name for text in (intent.label.zh, intent.label.en)}

    def understand(self, text: str, context: Context, lexicon: Lexicon, now: datetime) -> Understanding:
        """What `text` means. Never raises; `now` is aware, in the shop's zone."""
        reading = self._own(text, read_in_context(text, context, lexicon, now), context)
        meaning = self._meaning(text, reading, context)
        intent = self.catalogue.intent(meaning.intent)
        move = move_in_flow(text, meaning.intent, meaning.confidence, intent.area, reading, context)
        if move in {"fill", "correct", "cancel", "confirm", "deny"} and context.flow:
            owner = self.catalogue.routed(f"flow:{context.flow}") or intent
            return self._result(text, Meaning(owner.name, 1.0), reading, move, context)
        return self._result(text, meaning, reading, move or self._move(meaning, intent.area), context)

    def _own(self, text: str, reading: Reading, context: Context) -> Reading:
        """The reading, or that of the text alone where it speaks plainly of something that is no data question."""
        if reading.mode != "multi" or reading.area_hint is None:
            return reading
        exact = self._exact.get(bare(text))
        if exact is None and context.history and (reading.rewrite != "in_domain" or bare(text).endswith("的")):
            return reading
        guess = Guess(exact, 1.0) if exact else self._classifier.classify(text)[0]
        if (
            guess.confidence < (OWN if context.history else SURE)
            or self.catalogue.intent(guess.label).area in READ_IN_CONTEXT
        ):
            return reading
        own = tuple(slot for slot in reading.slots if slot.text)
        pointing = bool(_POINTS.search(normalise(text)))
        return replace(
            reading,
            mode="multi" if pointing else "single",
            rewrite="cross_domain" if pointing else "none",
            rewritten=text.strip(),
            slots=own,
            query=None,
            problem=None,
            options=(),
            area_hint=None,
            intent_hint="",
            data_signal=0.0,
            why_signal=0.0,
        )

    def _meaning(self, text: str, reading: Reading, context: Context) -> Meaning:
        decided = decided_word(text, pending=context.pending_approvals > 0 and "confirm" not in context.expects)
        if decided:
            return Meaning(decided.intent, 1.0, reason=decided.reason)
        if not has_words(text):
            return Meaning("oos" if bare(text) == "" else "chitchat.mood", 0.0 if bare(text) == "" else 0.9)
        hinted, exact = _hinted(reading), self._exact.get(bare(text))
        if hinted and (context.history or not exact):
            return Meaning(hinted, HINTED)
        return Meaning(exact, 1.0) if exact else self._classified(reading)

    def _classified(self, reading: Reading) -> Meaning:
        guesses = self._classifier.classify(reading.rewritten)
        first = guesses[0]
        if first.label == "approval.approve" and not may_approve(reading.rewritten):
            guesses = (*guesses[1:3], Guess(first.label, guesses[1].confidence))
            first = guesses[0]
        if first.confidence < WAVERING and reading.why_signal >= SIGNAL:
            return Meaning("why.change", max(first.confidence, SURE), guesses[:2])
        if first.confidence < WAVERING and reading.data_signal >= SIGNAL:
            return Meaning("data.query", max(first.confidence, SURE), guesses[:2])
        return Meaning(first.label, first.confidence, guesses[1:3])

    def _move(self, meaning: Meaning, area: Area) -> Move:
        if meaning.intent in MOVES:
            return MOVES[meaning.intent]
        if area == "chitchat" and meaning.confidence >= ENOUGH:
            return "small_talk"
        lead = meaning.confidence - (meaning.others[0].confidence if meaning.others else 0.0)
        doubtful = meaning.confidence < ENOUGH or (meaning.confidence < SURE and lead < CLOSE)
        return "unclear" if doubtful else "ask"

    def _result(self, text: str, meaning: Meaning, reading: Reading, move: Move, context: Context) -> Understanding:
        area = self.catalogue.intent(meaning.intent).area
        asked = area in PROBLEMS_MATTER
        reason = (Slot(kind="text", text=meaning.reason, value=meaning.reason),) if meaning.reason else ()
        hangs = _hangs(text, meaning.intent, move, context)
        return Understanding(
            move=move,
            area=area,
            intent=meaning.intent,
            mode="multi" if hangs else reading.mode,
            rewrite="follow_up" if hangs else reading.rewrite,
            rewritten=reading.rewritten or normalise(text),
            slots=(*reading.slots, *reason),
            confidence=round(meaning.confidence, 4),
            alternatives=_alternatives(meaning) if move == "unclear" else (),
            query=reading.query if asked else None,
            problem=reading.problem if asked or (area == "knowledge" and reading.problem == "no_referent") else None,
            options=reading.options if asked else (),
        )


def load_understander(catalogue: Catalogue) -> Understander:
    """With the weights that are shipped."""
    return Understander(catalogue, load_classifier())


def _hinted(reading: Reading) -> str | None:
    """The intent that an elliptic turn takes from the turn it hangs on."""
    if reading.mode != "multi" or reading.area_hint is None:
        return None
    by_area = {"data": "data.query", "why": "why.change", "knowledge": "knowledge.ask"}
    return by_area.get(reading.area_hint) or reading.intent_hint or None


def _hangs(text: str, intent: str, move: Move, context: Context) -> bool:
    if move in {"correct", "cancel"} and context.flow:
        return True
    behind = bool(context.history or context.flow or context.pending_approvals)
    return behind and intent in HANGS_ON and is_bare(text)


def _alternatives(meaning: Meaning) -> tuple[Alternative, ...]:
    ranked = (Guess(meaning.intent, meaning.confidence), *meaning.others)
    return tuple(Alternative(intent=g.label, confidence=round(g.confidence, 4)) for g in ranked if g.label != "oos")[:3]
