"""`Phrase`: a sentence not yet said."""

from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence's key and parameters (strings already formatted for people)."""

    key: str
    params: dict[str, str] = field(default_factory=dict)
