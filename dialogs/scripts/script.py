"""What a script is: validated data."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import ConfigError

FOLDER = Path(__file__).parent
FactName = Literal["month", "done", "forecast", "last_month"]
When = Literal["always", "behind", "ahead"]


class Frozen(BaseModel):
    """A value of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StepOffer(Frozen):
    """One thing that may be said: a phrase, the facts it is built of, and when it is true."""

    say: str
    facts: tuple[FactName, ...]
    when: When = "always"


class Buttons(Frozen):
    """The phrases on them."""

    yes: str
    no: str


class Exits(Frozen):
    """Days of silence after each way out."""

    accepted: int = Field(ge=1)
    refused: int = Field(ge=7)
    passed_over: int = Field(ge=1)


class AtMost(Frozen):
    """Tries that came to nothing, after which it keeps quiet until they are `in_days` old."""

    times: int = Field(ge=1)
    in_days: int = Field(ge=1)


class Script(Frozen):
    """Goal, steps, what may be said, exits, how often it may try. `leads_to` is a flow's name."""

    name: str
    leads_to: str
    after: tuple[str, ...]
    roles: tuple[Literal["owner", "manager", "staff"], ...]
    unless: tuple[Literal["goal_set"], ...] = ()
    days_gone: int = 1
    days_left: int = 0
    steps: tuple[StepOffer, ...] = Field(min_length=1)
    buttons: Buttons
    exits: Exits
    at_most: AtMost


def load_scripts(folder: Path = FOLDER) -> tuple[Script, ...]:
    """All of the folder, by name. ConfigError names the file and the key."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found.append(Script.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))))
        except (yaml.YAMLError, ValidationError) as error:
            raise ConfigError(f"{path.name}: {error}") from error
    return tuple(found)
