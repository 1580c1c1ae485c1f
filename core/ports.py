"""The ports: what the inside asks of the outside. Adapters implement them, fakes in tests subclass them."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Literal, Protocol

from core.approvals import Approval, ApprovalStatus
from core.calls import Scalar, ToolCall
from core.charts import ChartSpec
from core.market_facts import FactBatch
from core.phrases import Lang
from core.records import (
    AuditEntry,
    Delivery,
    DeliveryStatus,
    Due,
    Goal,
    Member,
    Proof,
    Rows,
    Shop,
    StartedCall,
)
from core.replies import Reply
from core.state import DialogState
from core.turns import Turn


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


class Audit(Protocol):
    """Append-only, each row's hash chained to the merchant's row before."""

    async def append(self, entry: AuditEntry) -> None: ...

    async def verify(self, merchant: str) -> str | None:
        """None if the chain holds, else which row breaks it."""
        ...

    async def entries(self, merchant: str) -> tuple[AuditEntry, ...]: ...


class Proofs(Protocol):
    async def put(self, merchant: str, proof: Proof) -> str:
        """Keep it; the id is at most 16 characters."""
        ...

    async def get(self, merchant: str, proof: str) -> Proof | None: ...


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


class Goals(Protocol):
    async def get(self, merchant: str, month: date) -> Goal | None: ...

    async def put(self, goal: Goal) -> None: ...

    async def drop(self, merchant: str, month: date) -> None: ...


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
