"""`Understander`: what one message means, in its conversation. Plain code, no input or output."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.lexicon import Lexicon
from core.understanding import Alternative, Area, Context, Move, Slot, Understanding
from intents.classifier import Classifier, Guess, load_classifier
from intents.completing import FIGURES, Own
from intents.in_flow import move_in_flow
from intents.intents import Catalogue
from intents.leaning import Leaning, load_leaning
from intents.normal import bare, has_words, normalise
from intents.patterns import pattern
from intents.rewrite import Reading, alone, read_scene
from intents.rewriting.candidates import Candidate, Candidates
from intents.rewriting.choosing import Chooser, load_chooser
from intents.scene import Scene, scene_of
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
PLAIN_WHY = 0.85
PLAIN_DATA = 1.0
"""A text that says nothing but figure, period and conditions is a data question whatever else is guessed."""
NUMBERS: frozenset[Area] = frozenset({"data", "why", "goal"})
HINTED = 0.9
"""The confidence of an ellipsis that was completed."""
MOVES: dict[str, Move] = {"chitchat.yes": "confirm", "chitchat.no": "deny", "chitchat.cancel": "cancel"}
HANGS_ON = frozenset({"approval.undo", "approval.approve", "approval.reject", "approval.edit"})
"""Said alone, these refer to what came before."""
KNOWLEDGE = "knowledge.ask"
_WHAT = pattern("engine.what")
CERTAIN = 0.9
"""From here on a first message about rules or out of scope is taken as it stands."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """An intent, how sure, the next best ones, and what was said besides (a reason)."""

    intent: str
    confidence: float
    others: tuple[Guess, ...] = ()
    reason: str = ""
    exact: bool = False


class Understander:
    """The text by itself, then the readings that the turns before allow, then the one that has most for it."""

    def __init__(
        self,
        catalogue: Catalogue,
        classifier: Classifier,
        leaning: Leaning,
        chooser: Chooser,
        answered: Iterable[str] = (),
    ) -> None:
        """`answered` are questions that the knowledge base is known to answer."""
        self.catalogue = catalogue
        self._classifier = classifier
        self._leaning = leaning
        self._chooser = chooser
        self._exact = {bare(text): name for text, _, name in catalogue.examples()}
        for intent in catalogue.intents:
            self._exact |= {bare(text): intent.name for text in (intent.label.zh, intent.label.en)}
        self._exact = {bare(text): KNOWLEDGE for text in answered} | self._exact

    def understand(self, text: str, context: Context, lexicon: Lexicon, now: datetime) -> Understanding:
        """What `text` means. Never raises; `now` is aware, in the shop's zone."""
        if context.flow is None and context.history:
            candidates, own, leaning = self.readings(text, context, lexicon, now)
            if candidates.last is not None:
                return self.meant(candidates, self._chooser.best(candidates, leaning), own, context)
        scene = scene_of(text.strip(), context, lexicon, now)
        apart = alone(scene)
        own = self._meaning(text, apart, context)
        reading = self._first(scene, apart, own)
        meaning = own if reading.mode == "single" else self._hinted(reading) or self._classified(reading)
        intent = self.catalogue.intent(meaning.intent)
        if intent.area not in FIGURES and own.intent == meaning.intent and reading.area_hint in FIGURES:
            reading = apart
        move = move_in_flow(text, meaning.intent, meaning.confidence, intent.area, reading, context)
        if move in {"fill", "correct", "cancel", "confirm", "deny"} and context.flow:
            owner = self.catalogue.routed(f"flow:{context.flow}") or intent
            return self._result(text, Meaning(owner.name, 1.0), reading, move, context)
        return self._result(text, meaning, reading, move or self._move(meaning, intent.area), context)

    def taken_as(self, intent: str, text: str, context: Context, lexicon: Lexicon, now: datetime) -> Understanding:
        """`text` by itself, as the intent that a person chose for it. KeyError for one that is not in the catalogue."""
        meaning = Meaning(intent, 1.0, exact=True)
        reading = alone(scene_of(text.strip(), context, lexicon, now))
        return self._result(text, meaning, reading, self._move(meaning, self.catalogue.intent(intent).area), context)

    def readings(
        self, text: str, context: Context, lexicon: Lexicon, now: datetime
    ) -> tuple[Candidates, Meaning, float]:
        """All readings of a text after others, what it means by itself, and how much it looks like leaning on them."""
        scene = scene_of(text.strip(), context, lexicon, now, leans=True)
        apart = alone(scene)
        own = self._meaning(text, apart, context)
        heard = Own(own.intent, self.catalogue.intent(own.intent).area, own.confidence)
        return Candidates(scene, apart, heard, self._goes_for), own, self._leaning(text)

    def meant(self, candidates: Candidates, chosen: Candidate, own: Meaning, context: Context) -> Understanding:
        """The understanding that a reading leads to."""
        reading = candidates.finished(chosen)
        meaning = own if chosen.name == "alone" else Meaning(chosen.intent, max(chosen.confidence, SURE))
        move = self._move(meaning, self.catalogue.intent(meaning.intent).area)
        return self._result(candidates.scene.text, meaning, reading, move, context)

    def _goes_for(self, reading: Reading) -> tuple[str, float]:
        meaning = self._classified(reading)
        return meaning.intent, meaning.confidence

    def _first(self, scene: Scene, apart: Reading, own: Meaning) -> Reading:
        """With nothing before it, or inside a flow: whole, or an ellipsis that is asked back."""
        area = self.catalogue.intent(own.intent).area
        whole = own.exact or own.confidence >= (CERTAIN if area in {"oos", "knowledge"} else SURE)
        if whole and area not in FIGURES:
            return apart
        read = read_scene(scene)
        return read if read.mode == "multi" or not scene.turns else apart

    def _meaning(self, text: str, reading: Reading, context: Context) -> Meaning:
        """The text by itself."""
        decided = decided_word(text, pending=context.pending_approvals > 0 and "confirm" not in context.expects)
        if decided:
            return Meaning(decided.intent, 1.0, reason=decided.reason, exact=True)
        if not has_words(text):
            return Meaning("oos" if bare(text) == "" else "chitchat.mood", 0.0 if bare(text) == "" else 0.9)
        exact = self._exact.get(bare(text)) or ("help.what" if _WHAT.fullmatch(bare(text)) else None)
        return Meaning(exact, 1.0, exact=True) if exact else self._classified(reading)

    def _hinted(self, reading: Reading) -> Meaning | None:
        """The intent that an elliptic turn takes from the turn it hangs on."""
        if reading.mode != "multi" or reading.area_hint is None:
            return None
        if reading.intent_hint and self.catalogue.intent(reading.intent_hint).area == reading.area_hint:
            return Meaning(reading.intent_hint, HINTED)
        by_area = {"data": "data.query", "why": "why.change", "knowledge": KNOWLEDGE}
        return Meaning(by_area[reading.area_hint], HINTED) if reading.area_hint in by_area else None

    def _classified(self, reading: Reading) -> Meaning:
        guesses = self._classifier.classify(reading.rewritten)
        first = guesses[0]
        if first.label == "approval.approve" and not may_approve(reading.rewritten):
            guesses = (*guesses[1:3], Guess(first.label, guesses[1].confidence))
            first = guesses[0]
        if reading.data_signal >= PLAIN_DATA and self.catalogue.intent(first.label).area not in NUMBERS:
            return Meaning("data.query", HINTED, guesses[:2])
        if first.label == "data.query" and reading.why_signal >= PLAIN_WHY:
            return Meaning("why.change", first.confidence, guesses[1:3])
        if first.confidence < WAVERING and reading.why_signal >= SIGNAL:
            return Meaning("why.change", max(first.confidence, SURE), guesses[:2])
        if first.confidence < WAVERING and reading.data_signal >= SIGNAL:
            return Meaning("data.query", max(first.confidence, SURE), guesses[:2])
        return Meaning(first.label, first.confidence, guesses[1:3])

    def _move(self, meaning: Meaning, area: Area) -> Move:
        if meaning.intent in MOVES:
            return MOVES[meaning.intent]
        if (area == "chitchat" or meaning.intent == "help.hello") and meaning.confidence >= ENOUGH:
            return "small_talk"
        lead = meaning.confidence - (meaning.others[0].confidence if meaning.others else 0.0)
        doubtful = meaning.confidence < ENOUGH or (meaning.confidence < SURE and lead < CLOSE)
        return "unclear" if doubtful else "ask"

    def _result(self, text: str, meaning: Meaning, reading: Reading, move: Move, context: Context) -> Understanding:
        area = self.catalogue.intent(meaning.intent).area
        asked = area in FIGURES
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


def load_understander(catalogue: Catalogue, answered: Iterable[str] = ()) -> Understander:
    """With the weights that are shipped."""
    return Understander(catalogue, load_classifier(), load_leaning(), load_chooser(), answered)


def _hangs(text: str, intent: str, move: Move, context: Context) -> bool:
    if move in {"correct", "cancel"} and context.flow:
        return True
    if intent == "approval.reject" and not context.pending_approvals and context.history:
        return True
    behind = bool(context.history or context.flow or context.pending_approvals)
    return behind and intent in HANGS_ON and is_bare(text)


def _alternatives(meaning: Meaning) -> tuple[Alternative, ...]:
    ranked = (Guess(meaning.intent, meaning.confidence), *meaning.others)
    return tuple(Alternative(intent=g.label, confidence=round(g.confidence, 4)) for g in ranked if g.label != "oos")[:3]
