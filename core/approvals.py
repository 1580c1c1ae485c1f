"""`Approval`: the exact frozen call that waits for a person.

pending → approved | edited | rejected | expired | superseded; approved → executed | failed; executed → undone.
"""

import hashlib
import json
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from core.calls import ToolCall

ApprovalStatus = Literal[
    "pending", "approved", "edited", "rejected", "expired", "superseded", "executed", "failed", "undone"
]

MOVES: dict[ApprovalStatus, frozenset[ApprovalStatus]] = {
    "pending": frozenset({"approved", "edited", "rejected", "expired", "superseded"}),
    "approved": frozenset({"executed", "failed"}),
    "executed": frozenset({"undone"}),
    "edited": frozenset(),
    "rejected": frozenset(),
    "expired": frozenset(),
    "superseded": frozenset(),
    "failed": frozenset(),
    "undone": frozenset(),
}


class Approval(BaseModel):
    """`id` is short (12 characters, fits a button). `kind` is the tool's risk kind. Times are aware UTC.

    `inverse` is kept once executed. `headline` is what lists and reports show.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    merchant: str
    chat: str
    requested_by: str
    kind: str
    call: ToolCall
    call_hash: str
    headline: str
    created_at: datetime
    expires_at: datetime
    status: ApprovalStatus = "pending"
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    inverse: ToolCall | None = None


def call_hash(call: ToolCall) -> str:
    """SHA-256 of the canonical JSON of a call, hex."""
    body = json.dumps(call.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()
