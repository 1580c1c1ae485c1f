"""What words.yaml holds, read once."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

WORDS = Path(__file__).with_name("words.yaml")


class Words(BaseModel):
    """`implied` metric id → texts that ask for it; `goods` English names of goods → Chinese ones;
    the rest are plain lists of lower-case texts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    implied: dict[str, tuple[str, ...]]
    overview: tuple[str, ...]
    undefined: tuple[str, ...]
    stop_pieces: frozenset[str]
    goods: dict[str, str]


@cache
def words() -> Words:
    """The file's content. pydantic.ValidationError names a wrong key."""
    return Words.model_validate(yaml.safe_load(WORDS.read_text(encoding="utf-8")))
