"""The guard's data: what a statement may be made of, what it may read, how large it may be."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent
Dialect = Literal["sqlite", "postgresql"]


class _Grammar(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    nodes: dict[str, frozenset[str]]
    functions: dict[Dialect, frozenset[str]]
    types: frozenset[str]
    words: frozenset[str]
    clocks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Caps:
    """How large a statement may be. `pipes` bounds how fast text can be doubled; `rows` the answer."""

    characters: int = 6_000
    tokens: int = 1_200
    brackets: int = 24
    nodes: int = 1_500
    depth: int = 48
    tables: int = 8
    selects: int = 16
    pipes: int = 8
    text: int = 200
    name: int = 60
    rows: int = 1_000


CAPS = Caps()
GRAMMAR = _Grammar.model_validate(yaml.safe_load((FOLDER / "grammar.yaml").read_text(encoding="utf-8")))
SCHEMA: dict[str, dict[str, str]] = yaml.safe_load((FOLDER / "schema.yaml").read_text(encoding="utf-8"))
"""Fact table → column → type, without `merchant`."""
