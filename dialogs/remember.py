"""The dialogue state after a turn."""

from datetime import datetime, timedelta

from core.state import HISTORY, RECENT, DialogState
from core.understanding import PastTurn
from dialogs.heard import Effects, Heard, HeardFile, HeardPhoto, HeardText
from dialogs.scene import Scene

REPLY_KEPT = 500
LEFT_AFTER = timedelta(hours=12)


def still_open(state: DialogState, now: datetime) -> DialogState:
    """Without the flows that were left half a day ago: yesterday's question is not answered by today's number."""
    frames = tuple(frame for frame in state.frames if now - frame.opened_at < LEFT_AFTER)
    return state if len(frames) == len(state.frames) else state.model_copy(update={"frames": frames})


def remember(state: DialogState, scene: Scene, heard: Heard, effects: Effects) -> DialogState:
    """A new state: bounded history, the frames as they are now, this turn's id and replies."""
    past = _past(scene, heard, effects)
    return DialogState(
        lang=None if effects.tool == "set_language" else scene.lang,  # from then on the shop's setting
        frames=state.frames if effects.frames is None else effects.frames,
        history=(*state.history, past)[-HISTORY:] if past else state.history,
        recent=(*state.recent, scene.turn.id)[-RECENT:],
        last_replies=effects.replies,
        picks=effects.picks,
        scripts=effects.scripts,
    )


def _past(scene: Scene, heard: Heard, effects: Effects) -> PastTurn | None:
    if isinstance(heard, HeardText):
        text, meant = heard.text, heard.understanding
    elif isinstance(heard, HeardPhoto | HeardFile) and heard.understanding:
        text, meant = heard.caption, heard.understanding
    else:
        return None
    answer = effects.answer
    return PastTurn(
        at=scene.turn.at,
        text=text,
        rewritten=meant.rewritten or text,
        area=meant.area,
        intent=meant.intent,
        query=answer.query if answer and answer.query else meant.query,
        products=answer.products if answer else (),
        reply="\n".join(reply.text for reply in effects.replies)[:REPLY_KEPT],
    )
