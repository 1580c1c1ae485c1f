"""What was heard and what came of it: the values that pass between the steps of a turn."""

from dataclasses import dataclass
from typing import Literal

from core.calls import Answer, Change
from core.decisions import Decision
from core.model import NOTHING, Usage
from core.phrases import Lang
from core.replies import Reply
from core.state import Frame, ScriptMemory
from core.turns import Media
from core.understanding import Understanding


@dataclass(frozen=True, slots=True)
class HeardText:
    """Typed text, or a tap that stands for one."""

    text: str
    understanding: Understanding


@dataclass(frozen=True, slots=True)
class HeardTap:
    """A tap that is no text: a verb of `core/buttons.py`, or "old" for data nobody knows any more."""

    verb: Literal["ok", "edit", "no", "undo", "again", "proof", "flow", "push", "ask", "file", "script", "old"]
    argument: str


@dataclass(frozen=True, slots=True)
class HeardPhoto:
    """A photo; `understanding` is that of its caption, None without one."""

    media: Media
    caption: str
    understanding: Understanding | None


@dataclass(frozen=True, slots=True)
class HeardFile:
    """A document; `understanding` is that of its caption, None without one."""

    media: Media
    caption: str
    understanding: Understanding | None


@dataclass(frozen=True, slots=True)
class HeardOther:
    """Something we can't read (yet): `what` is voice, sticker, too_big, empty, too_long or unknown."""

    what: Literal["voice", "sticker", "too_big", "empty", "too_long", "unknown"]


Heard = HeardText | HeardTap | HeardPhoto | HeardFile | HeardOther


@dataclass(frozen=True, slots=True)
class Effects:
    """What running a decision gave. `frames` is the new stack; None leaves it as it is.
    `scripts` is what the scripts remember of this chat."""

    replies: tuple[Reply, ...]
    frames: tuple[Frame, ...] | None = None
    tool: str | None = None
    answer: Answer | None = None
    changes: tuple[Change, ...] = ()
    picks: tuple[str, ...] = ()
    scripts: tuple[ScriptMemory, ...] = ()


@dataclass(frozen=True, slots=True)
class Handled:
    """A turn that is done: the replies to send, and what the contract of DESIGN.md §14 prints."""

    replies: tuple[Reply, ...]
    lang: Lang
    understanding: Understanding | None = None
    decision: Decision | None = None
    tool: str | None = None
    answer: Answer | None = None
    changes: tuple[Change, ...] = ()
    repeated: bool = False
    usage: Usage = NOTHING
