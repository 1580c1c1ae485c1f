"""One text in its conversation, read once and handed to every step of rewriting."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from core.lexicon import Lexicon
from core.phrases import Lang
from core.query import MetricQuery, Window
from core.understanding import Context, PastTurn, Slot
from intents.asked import Asked, read_asked
from intents.derived import derived_spans
from intents.folding import is_chinese
from intents.history import fresh, last_query
from intents.mentions import Mentions, find_mentions
from intents.patterns import pattern
from intents.residue import residue
from intents.wording import Wording

_OPENER = pattern("scene.opener")
_VERB = re.compile(r"卖(?!家)|买(?!家)|多少|几|哪|各|每|按|\b(?:best|worst|sell|sold|top|by|per|each|how|which)", re.I)
_CLOSER = re.compile(r"呢[？?。！!\s]*$")
_ANAPHORA = pattern("scene.anaphora")


@dataclass(frozen=True)
class Scene:
    """`turns` are the fresh past turns, newest last; `last` is the newest that asked for figures. `leans` says that the
    text looks like one that hangs on the turn before, so that more of it may stay unexplained."""

    text: str
    mentions: Mentions
    asked: Asked
    turns: tuple[PastTurn, ...]
    last: PastTurn | None
    context: Context
    lexicon: Lexicon
    now: datetime
    leans: bool = False

    @property
    def low(self) -> str:
        """The folded text."""
        return self.mentions.low

    @property
    def today(self) -> date:
        """Today in the shop's zone."""
        return self.now.date()

    @property
    def base(self) -> MetricQuery | None:
        """The query of `last`."""
        return self.last.query if self.last is not None else None

    @cached_property
    def rest(self) -> str:
        """What nothing in the text explains."""
        return residue(self.mentions, derived_spans(self.low))

    @cached_property
    def lang(self) -> Lang:
        """The language to write the stand-alone question in."""
        sample = self.text if any(char.isalpha() for char in self.text) else (self.turns[-1].text if self.turns else "")
        return "zh" if is_chinese(sample) or not sample else "en"

    @property
    def opens(self) -> bool:
        """Whether it begins as a remark that goes on from the one before (那, and, what about)."""
        return _OPENER.match(self.low) is not None

    @property
    def closes(self) -> bool:
        """Whether it ends in 呢."""
        return _CLOSER.search(self.low) is not None

    @property
    def points(self) -> bool:
        """Whether it points at something named before (它, these)."""
        return _ANAPHORA.search(self.low) is not None

    @property
    def little_left(self) -> bool:
        """Whether all but a scrap of it was understood as parts of a question."""
        chinese = is_chinese(self.low)
        if self.leans:
            return len(self.rest) <= (4 if chinese else 12)
        if not (self.opens or self.closes or self.asked.metrics or self.points):
            return len(self.rest) <= (0 if chinese else 3)
        return len(self.rest) <= (2 if chinese else 6)

    @cached_property
    def wording(self) -> Wording:
        """Names as the merchant used them in this text and the last ones."""
        said: dict[str, str] = {}
        windows: dict[Window, str] = {}
        past = [turn.rewritten or turn.text for turn in self.turns[-2:]]
        for earlier in [find_mentions(text, self.lexicon, self.now) for text in past] + [self.mentions]:
            for slot in earlier.slots():
                _note(slot, said, windows, self.lang)
        return Wording(self.lexicon, self.lang, self.today, said, windows)


def _note(slot: Slot, said: dict[str, str], windows: dict[Window, str], lang: Lang) -> None:
    if slot.kind == "product" and isinstance(slot.value, str) and is_chinese(slot.text) == (lang == "zh"):
        said[slot.value] = slot.text
    if slot.kind == "window" and slot.start and slot.end:
        if (lang == "zh") == is_chinese(slot.text) or slot.text.isascii() is (lang == "en"):
            windows[Window(start=slot.start, end=slot.end)] = slot.text
    elif (
        slot.kind in ("metric", "dimension")
        and not _VERB.search(slot.text)
        and isinstance(slot.value, str)
        and (slot.text.isascii() or lang == "zh")
    ):
        said[slot.value] = slot.text


def scene_of(text: str, context: Context, lexicon: Lexicon, now: datetime, *, leans: bool = False) -> Scene:
    """Read everything once."""
    mentions = find_mentions(text, lexicon, now)
    turns = fresh(context, now)
    return Scene(text, mentions, read_asked(mentions), turns, last_query(turns), context, lexicon, now, leans)


def slots_of(scene: Scene, words: str) -> tuple[Slot, ...]:
    """The slots of the stand-alone question `words`; those that the text itself doesn't say have text ""."""
    own = {slot.text for slot in scene.mentions.slots()}
    slots = find_mentions(words, scene.lexicon, scene.now).slots()
    return tuple(slot if slot.text in own else slot.model_copy(update={"text": ""}) for slot in slots)


def reread(scene: Scene, text: str) -> Scene:
    """The same place in the conversation with another text (the right half of a correction)."""
    mentions = find_mentions(text, scene.lexicon, scene.now)
    return Scene(
        text, mentions, read_asked(mentions), scene.turns, scene.last, scene.context, scene.lexicon, scene.now,
        scene.leans,
    )  # fmt: skip
