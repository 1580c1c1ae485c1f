"""The evaluation sets, and which third of them may be looked at."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from core.errors import ConfigError
from core.phrases import Lang

FOLDER = Path(__file__).parents[2] / "tests" / "evaluation"
THIRDS = 3


class EvaluationRow(BaseModel):
    """What every row has."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    lang: Lang
    text: str

    @property
    def is_development(self) -> bool:
        """Whether its mistakes may be looked at; the other two thirds are held out."""
        return int(sha256(self.id.encode()).hexdigest(), 16) % THIRDS == 0


class IntentRow(EvaluationRow):
    """A message without history."""

    area: str
    intent: str


class FollowUpRow(EvaluationRow):
    """A message after others (the merchant's, oldest first), and the question that stands alone."""

    now: datetime
    history: tuple[str, ...]
    mode: Literal["single", "multi"]
    rewrite: str
    area: str
    intent: str
    standalone: str


Row = TypeVar("Row", bound=EvaluationRow)


def read_rows(kind: type[Row], name: str) -> tuple[Row, ...]:
    """All lines of a set. ConfigError names the file and line of the first fault."""
    path = FOLDER / name
    if not path.is_file():
        raise ConfigError(f"{name} is not there: evaluations run from a checkout of the project")
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            rows.append(kind.model_validate_json(line))
        except ValidationError as error:
            raise ConfigError(f"{name}:{number}: {error.errors()[0]['msg']}") from error
    return tuple(rows)


def share(hits: Sequence[bool]) -> float:
    """0–1, four digits; 0 of nothing."""
    return round(sum(hits) / len(hits), 4) if hits else 0.0
