"""What `wording.yaml` holds: synonyms and the weight of words, as data."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from core.errors import ConfigError

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it: ten times as fast."""
FILE = Path(__file__).parent / "wording.yaml"


class Wording(BaseModel):
    """`words` the dictionary lacks; `stop` words say nothing, `soft` ones little; `same` maps a word of the articles to
    other ways of saying it; `elsewhere` are marketplaces and apps whose rules are not ours to tell; `history` words
    ask for what held before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]
    stop: tuple[str, ...]
    soft: tuple[str, ...]
    same: dict[str, tuple[str, ...]]
    elsewhere: tuple[str, ...]
    history: tuple[str, ...]


def load_wording(file: Path = FILE) -> Wording:
    """Read the file. ConfigError names what is wrong with it."""
    try:
        return Wording.model_validate(yaml.load(file.read_text(encoding="utf-8"), LOADER))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{file.name}:{line}: {error.problem}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        raise ConfigError(f"{file.name}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error
