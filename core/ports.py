"""The ports: what the inside asks of the outside. Adapters implement them, fakes in tests subclass them."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from core.approvals import Approval, ApprovalStatus
from core.calls import Role, Scalar, ToolCall
from core.charts import ChartSpec
from core.market import FactBatch
from core.phrases import Lang
from core.query import MetricQuery, Window
from core.replies import Reply
from core.state import DialogState
from core.turns import Turn


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""
        ...


class Sessions(Protocol):
    """Dialogue state, one per chat."""

    def lock(self, chat: str) -> AbstractAsyncContextManager[None]:
        """One turn at a time per chat; the others wait in order."""
        ...

    async def load(self, chat: str) -> tuple[DialogState, int]:
        """The state and its save counter; a new state and 0 for a new chat. CorruptStateError if it doesn't parse."""
        ...

    async def save(self, chat: str, state: DialogState, counter: int) -> None:
        """Save over the version `counter`; StaleStateError if it was saved meanwhile."""
        ...


class Inbox(Protocol):
    """Turns that reached us, kept until their replies are delivered, so that a crash loses none."""

    async def receive(self, turn: Turn) -> bool:
        """Keep it; False if this id of this chat was received before."""
        ...

    async def sending(self, turn: Turn) -> None:
        """The replies are about to be sent."""
        ...

    async def done(self, turn: Turn) -> None:
        """The replies were delivered (or there were none)."""
        ...

    async def unfinished(self) -> tuple[tuple[Turn, Literal["received", "sending"]], ...]:
        """In order of arrival: what a crash left behind."""
        ...


class Approvals(Protocol):
    async def add(self, approval: Approval) -> None: ...

    async def get(self, merchant: str, approval: str) -> Approval | None: ...

    async def move(
        self,
        merchant: str,
        approval: str,
        came_from: ApprovalStatus,
        to: ApprovalStatus,
        *,
        by: str,
        at: datetime,
        reason: str = "",
        inverse: ToolCall | None = None,
    ) -> bool:
        """One compare-and-set: False if it wasn't in `came_from` (any more). ValueError for a move not in MOVES."""
        ...

    async def waiting(self, merchant: str) -> tuple[Approval, ...]:
        """Pending ones, oldest first."""
        ...

    async def recent(self, merchant: str, since: datetime) -> tuple[Approval, ...]:
        """Decided since then, newest first."""
        ...

    async def asked_since(self, merchant: str, since: datetime) -> int: ...


class StartedCall(_Value):
    """A write under way, or one that a crash cut off."""

    request_id: str
    merchant: str
    chat: str
    user: str
    lang: Lang
    call: ToolCall
    approval: str | None
    started_at: datetime


class Calls(Protocol):
    """The record of writes by idempotency key."""

    async def start(self, call: StartedCall) -> bool:
        """Record it before anything is done; False if this request id is on record already."""
        ...

    async def finish(self, request_id: str, status: Literal["executed", "failed"], outcome: str) -> bool:
        """Compare-and-set from started. `outcome` is JSON, for whoever asks again under the same id."""
        ...

    async def status(self, request_id: str) -> tuple[Literal["started", "executed", "failed"], str] | None: ...

    async def cut_off(self) -> tuple[StartedCall, ...]:
        """Those still `started`."""
        ...


class AuditEntry(_Value):
    """Who did what, why, with what before and after."""

    merchant: str
    at: datetime
    user: str
    action: str
    detail: dict[str, Any]


class Audit(Protocol):
    """Append-only, each row's hash chained to the merchant's row before."""

    async def append(self, entry: AuditEntry) -> None: ...

    async def verify(self, merchant: str) -> str | None:
        """None if the chain holds, else which row breaks it."""
        ...

    async def entries(self, merchant: str) -> tuple[AuditEntry, ...]: ...


class Proof(_Value):
    """What the 依据 button shows. `definitions` are (name, definition) in the merchant's language."""

    query: MetricQuery
    definitions: tuple[tuple[str, str], ...]
    window: Window
    freshness: datetime
    sql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]


