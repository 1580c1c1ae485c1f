"""What the ports keep and hand over, as values."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from core.calls import Role, Scalar, ToolCall
from core.phrases import Lang
from core.query import MetricQuery, Window
from core.replies import Reply


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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


class AuditEntry(_Value):
    """Who did what, why, with what before and after."""

    merchant: str
    at: datetime
    user: str
    action: str
    detail: dict[str, Any]


class Proof(_Value):
    """What the 依据 button shows. `definitions` are (name, definition) in the merchant's language."""

    query: MetricQuery
    definitions: tuple[tuple[str, str], ...]
    window: Window
    freshness: datetime
    sql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]


class Goal(_Value):
    """`month` is its first day. `metric` is gmv, buyers or inquiries."""

    merchant: str
    month: date
    metric: Literal["gmv", "buyers", "inquiries"]
    target: Decimal
    set_by: str
    set_at: datetime


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


class Due(_Value):
    """Something to be done at a time of our clock. `kind` names a handler, `key` makes it unique per merchant."""

    merchant: str
    kind: str
    key: str
    at: datetime


DeliveryStatus = Literal["pending", "sending", "sent", "unknown", "offered", "failed", "blocked"]


class Delivery(_Value):
    """A push. `key` is unique per merchant and chat ("daily:2026-11-20"). `message` is the channel's id once sent."""

    merchant: str
    chat: str
    key: str
    replies: tuple[Reply, ...]
    status: DeliveryStatus = "pending"
    message: str = ""


class UnansweredQuestion(_Value):
    merchant: str
    at: datetime
    text: str
    lang: Lang


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
