"""The ways in which a message may be read after the turns before it: by itself, and completed in several manners."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from core.understanding import Area, PastTurn, Rewrite, Slot
from intents.antecedents import ONE
from intents.carrying_on import carry_on, reading_of
from intents.completeness import is_complete
from intents.completing import FIGURES, Own, last_matter, product_word, same_figures, with_product
from intents.cross_domain import ask_for_help, ask_why, why_of
from intents.follow_up_steps import correct, remark
from intents.follow_ups import correction_of, follow_up_of
from intents.general import refer
from intents.leaning import points_back
from intents.merging import ADS
from intents.reading import Reading
from intents.rewrite import alone
from intents.rewriting.substituting import appended, substituted
from intents.scene import Scene, reread, slots_of

ACTIONS: frozenset[Area] = frozenset(
    {
        "price_stock", "publish", "title", "image", "campaign", "ads", "customers", "plan", "goal", "reception",
        "report", "settings", "approval",
    }
)  # fmt: skip
"""Areas whose messages ask for something to be done: it can be called off or changed."""
INHERITS: dict[str, tuple[str, ...]] = {
    "goal.show": ("window", "metric"),
    "goal.set": ("metric",),
    "goal.change": ("window", "metric"),
    "plan.show": ("window",),
    "reception.questions": ("window", "product"),
    "customers.segments": ("window", "region"),
    "customers.win_back": ("window", "number"),
    "advice.sell": ("region",),
}
"""Values that an intent takes from the matter before, besides the product it is about."""
STEPS: tuple[tuple[str, Callable[[Scene], Reading | None]], ...] = (
    ("correct", correct),
    ("why", ask_why),
    ("help", ask_for_help),
    ("remark", remark),
    ("carry", carry_on),
    ("refer", refer),
)
TOPICS: dict[str, tuple[str, str]] = {
    "price_stock.price": ("价格", "price"), "price_stock.stock": ("库存", "stock"), "title": ("标题", "title"),
    "image": ("主图", "main image"), "campaign": ("活动", "campaign"), "ads": ("推广", "ads"), "goal": ("目标", "goal"),
    "plan": ("计划", "plan"), "report.when": ("日报", "daily report"), "report": ("日报", "report"),
    "customers": ("客户", "customers"), "settings.limits": ("审批限额", "approval limit"),
    "settings.quiet_hours": ("免打扰", "quiet hours"), "settings.staff": ("员工", "staff"),
    "settings.roles": ("员工权限", "staff permission"), "reception": ("买家", "buyers"), "publish": ("上架", "listing"),
}  # fmt: skip
"""What an area or intent is about, in a word."""
_THEM = re.compile(
    r"他们|她们|这些人|这批人|那些人|他(?!们)|她(?!们)|\b(?:them|they|those|these|him|her|he|she|that|this)\b"
)
_HAPPENED = re.compile(
    r"什么情况|啥情况|咋了|怎么了|咋回事|怎么搞|哪里出|出了什么|这么[少多低高差慢快]|那么[少多低高差]"
    r"|\b(?:what happened|what went wrong|reasons?|how come|went wrong|that (?:low|high|few|many|bad)|so (?:low|few|bad|high|many))\b"
)
_BACK = re.compile(
    r"撤|恢复|还原|回去|改回|原样|退回|倒回|复原|\b(?:undo|revert|restore|take (?:\w+ )?back|put (?:\w+ )?back|roll(?:ed)? back|back (?:as|to|how))\b"
)
_HALTS = re.compile(
    r"算了|别|不[要用了报发改停降投上弄换删推下涨加减做搞动开关卖批同]|先不|等等|等一下|等下|慢着|取消|作罢|拉倒|放弃|打住|暂时不"
    r"|\b(?:don'?t|do not|not yet|never ?mind|forget|leave (?:it|that|as)|hold on|hang on|wait|cancel|scrap|drop (?:it|that)|no need|stop that|keep (?:it|the)|changed? my mind|skip)\b"
)
_SHORT = 60
_PLAIN = 0.8
_FOREIGN = 0.97
GoesFor = Callable[[Reading], tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read the message. `edits` values were put into an earlier question; `left` is what found no place."""

    name: str
    reading: Reading
    intent: str
    confidence: float
    edits: int = 0
    left: int = 0