class Proofs(Protocol):
    async def put(self, merchant: str, proof: Proof) -> str:
        """Keep it; the id is at most 16 characters."""
        ...

    async def get(self, merchant: str, proof: str) -> Proof | None: ...


@dataclass(frozen=True, slots=True)
class Rows:
    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]


class Warehouse(Protocol):
    """The fact tables. Every statement has the parameter :merchant."""

    dialect: Literal["sqlite", "postgresql"]

    async def select(self, sql: str, parameters: dict[str, Scalar]) -> Rows:
        """Run one SELECT on a read-only connection, at most 10,000 rows, 5 s."""
        ...

    async def store(self, merchant: str, batch: FactBatch) -> None:
        """Upsert all rows and the cursor in one transaction; storing the same batch twice changes nothing."""
        ...

    async def cursor(self, merchant: str) -> str | None: ...

    async def freshness(self, merchant: str) -> datetime | None:
        """`as_of` of the last success, aware UTC; None before the first."""
        ...

    async def first_day(self, merchant: str) -> date | None: ...


class Blobs(Protocol):
    async def put(self, data: bytes, name: str) -> str:
        """Keep bytes; the id is their SHA-256 and the name's suffix."""
        ...

    async def get(self, blob: str) -> bytes: ...


class Charts(Protocol):
    async def draw(self, spec: ChartSpec, lang: Lang) -> bytes:
        """PNG, drawn off the event loop."""
        ...


class Goal(_Value):
    """`month` is its first day. `metric` is gmv, buyers or inquiries."""

    merchant: str
    month: date
    metric: Literal["gmv", "buyers", "inquiries"]
    target: Decimal
    set_by: str
    set_at: datetime


class Goals(Protocol):
    async def get(self, merchant: str, month: date) -> Goal | None: ...

    async def put(self, goal: Goal) -> None: ...

    async def drop(self, merchant: str, month: date) -> None: ...


class Shop(_Value):
    """A merchant's settings. `timezone` is IANA; hours are local. `lang` is the language of pushes."""

    merchant: str
    name: str
    timezone: str = "Asia/Shanghai"
    currency: str = "CNY"
    lang: Lang = "zh"
    report_at: time = time(9, 0)
    report_on: bool = True
    quiet_from: time = time(22, 0)
    quiet_to: time = time(8, 0)
    paused: bool = False
    price_floor_share: Decimal = Decimal("1.05")
    """No price under this multiple of a known cost."""


class Member(_Value):
    """`chat` is where this person is reached."""

    merchant: str
    user: str
    chat: str
    role: Role
    blocked: bool = False


class Shops(Protocol):
    async def get(self, merchant: str) -> Shop | None: ...

    async def put(self, shop: Shop) -> None: ...

    async def all(self) -> tuple[Shop, ...]: ...

    async def member(self, merchant: str, user: str) -> Member | None: ...

    async def members(self, merchant: str) -> tuple[Member, ...]: ...

    async def join(self, member: Member) -> None:
        """Add or update."""
        ...

    async def shop_of(self, user: str) -> str | None:
        """The merchant id of the shop this person belongs to."""
        ...


class Due(_Value):
    """Something to be done at a time of our clock. `kind` names a handler, `key` makes it unique per merchant."""

    merchant: str
    kind: str
    key: str
    at: datetime


