"""The slots of one text by itself."""

from datetime import datetime

from core.lexicon import Lexicon
from core.understanding import Slot
from intents.mentions import find_mentions


def find_slots(text: str, lexicon: Lexicon, now: datetime) -> tuple[Slot, ...]:
    """Every value found in `text`, left to right, `Slot.text` as written. `now` is aware, in the shop's zone."""
    return find_mentions(text, lexicon, now).slots()