class Candidates:
    """All readings of one message. `goes_for` classifies a reading that stands alone."""

    def __init__(self, scene: Scene, apart: Reading, own: Own, goes_for: GoesFor) -> None:
        self.scene, self.apart, self.own = scene, apart, own
        self.last = last_matter(scene)
        self.word = product_word(scene)
        self._goes_for = goes_for

    def all(self) -> list[Candidate]:
        """At least the message by itself."""
        found = [Candidate("alone", self.apart, self.own.intent, self.own.confidence)]
        if self.last is None or len(self.scene.text) > _SHORT * 3:
            return found
        if self._is_small_talk(self.last):
            words = refer(self.scene)
            return [self._talk(words)] if words is not None else found
        if self._is_foreign(self.last) or (self.last.area == "why" and is_complete(self.scene)):
            return found
        found += self._of_figures()
        found += self._of_the_matter(self.last)
        found += self._of_its_own(self.last)
        return found

    def _is_foreign(self, last: PastTurn) -> bool:
        """Whether it is plainly about something that is none of ours, and new."""
        foreign = self.own.area == "oos" and self.own.confidence >= _FOREIGN and last.area != "oos"
        return foreign and len(self.scene.rest) > 1 and not points_back(self.scene.text)

    def _is_small_talk(self, last: PastTurn) -> bool:
        """Whether there is no shop to talk about, and nothing of one was talked about."""
        newest = self.scene.turns[-1]
        return not self.scene.lexicon.products and last.query is None and newest.area not in ACTIONS

    def _talk(self, reading: Reading) -> Candidate:
        intent, confidence = self._meant(reading)
        return Candidate("refer", reading, intent, confidence)

    def _of_figures(self) -> Iterator[Candidate]:
        """What the steps that work on figures and talk make of it."""
        for name, step in STEPS:
            reading = step(self.scene)
            if reading is not None and reading.mode == "multi":
                intent, confidence = self._meant(reading)
                yield Candidate(name, reading, intent, confidence)
        last = self.scene.last
        if last is not None and last.query is not None:
            acts = self.own.area in ACTIONS and self.own.confidence >= _PLAIN
            if self.own.area == "why" or (not acts and _HAPPENED.search(self.scene.low)):
                yield Candidate("cause", why_of(self.scene, last.query), "why.change", 0.9)
            yield Candidate("same", same_figures(self.scene, last, last.query), last.intent, 0.9)
            if last.area == "why":
                words = last.rewritten or last.text
                reading = reading_of(self.scene, last.query, "cross_domain", rewritten=words, area="data")
                yield Candidate("figure", reading, "data.query", 0.9)

    def _meant(self, reading: Reading) -> tuple[str, float]:
        if reading.intent_hint:
            return reading.intent_hint, 0.9
        by_area = {"data": "data.query", "why": "why.change", "knowledge": "knowledge.ask"}
        known = by_area.get(reading.area_hint or "")
        return (known, 0.9) if known else self._goes_for(reading)

    def _of_the_matter(self, last: PastTurn) -> Iterator[Candidate]:
        """The matter before once more: with other values, with something added, taken back or gone on with."""
        yield from self._once_more(last)
        older = next((t for t in reversed(self.scene.turns) if t.area in ACTIONS and t is not last), None)
        if last.area in FIGURES and older is not None:
            before = _before(older)
            kind: Rewrite = "follow_up"
            yield Candidate("resumed", self._read(before, kind, older), older.intent, 0.9)
        if self.scene.turns[-1].area in ("approval", "chitchat") or last.area in ACTIONS:
            yield Candidate("reject", self._read(self.scene.text, "follow_up", None), "approval.reject", 0.9)
            yield Candidate("undo", self._read(self.scene.text, "follow_up", None), "approval.undo", 0.9)

    def _once_more(self, last: PastTurn) -> Iterator[Candidate]:
        if last.area in FIGURES:
            return
        before = _before(last)
        remarked = follow_up_of(self.scene.low) is not None
        fixed = _corrected(self.scene, before)
        if fixed is not None:
            reading = replace(self._read(fixed, "follow_up", last), is_correction=True)
            yield Candidate("fixed", reading, last.intent, 0.9)
        put_in = substituted(self.scene, before)
        if put_in.edits:
            words = put_in.words if put_in.left < 2 else appended(put_in.words, self.scene.text)
            intent, confidence = self._goes_for(
                replace(self.apart, rewritten=put_in.words, why_signal=0, data_signal=0)
            )
            sure = confidence if intent == last.intent else 0.0
            reading = self._read(words, "in_domain", last)
            yield Candidate("again", reading, last.intent, sure, put_in.edits, put_in.left)
            if not sure:
                yield Candidate("anew", self._read(words, "in_domain", None), intent, confidence, put_in.edits)
        words = appended(before, self.scene.text)
        yield Candidate("added", self._read(words, "follow_up" if remarked else "in_domain", last), last.intent, 0.9)

    def _of_its_own(self, last: PastTurn) -> Iterator[Candidate]:
        """Another kind of help, about the product or the matter that was spoken of."""
        if self.word and not self.scene.mentions.products:
            words = with_product(self.scene, self.word)
            whole = alone(reread(self.scene, words))
            intent, confidence = self._goes_for(whole)
            reading = replace(whole, mode="multi", rewrite=self._kind(intent, last))
            yield Candidate("product", reading, intent, confidence)
            if intent != self.own.intent:
                yield Candidate("owned", reading, self.own.intent, self.own.confidence)
        for name, words in (("topic", self._with_topic(last)), ("joined", appended(_before(last), self.scene.text))):
            if words:
                intent, confidence = self._goes_for(replace(self.apart, rewritten=words, why_signal=0, data_signal=0))
                yield Candidate(name, self._read(words, self._kind(intent, last), None), intent, confidence)
        kind = self._kind(self.own.intent, last)
        yield Candidate("kept", self._read(self.scene.text, kind, None), self.own.intent, self.own.confidence)

    def _with_topic(self, last: PastTurn) -> str:
        """The message with what was spoken of named in front: 手机壳推广，预算加到100."""
        zh = self.scene.lang == "zh"
        noun = TOPICS.get(last.intent, TOPICS.get(last.area, ("", "")))[0 if zh else 1]
        query = last.query
        if query is not None:
            about_ads = set(query.metrics) <= ADS
            noun = ("推广" if zh else "ads") if about_ads else self.scene.wording.metrics(query)
        word = "" if self.scene.mentions.products else self.word
        about = f"{word}{'' if zh or not word else ' '}{noun}"
        if not about or not noun:
            return ""
        match = ONE.search(self.scene.low) or _THEM.search(self.scene.low)
        if match is not None:
            return f"{self.scene.text[: match.start()]}{about}{self.scene.text[match.end() :]}"
        return f"{about}，{self.scene.text}" if zh else f"{about}: {self.scene.text}"

    def _kind(self, intent: str, last: PastTurn) -> Rewrite:
        return "in_domain" if intent.partition(".")[0] == last.intent.partition(".")[0] else "cross_domain"

    def _read(self, words: str, kind: Rewrite, hint: PastTurn | None) -> Reading:
        return Reading(
            mode="multi",
            rewrite=kind,
            rewritten=words,
            area_hint=hint.area if hint else None,
            intent_hint=hint.intent if hint else "",
        )

    def finished(self, chosen: Candidate) -> Reading:
        """The chosen reading with its slots, those inherited with text ""."""
        reading = chosen.reading
        if chosen.name in ("alone", "figure", "same") or reading.query is not None:
            return reading
        slots = reading.slots or slots_of(self.scene, reading.rewritten)
        wanted = INHERITS.get(chosen.intent, ())
        if not wanted or self.last is None or chosen.name not in ("product", "owned", "kept", "topic"):
            return replace(reading, slots=slots)
        said = {slot.kind for slot in slots}
        more = slots_of(self.scene, _before(self.last))
        taken = [_silent(slot) for slot in more if slot.kind in wanted and slot.kind not in said]
        words = appended(_before(self.last), self.scene.text) if taken else reading.rewritten
        return replace(reading, slots=(*slots, *taken), rewritten=words)


def _before(turn: PastTurn) -> str:
    return turn.rewritten or turn.text


def _silent(slot: Slot) -> Slot:
    return slot.model_copy(update={"text": ""})


def _corrected(scene: Scene, before: str) -> str | None:
    """不是18，是16 of a matter that is no figure: its words with the right value."""
    found = correction_of(scene.low)
    if found is None:
        return None
    right = scene.text[scene.low.rfind(found.right) :][: len(found.right)]
    if found.wrong and found.wrong in before:
        return before.replace(found.wrong, right, 1)
    put_in = substituted(reread(scene, right), before)
    return put_in.words if put_in.edits else None


def halts(text: str) -> bool:
    """Whether it calls something off."""
    return _HALTS.search(text) is not None


def takes_back(text: str) -> bool:
    """Whether it wants the state of before."""
    return _BACK.search(text) is not None


def points_at_one(scene: Scene) -> bool:
    """Whether 它 or the like stands for something not named in it."""
    return ONE.search(scene.low) is not None and not scene.mentions.products
