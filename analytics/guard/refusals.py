"""`Refusal`: why a statement is not run."""

from dataclasses import dataclass
from typing import Literal

from core.phrase import Phrase

Reason = Literal[
    "syntax", "statement", "size", "construct", "function", "table", "column", "name", "literal", "join"
]  # fmt: skip


PHRASES: dict[Reason, str] = {
    "syntax": "guard.syntax",
    "statement": "guard.statement",
    "size": "guard.size",
    "construct": "guard.construct",
    "function": "guard.function",
    "table": "guard.table",
    "column": "guard.column",
    "name": "guard.name",
    "literal": "guard.literal",
    "join": "guard.join",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """`detail` names the culprit, for the log; it may repeat what the statement said and is never shown as it is."""

    reason: Reason
    detail: str = ""

    @property
    def phrase(self) -> Phrase:
        """What is said about it."""
        return Phrase(PHRASES[self.reason])


class RefusedError(Exception):
    """Carries the refusal up to `guard`, within this package only."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.refusal = Refusal(reason, detail[:120])
