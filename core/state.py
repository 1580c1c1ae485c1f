"""`DialogState`: the only thing saved per chat."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from core.phrases import Lang
from core.replies import Reply
from core.understanding import PastTurn

SCHEMA = 1
HISTORY = 8
RECENT = 64


class Frame(BaseModel):
    """An open flow: its name, its state's name and the slots filled so far (strings as its parsers gave them)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    flow: str
    state: str
    slots: dict[str, str]
    opened_at: datetime


class ScriptMemory(BaseModel):
    """How a script was taken here: when it was offered, until when it keeps quiet, and whether its offer was the last
    thing said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    script: str
    offered: tuple[datetime, ...] = ()
    quiet_until: datetime | None = None
    open: bool = False


class DialogState(BaseModel):
    """`frames` is a stack, top last. `recent` are the last turn ids handled, newest last; `last_replies` belong to the
    newest of them, so that a turn redelivered after a crash is answered again without being done again.
    `picks` are what is behind the `pick:` buttons of the question asked last: texts, or an intent, a tab and the
    message that was asked about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = SCHEMA
    lang: Lang | None = None
    frames: tuple[Frame, ...] = ()
    history: tuple[PastTurn, ...] = ()
    recent: tuple[str, ...] = ()
    last_replies: tuple[Reply, ...] = ()
    picks: tuple[str, ...] = ()
    scripts: tuple[ScriptMemory, ...] = ()
