"""Our own tables. Every one has the merchant; what is a value of ours is kept as its JSON in `body`."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

from adapters.storage.types import UtcTime

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)


def _arrival() -> Column[int]:
    """A number that grows with every row, for lists in order of arrival."""
    return Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=False, **options)


inbox = Table(
    "inbox",
    metadata,
    _arrival(),
    _text("merchant"),
    _text("chat"),
    _text("turn"),
    Column("status", String(10), nullable=False),
    Column("received_at", UtcTime, nullable=False),
    _text("body"),
    UniqueConstraint("chat", "turn"),
    Index(None, "status"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("counter", Integer, nullable=False),
    _text("body"),
)
"""Keyed by chat alone, as the port is: a chat belongs to one conversation, whichever shop it speaks of."""

approvals = Table(
    "approvals",
    metadata,
    _arrival(),
    _text("merchant"),
    _text("approval"),
    Column("status", String(10), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    _text("decided_by"),
    Column("decided_at", UtcTime),
    _text("reason"),
    Column("inverse", Text),
    _text("body"),
    UniqueConstraint("merchant", "approval"),
    Index(None, "merchant", "status"),
    Index(None, "merchant", "created_at"),
    Index(None, "merchant", "decided_at"),
)

calls = Table(
    "calls",
    metadata,
    _arrival(),
    _text("request_id", unique=True),
    _text("merchant"),
    Column("status", String(10), nullable=False),
    _text("body"),
    _text("outcome"),
    Index(None, "status"),
)

audit = Table(
    "audit",
    metadata,
    Column("merchant", Text, primary_key=True),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    _text("body"),
    Column("hash", String(64), nullable=False),
)

audit_heads = Table(
    "audit_heads",
    metadata,
    Column("merchant", Text, primary_key=True),
    Column("n", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""The last row of each chain: the lock that orders appends, and the witness against a tail cut off."""

proofs = Table(
    "proofs",
    metadata,
    Column("merchant", Text, primary_key=True),
    Column("proof", String(16), primary_key=True),
    _text("body"),
)

goals = Table(
    "goals",
    metadata,
    Column("merchant", Text, primary_key=True),
    Column("month", String(10), primary_key=True),
    _text("body"),
)

shops = Table(
    "shops",
    metadata,
    Column("merchant", Text, primary_key=True),
    _text("body"),
)

members = Table(
    "members",
    metadata,
    _arrival(),
    _text("merchant"),
    _text("user"),
    _text("chat"),
    Column("role", String(10), nullable=False),
    Column("blocked", Boolean(create_constraint=False), nullable=False),
    UniqueConstraint("merchant", "user"),
    Index(None, "user"),
)

dues = Table(
    "dues",
    metadata,
    Column("merchant", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("claimed_until", UtcTime),
    Index(None, "at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    _arrival(),
    _text("merchant"),
    _text("chat"),
    _text("key"),
    Column("status", String(10), nullable=False),
    _text("message"),
    _text("replies"),
    UniqueConstraint("merchant", "chat", "key"),
    Index(None, "status"),
)

questions = Table(
    "questions",
    metadata,
    _arrival(),
    _text("merchant"),
    Column("at", UtcTime, nullable=False),
    _text("text"),
    Column("lang", String(2), nullable=False),
    Index(None, "merchant"),
)

documents = Table(
    "documents",
    metadata,
    _arrival(),
    _text("merchant"),
    _text("document"),
    _text("name"),
    _text("blob"),
    Column("sha", String(64), nullable=False),
    _text("uploaded_by"),
    Column("uploaded_at", UtcTime, nullable=False),
    _text("removed_by"),
    Column("sections", Integer, nullable=False),
    _text("body"),
    UniqueConstraint("merchant", "document"),
)
"""`body` is the JSON of the sections, "[]" once removed."""

clocks = Table(
    "clocks",
    metadata,
    Column("merchant", Text, primary_key=True),
    Column("ahead_us", BigInteger, nullable=False),
)
"""How far a sandbox's clock was moved ahead of the system's, in microseconds."""
