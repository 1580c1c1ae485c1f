"""Our own tables."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _big(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> "sa.Column[datetime]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _flag(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean(), nullable=False)


def _arrival() -> "sa.Column[int]":
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("seq", kind, autoincrement=True, nullable=False)


def _approvals() -> None:
    op.create_table(
        "approvals",
        _arrival(),
        _text("merchant"),
        _text("approval"),
        sa.Column("status", sa.String(10), nullable=False),
        _time("created_at"),
        _text("decided_by"),
        _time("decided_at", nullable=True),
        _text("reason"),
        _text("inverse", nullable=True),
        _text("body"),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("merchant", "approval", name="uq_approvals_merchant_approval"),
    )
    op.create_index("ix_approvals_merchant_created_at", "approvals", ["merchant", "created_at"])
    op.create_index("ix_approvals_merchant_decided_at", "approvals", ["merchant", "decided_at"])
    op.create_index("ix_approvals_merchant_status", "approvals", ["merchant", "status"])


def _audit() -> None:
    op.create_table(
        "audit",
        _text("merchant"),
        _big("n"),
        _text("body"),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("merchant", "n"),
    )


def _audit_heads() -> None:
    op.create_table(
        "audit_heads",
        _text("merchant"),
        _big("n"),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("merchant"),
    )


def _calls() -> None:
    op.create_table(
        "calls",
        _arrival(),
        _text("request_id"),
        _text("merchant"),
        sa.Column("status", sa.String(10), nullable=False),
        _text("body"),
        _text("outcome"),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("request_id", name="uq_calls_request_id"),
    )
    op.create_index("ix_calls_status", "calls", ["status"])


def _clocks() -> None:
    op.create_table("clocks", _text("merchant"), _big("ahead_us"), sa.PrimaryKeyConstraint("merchant"))


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        _arrival(),
        _text("merchant"),
        _text("chat"),
        _text("key"),
        sa.Column("status", sa.String(10), nullable=False),
        _text("message"),
        _text("replies"),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("merchant", "chat", "key", name="uq_deliveries_merchant_chat_key"),
    )
    op.create_index("ix_deliveries_status", "deliveries", ["status"])


def _dues() -> None:
    op.create_table(
        "dues",
        _text("merchant"),
        _text("kind"),
        _text("key"),
        _time("at"),
        _time("claimed_until", nullable=True),
        sa.PrimaryKeyConstraint("merchant", "kind", "key"),
    )
    op.create_index("ix_dues_at", "dues", ["at"])


def _goals() -> None:
    op.create_table(
        "goals",
        _text("merchant"),
        sa.Column("month", sa.String(10), nullable=False),
        _text("body"),
        sa.PrimaryKeyConstraint("merchant", "month"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        _arrival(),
        _text("merchant"),
        _text("chat"),
        _text("turn"),
        sa.Column("status", sa.String(10), nullable=False),
        _time("received_at"),
        _text("body"),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("chat", "turn", name="uq_inbox_chat_turn"),
    )
    op.create_index("ix_inbox_status", "inbox", ["status"])


def _members() -> None:
    op.create_table(
        "members",
        _arrival(),
        _text("merchant"),
        _text("user"),
        _text("chat"),
        sa.Column("role", sa.String(10), nullable=False),
        _flag("blocked"),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("merchant", "user", name="uq_members_merchant_user"),
    )
    op.create_index("ix_members_user", "members", ["user"])


def _proofs() -> None:
    op.create_table(
        "proofs",
        _text("merchant"),
        sa.Column("proof", sa.String(16), nullable=False),
        _text("body"),
        sa.PrimaryKeyConstraint("merchant", "proof"),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        _arrival(),
        _text("merchant"),
        _time("at"),
        _text("text"),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_questions_merchant", "questions", ["merchant"])


def _sessions() -> None:
    op.create_table("sessions", _text("chat"), _number("counter"), _text("body"), sa.PrimaryKeyConstraint("chat"))


def _shops() -> None:
    op.create_table("shops", _text("merchant"), _text("body"), sa.PrimaryKeyConstraint("merchant"))


def upgrade() -> None:
    """Forward."""
    _approvals()
    _audit()
    _audit_heads()
    _calls()
    _clocks()
    _deliveries()
    _dues()
    _goals()
    _inbox()
    _members()
    _proofs()
    _questions()
    _sessions()
    _shops()
