"""Regular expressions kept as data: patterns.yaml, compiled once."""

import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import RootModel

PATTERNS = Path(__file__).with_name("patterns.yaml")


class _File(RootModel[dict[str, tuple[str, ...] | dict[str, tuple[str, ...]]]]):
    """Name → alternatives, or name → key → alternatives. Alternatives are joined by |."""


@cache
def _all() -> dict[str, tuple[str, ...] | dict[str, tuple[str, ...]]]:
    return _File.model_validate(yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))).root


def pattern(name: str, around: str = "{}", flags: int = 0) -> re.Pattern[str]:
    """One pattern; `around` holds it at its {}. KeyError for an unknown name."""
    found = _all()[name]
    if isinstance(found, dict):
        raise KeyError(f"{name} is a table")
    return re.compile(around.replace("{}", "|".join(found)), flags)


def table(name: str, around: str = "{}") -> dict[str, re.Pattern[str]]:
    """Several patterns by key, in the file's order."""
    found = _all()[name]
    if not isinstance(found, dict):
        raise KeyError(f"{name} is no table")
    return {key: re.compile(around.replace("{}", "|".join(parts))) for key, parts in found.items()}


def each(name: str) -> tuple[re.Pattern[str], ...]:
    """Every line of a list as a pattern of its own, in order."""
    found = _all()[name]
    if isinstance(found, dict):
        raise KeyError(f"{name} is a table")
    return tuple(re.compile(part) for part in found)
