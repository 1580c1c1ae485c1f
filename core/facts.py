"""`Fact`: a value that may be spoken, with where it comes from; replies are built of facts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.query import Window

Unit = Literal["yuan", "count", "rate", "minutes", "days", "ratio", "score"]


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` None means that nothing was returned. `evidence` is the id behind the 依据 button."""

    metric: str
    value: Decimal | None
    unit: Unit
    window: Window
    definition: str
    evidence: str
