"""What of the conversation still counts: a topic left an hour ago does not."""

from datetime import datetime, timedelta

from core.understanding import Context, PastTurn

FRESH = timedelta(hours=1)


def fresh(context: Context, now: datetime) -> tuple[PastTurn, ...]:
    """The turns of the running conversation, newest last: back to the first pause of an hour."""
    kept: list[PastTurn] = []
    later = now
    for turn in reversed(context.history):
        if later - turn.at > FRESH:
            break
        kept.append(turn)
        later = min(later, turn.at)
    return tuple(reversed(kept))


def last_query(turns: tuple[PastTurn, ...]) -> PastTurn | None:
    """The newest turn that asked for figures."""
    return next((turn for turn in reversed(turns) if turn.query is not None), None)
