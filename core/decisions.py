"""`Decision`: what is done about a turn, a closed union."""

from dataclasses import dataclass, field
from typing import Literal

from core.calls import ToolCall
from core.phrases import Phrase


@dataclass(frozen=True, slots=True)
class RunTool:
    call: ToolCall
    name: Literal["run_tool"] = "run_tool"


@dataclass(frozen=True, slots=True)
class StartFlow:
    flow: str
    slots: dict[str, str] = field(default_factory=dict)
    name: Literal["start_flow"] = "start_flow"


@dataclass(frozen=True, slots=True)
class AdvanceFlow:
    """Give the open flow's top frame `trigger` with newly read slots."""

    trigger: str
    slots: dict[str, str] = field(default_factory=dict)
    name: Literal["advance_flow"] = "advance_flow"


@dataclass(frozen=True, slots=True)
class CloseFrame:
    name: Literal["close_frame"] = "close_frame"


@dataclass(frozen=True, slots=True)
class Clarify:
    """Ask one question; `options` are texts that would have been understood, shown as buttons."""

    question: Phrase
    options: tuple[str, ...] = ()
    name: Literal["clarify"] = "clarify"


@dataclass(frozen=True, slots=True)
class ResolveApproval:
    """`approval` "" means: the only one pending."""

    verdict: Literal["ok", "edit", "no", "undo", "again"]
    approval: str = ""
    reason: str = ""
    name: Literal["resolve_approval"] = "resolve_approval"


@dataclass(frozen=True, slots=True)
class Chat:
    """Say a phrase; nothing is done."""

    phrase: Phrase
    name: Literal["chat"] = "chat"


@dataclass(frozen=True, slots=True)
class AnswerScript:
    """Yes or no to what a script offered."""

    script: str
    yes: bool
    name: Literal["answer_script"] = "answer_script"


@dataclass(frozen=True, slots=True)
class HandOff:
    reason: Literal["asked", "unsure", "angry"] = "asked"
    name: Literal["hand_off"] = "hand_off"


Decision = RunTool | StartFlow | AdvanceFlow | CloseFrame | Clarify | ResolveApproval | Chat | AnswerScript | HandOff
