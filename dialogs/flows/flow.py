"""What a scripted flow is to the rest: a spec, a step, a prompt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from core.calls import Role, ToolCall
from core.phrases import Lang
from core.replies import Reply
from core.state import Frame
from core.understanding import SlotKind
from dialogs.flows.machine import FlowSpec


@dataclass(frozen=True, slots=True)
class FlowContext:
    """`now` is aware, in the shop's time zone."""

    merchant: str
    lang: Lang
    now: datetime
    role: Role = "owner"


@dataclass(frozen=True, slots=True)
class Step:
    """Where the flow stands after a step: its frame (None once it ended), what it says, the call that it ends in."""

    frame: Frame | None
    replies: tuple[Reply, ...] = ()
    call: ToolCall | None = None


class Flow(Protocol):
    """One script. `step` takes a trigger (start, fill, correct, confirm, deny) and newly read slots."""

    spec: FlowSpec

    async def step(self, frame: Frame, trigger: str, slots: dict[str, str], context: FlowContext) -> Step: ...

    def prompt(self, frame: Frame, context: FlowContext) -> tuple[Reply, ...]:
        """What is being asked, for coming back after a digression."""
        ...

    def takes(self, frame: Frame, text: str) -> bool:
        """Whether a text is surely the answer to what is asked, whatever else it might mean."""
        ...

    def expects(self, frame: Frame) -> tuple[SlotKind | Literal["confirm"], ...]:
        """The slot kinds that answer it."""
        ...
