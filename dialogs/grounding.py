"""Whether a rewritten message says no more than was said: models make up dates, figures and names."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.lexicon import Lexicon
from core.understanding import Context, PastTurn, Slot, Understanding
from intents.history import fresh
from intents.mentions import find_mentions

COUNTED = frozenset({"number", "money", "percentage", "limit"})
NAMED = frozenset({"product", "region", "channel", "buyer_type"})
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_NUMERALS = re.compile(r"\d+|[一二两三四五六七八九十百千万]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A message in its conversation, and what the local engine made of it. `now` is aware, in the shop's zone."""

    text: str
    local: Understanding
    context: Context
    lexicon: Lexicon
    now: datetime

    @property
    def past(self) -> tuple[PastTurn, ...]:
        """The turns that still count, newest last."""
        return fresh(self.context, self.now)

    def slots(self, text: str) -> tuple[Slot, ...]:
        """What our own code reads in a text that is said here."""
        return find_mentions(text, self.lexicon, self.now).slots()


@dataclass(frozen=True, slots=True)
class Told:
    """What was said in a place, in this message and in the conversation. `dated` if the message itself names a date."""

    place: Place
    texts: tuple[str, ...]
    names: frozenset[object]
    counts: frozenset[object]
    windows: frozenset[tuple[date | None, date | None]]
    dated: bool

    def covers(self, words: str) -> bool:
        """Whether every date, figure and name in `words` was said."""
        slots = self.place.slots(words)
        return all(self._knows(slot) for slot in slots) and self._knows_digits(words, slots)

    def _knows(self, slot: Slot) -> bool:
        if slot.kind in COUNTED:
            return slot.value in self.counts
        if slot.kind in NAMED:
            return slot.value in self.names
        return slot.kind != "window" or (slot.start, slot.end) in self.windows or self._may_date(slot.text)

    def _may_date(self, day: str) -> bool:
        """A plain word for a day (昨天, last week), where we could read none, is what a model is asked for; numbers in
        it must have been said."""
        return not self.dated and all(any(run in text for text in self.texts) for run in _NUMERALS.findall(day))

    def _knows_digits(self, words: str, slots: tuple[Slot, ...]) -> bool:
        """No number that our own reading passes over, either."""
        written = {Decimal(run) for text in self.texts for run in _DIGITS.findall(text)}
        for slot in slots:
            words = words.replace(slot.text, " ", 1) if slot.text else words
        return all(Decimal(run) in written for run in _DIGITS.findall(words))


def told(place: Place) -> Told:
    """All that was said there."""
    texts = (place.text, *(each for turn in place.past for each in (turn.text, turn.rewritten)))
    known = [slot for text in texts for slot in place.slots(text)]
    return Told(
        place,
        texts,
        frozenset(slot.value for slot in known) | {name for turn in place.past for name in turn.products},
        frozenset(slot.value for slot in known if slot.kind in COUNTED),
        frozenset((slot.start, slot.end) for slot in known if slot.kind == "window"),
        any(slot.kind == "window" for slot in place.slots(place.text)),
    )