class Dues(Protocol):
    async def put(self, due: Due) -> None:
        """Set or move (merchant, kind, key)."""
        ...

    async def drop(self, merchant: str, kind: str, key: str) -> None: ...

    async def take(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Those due, oldest first, each given to one caller only (claimed by compare-and-set for 5 minutes)."""
        ...

    async def finish(self, due: Due, next_at: datetime | None) -> None:
        """Done: set the next time, or drop it."""
        ...

    async def next_at(self) -> datetime | None:
        """When the earliest is due."""
        ...


DeliveryStatus = Literal["pending", "sending", "sent", "unknown", "offered", "failed", "blocked"]


class Delivery(_Value):
    """A push. `key` is unique per merchant and chat ("daily:2026-11-20"). `message` is the channel's id once sent."""

    merchant: str
    chat: str
    key: str
    replies: tuple[Reply, ...]
    status: DeliveryStatus = "pending"
    message: str = ""


class Deliveries(Protocol):
    async def add(self, delivery: Delivery) -> bool:
        """False if this key is on record."""
        ...

    async def get(self, merchant: str, chat: str, key: str) -> Delivery | None: ...

    async def move(self, delivery: Delivery, came_from: DeliveryStatus, to: DeliveryStatus, message: str = "") -> bool:
        """Compare-and-set."""
        ...

    async def cut_off(self) -> int:
        """At start: those left `sending` become `unknown`; how many."""
        ...

    async def unknown(self, merchant: str, chat: str) -> tuple[Delivery, ...]: ...

    async def pending(self) -> tuple[Delivery, ...]: ...


JobHandler = Callable[[str], Awaitable[None]]


class Jobs(Protocol):
    """Durable work. Handlers are registered by name before `start`; each takes one string of JSON and is idempotent."""

    def register(self, name: str, handler: JobHandler) -> None: ...

    async def submit(self, name: str, key: str, argument: str) -> bool:
        """Run it once, ever, under this key; False if the key is known."""
        ...

    async def settle(self) -> None:
        """Wait until what this process submitted is done."""
        ...

    def every(self, seconds: int, handler: Callable[[], Awaitable[None]]) -> None:
        """The engine tick, by the wall clock."""
        ...

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


class Channel(Protocol):
    """Where people are."""

    async def send(self, chat: str, replies: Sequence[Reply], lang: Lang) -> str:
        """Deliver in order; the id of the last message. ChannelBlockedError, ChannelBusyError, ChannelError."""
        ...

    async def typing(self, chat: str) -> None:
        """Show that something is being done; failures are of no matter."""
        ...


class UnansweredQuestion(_Value):
    merchant: str
    at: datetime
    text: str
    lang: Lang


class Questions(Protocol):
    """Knowledge questions that had no answer, for staff."""

    async def add(self, question: UnansweredQuestion) -> None: ...

    async def all(self, merchant: str) -> tuple[UnansweredQuestion, ...]: ...


class DocumentSection(_Value):
    """A piece of a merchant's file: what it is about, what it says, and questions that it plainly answers."""

    heading: str
    text: str
    asks: tuple[str, ...] = ()


class Document(_Value):
    """A merchant's own file in the knowledge base. `sha` is the SHA-256 of its bytes, `blob` where they are kept.

    `sections` counts. `removed_by` is the request that removed it, "" while it stands.
    """

    merchant: str
    id: str
    name: str
    blob: str
    sha: str
    sections: int
    uploaded_by: str
    uploaded_at: datetime
    removed_by: str = ""


class Documents(Protocol):
    """Merchants' own files, read. A removed one keeps its row without a word of its text."""

    async def add(self, document: Document, sections: Sequence[DocumentSection], request_id: str) -> None:
        """Keep it (again, if its id was removed), in place of the merchant's other of the same name."""
        ...

    async def all(self, merchant: str, *, removed: bool = False) -> tuple[Document, ...]:
        """Oldest first; with `removed` those that went, too."""
        ...

    async def remove(self, merchant: str, document: str, request_id: str) -> bool:
        """Take it out with its text; False if it isn't there (any more)."""
        ...

    async def sections(self, merchant: str, document: str) -> tuple[DocumentSection, ...]:
        """As they stand in the file; none for a removed one."""
        ...


class DocumentReader(Protocol):
    async def read(self, data: bytes, name: str) -> tuple[DocumentSection, ...]:
        """The text of a file, off the event loop, at most 20 s. UserError says what is wrong with the file and what to
        do about it. What a file says is data: it is kept and cited, never obeyed."""
        ...
