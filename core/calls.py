"""Tools, calls and their four outcomes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from core.phrases import Lang, Phrase
from core.query import MetricQuery
from core.replies import Reply

Effect = Literal["read", "write"]
Tier = Literal["auto", "notify", "ask", "never"]
Role = Literal["owner", "manager", "staff", "system"]
Status = Literal["answered", "partial", "empty", "unavailable", "ambiguous"]
Scalar = str | int | float | bool | None


class Arguments(BaseModel):
    """Base of every tool's argument model."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ToolCall(BaseModel):
    """A call as it is stored and hashed: arguments are JSON of the tool's own model, parsed by the gate."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tool: str
    arguments: dict[str, Any] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who calls: a member of the shop, or `system` for schedules and jobs."""

    merchant: str
    user: str
    chat: str
    role: Role
    lang: Lang


@dataclass(frozen=True, slots=True)
class CallContext:
    """What a tool may know. `now` is aware, in the shop's time zone. `request_id` is the idempotency key of a write."""

    actor: Actor
    now: datetime
    request_id: str
    approval: str | None = None


class Change(BaseModel):
    """One change that reached the marketplace or the settings (the contract's `effects`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    key: str
    before: Any = None
    after: Any = None


class Source(BaseModel):
    """Where a knowledge answer stands. `effective` is an ISO date or ""."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    section: str = ""
    effective: str = ""


class Cause(BaseModel):
    """One cause of a change; `share` of the whole change, signed as it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    elements: dict[str, str]
    event: str | None = None
    share: float


class Answer(BaseModel):
    """The machine-readable side of a result."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: Status = "answered"
    query: MetricQuery | None = None
    sql: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Scalar, ...], ...] = ()
    causes: tuple[Cause, ...] = ()
    sources: tuple[Source, ...] = ()
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Done. `inverse` is the call that takes a change back."""

    replies: tuple[Reply, ...]
    answer: Answer | None = None
    changes: tuple[Change, ...] = ()
    inverse: ToolCall | None = None
    kind: Literal["result"] = "result"


@dataclass(frozen=True, slots=True)
class Retry:
    """Not done: the arguments need mending as `hint` says."""

    hint: Phrase
    kind: Literal["retry"] = "retry"


@dataclass(frozen=True, slots=True)
class Failed:
    """Not done, and nothing was changed."""

    reason: Phrase
    kind: Literal["failed"] = "failed"


@dataclass(frozen=True, slots=True)
class ApprovalNeeded:
    """Staged: the card waits for a person."""

    approval: str
    replies: tuple[Reply, ...]
    kind: Literal["approval_needed"] = "approval_needed"


Outcome = Result | Retry | Failed | ApprovalNeeded


@dataclass(frozen=True, slots=True)
class Preview:
    """What the approver sees of a write: a headline, lines below it, an image's blob id or ""."""

    headline: str
    lines: tuple[str, ...]
    image: str = ""
    before: Any = None
    after: Any = None


class Tool(Protocol):
    """What can be done or looked up. `kind` is the risk kind that tiers are set for ("publish", "read", "goal" …)."""

    name: str
    description: str
    effect: Effect
    kind: str
    arguments: type[Arguments]

    async def run(self, arguments: Any, context: CallContext) -> Result | Retry | Failed:
        """Do it. A write passes `context.request_id` on, and does nothing twice under the same one."""
        ...


class WriteTool(Tool, Protocol):
    """A tool that changes something."""

    async def preview(self, arguments: Any, context: CallContext) -> Preview | Retry | Failed:
        """What would be done, checked against the shop as it is now. Changes nothing."""
        ...

    async def find(self, arguments: Any, context: CallContext) -> Result | None:
        """After a crash: the result if the call under `context.request_id` took place, None if it didn't."""
        ...
