"""What can be imported: kinds, their fields and what platforms call them (`kinds.yaml`, `words.yaml`)."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from core.imports import ImportKind
from core.phrases import Lang

FOLDER = Path(__file__).parent
CellType = Literal["id", "text", "time", "day", "money", "count", "status", "listing", "channel"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Field(_Value):
    """A field of ours. Earlier aliases are preferred."""

    zh: str
    en: str
    type: CellType
    aliases: tuple[str, ...]

    def name(self, lang: Lang) -> str:
        """As merchants read it."""
        return self.zh if lang == "zh" else self.en


class Kind(_Value):
    """A sort of export. One field of each group of `telling` tells it, one of each of `needs` must be there."""

    zh: str
    en: str
    measure: dict[Lang, str]
    telling: tuple[tuple[str, ...], ...]
    needs: tuple[tuple[str, ...], ...]
    fields: dict[str, Field]

    def name(self, lang: Lang) -> str:
        """As merchants read it."""
        return self.zh if lang == "zh" else self.en


@cache
def kinds() -> dict[ImportKind, Kind]:
    """All of them; the first of those that fit a file equally well is taken."""
    return {name: Kind.model_validate(entry) for name, entry in _yaml("kinds.yaml").items()}


@cache
def words(of: Literal["status", "listing", "channel"]) -> tuple[tuple[str, str], ...]:
    """(what a platform writes, lower-case; our id), longest first."""
    entries = _yaml("words.yaml")[of].items()
    pairs = [(word.lower(), ours) for ours, theirs in entries for word in theirs]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _yaml(name: str) -> dict:  # type: ignore[type-arg]
    loaded: dict = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))  # type: ignore[type-arg]
    return loaded
