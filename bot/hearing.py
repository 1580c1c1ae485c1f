"""A text heard after the messages before it, without a chat: what `understand` and the evaluations work with."""

from collections.abc import Sequence
from datetime import datetime

from core.lexicon import Lexicon
from core.understanding import Context, PastTurn, Understanding
from intents.engine import Understander

REMEMBERED = 8


def context_after(understander: Understander, history: Sequence[str], lexicon: Lexicon, now: datetime) -> Context:
    """The conversation of `history` (oldest first), all said at `now`, which is aware and in the shop's zone."""
    past: tuple[PastTurn, ...] = ()
    for said in history:
        meant = understander.understand(said, Context(history=past), lexicon, now)
        turn = PastTurn(
            at=now,
            text=said,
            rewritten=meant.rewritten or said,
            area=meant.area,
            intent=meant.intent,
            query=meant.query,
        )
        past = (*past, turn)[-REMEMBERED:]
    return Context(history=past)


def heard_after(
    understander: Understander, history: Sequence[str], text: str, lexicon: Lexicon, now: datetime
) -> Understanding:
    """What `text` means after `history` (oldest first), all said at `now`, which is aware and in the shop's zone."""
    past = heard(understander, history, lexicon, now)
    return understander.understand(text, Context(history=past), lexicon, now)


def heard(understander: Understander, history: Sequence[str], lexicon: Lexicon, now: datetime) -> tuple[PastTurn, ...]:
    """Messages as past turns, each understood after those before it."""
    past: tuple[PastTurn, ...] = ()
    for said in history:
        meant = understander.understand(said, Context(history=past), lexicon, now)
        turn = PastTurn(
            at=now,
            text=said,
            rewritten=meant.rewritten or said,
            area=meant.area,
            intent=meant.intent,
            query=meant.query,
        )
        past = (*past, turn)[-REMEMBERED:]
    return past
