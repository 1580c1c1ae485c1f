"""`Understander`: what one message means, in its conversation. Plain code, no input or output."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.lexicon import Lexicon
from core.understanding import Alternative, Area, Context, Move, Slot, Understanding
from intents.classifier import Classifier, Guess, load_classifier
from intents.completing import (
    ACTIONS,
    FIGURES,
    Own,
    complete,
    last_matter,
    names_one,
    needs_product,
    product_word,
    speaks_for_itself,
    with_product,
)
from intents.in_flow import move_in_flow
from intents.intents import Catalogue
from intents.leaning import Leaning, load_leaning, points_back
from intents.normal import bare, has_words, normalise
from intents.rewrite import Reading, alone, read_scene
from intents.scene import Scene, reread, scene_of, slots_of
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
LEANS = 0.12


@dataclass(frozen=True, slots=True)
class Meaning:
    """An intent, how sure, the next best ones, and what was said besides (a reason)."""

    intent: str
    confidence: float
    others: tuple[Guess, ...] = ()
    reason: str = ""
    exact: bool = False


class Understander:
    """The text by itself, then whether it leans on what came before, then the stand-alone question it leads to."""

    def __init__(self, catalogue: Catalogue, classifier: Classifier, leaning: Leaning) -> None:
        self.catalogue = catalogue
        self._classifier = classifier
        self._leaning = leaning
        self._exact = {bare(text): name for text, _, name in catalogue.examples()}
        for intent in catalogue.intents:
            self._exact |= {bare(text): intent.name for text in (intent.label.zh, intent.label.en)}

    def understand(self, text: str, context: Context, lexicon: Lexicon, now: datetime) -> Understanding:
        """What `text` means. Never raises; `now` is aware, in the shop's zone."""
        score = self._leaning(text) if context.history else 0.0
        leans = score >= LEANS or (points_back(text) and bool(context.history))
        scene = scene_of(text.strip(), context, lexicon, now, leans=leans)
        apart = alone(scene)
        own = self._meaning(text, apart, context)
        reading = self._reading(scene, apart, own, score)
        meaning = own if reading.mode == "single" else self._hinted(reading) or self._classified(reading)
        meaning = _called_off(scene, own) or meaning
        intent = self.catalogue.intent(meaning.intent)
        if intent.area not in FIGURES and own.intent == meaning.intent and reading.area_hint in FIGURES:
            reading = apart
        move = move_in_flow(text, meaning.intent, meaning.confidence, intent.area, reading, context)
        if move in {"fill", "correct", "cancel", "confirm", "deny"} and context.flow:
            owner = self.catalogue.routed(f"flow:{context.flow}") or intent
            return self._result(text, Meaning(owner.name, 1.0), reading, move, context)
        return self._result(text, meaning, reading, move or self._move(meaning, intent.area), context)

    def _reading(self, scene: Scene, apart: Reading, own: Meaning, score: float) -> Reading:
        """Single or multi first: the text by itself, or the stand-alone question it leads to."""
        heard = Own(own.intent, self.catalogue.intent(own.intent).area, own.confidence)
        if speaks_for_itself(scene, heard, score, exact=own.exact):
            return apart
        last = last_matter(scene)
        read = read_scene(scene)
        figures = last is None or last.area in FIGURES or (scene.asked.metrics and read.query is not None)
        named = None if scene.context.flow else self._named(scene)
        if named is not None:
            return named
        if read.mode == "multi" and (figures or scene.context.flow):
            return read
        if scene.context.flow or not (scene.leans or read.mode == "multi" or needs_product(scene, heard)):
            return apart if scene.turns else read
        return complete(scene, heard) or read

    def _named(self, scene: Scene) -> Reading | None:
        """它 replaced by the product spoken of, where what is then said is no figure that goes on from the last one."""
        word = product_word(scene) if names_one(scene) else ""
        if not word:
            return None
        whole = alone(reread(scene, with_product(scene, word)))
        guess = self._classified(whole)
        area = self.catalogue.intent(guess.intent).area
        last = last_matter(scene)
        if guess.confidence < SURE or (area in FIGURES and last is not None and last.area in FIGURES):
            return None
        return replace(
            whole, mode="multi", rewrite="cross_domain", slots=slots_of(scene, whole.rewritten), area_hint=area,
            intent_hint=guess.intent, query=whole.query if area in FIGURES else None,
        )  # fmt: skip

    def _meaning(self, text: str, reading: Reading, context: Context) -> Meaning:
        """The text by itself."""
        decided = decided_word(text, pending=context.pending_approvals > 0 and "confirm" not in context.expects)
        if decided:
            return Meaning(decided.intent, 1.0, reason=decided.reason, exact=True)
        if not has_words(text):
            return Meaning("oos" if bare(text) == "" else "chitchat.mood", 0.0 if bare(text) == "" else 0.9)
        exact = self._exact.get(bare(text))
        return Meaning(exact, 1.0, exact=True) if exact else self._classified(reading)

    def _hinted(self, reading: Reading) -> Meaning | None:
        """The intent that an elliptic turn takes from the turn it hangs on."""
        if reading.mode != "multi" or reading.area_hint is None:
            return None
        if reading.intent_hint and self.catalogue.intent(reading.intent_hint).area == reading.area_hint:
            return Meaning(reading.intent_hint, HINTED)
        by_area = {"data": "data.query", "why": "why.change", "knowledge": "knowledge.ask"}
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


def load_understander(catalogue: Catalogue) -> Understander:
    """With the weights that are shipped."""
    return Understander(catalogue, load_classifier(), load_leaning())


def _called_off(scene: Scene, own: Meaning) -> Meaning | None:
    """算了 after something was asked for takes that back; after a yes it undoes it."""
    if scene.context.flow or not scene.turns or own.intent not in {"chitchat.cancel", "approval.reject"}:
        return None
    if own.confidence < SURE:
        return None
    last = scene.turns[-1]
    if last.intent in {"approval.approve", "chitchat.yes", "chitchat.ok"} and len(scene.turns) > 1:
        return Meaning("approval.undo", HINTED)
    waits = last.area in ACTIONS and own.intent == "chitchat.cancel"
    return Meaning("approval.reject", HINTED) if waits else None


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
