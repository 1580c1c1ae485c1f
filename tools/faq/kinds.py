"""Kinds of facts: what a question asks for, a length of time, a sum, a place, and which of them a passage tells."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from tools.faq.wording import LOADER

FILE = Path(__file__).parent / "kinds.yaml"
Patterns = dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def _patterns() -> tuple[Patterns, Patterns]:
    """By kind: how it is asked for, how it is told."""
    read: dict[str, dict[str, str]] = yaml.load(FILE.read_text(encoding="utf-8"), LOADER)
    asked = {kind: re.compile(each["asked"]) for kind, each in read.items()}
    return asked, {kind: re.compile(each["told"]) for kind, each in read.items() if "told" in each}


def asked_kinds(question: str) -> frozenset[str]:
    """The kinds that a question asks for; `question` is folded (see `words.normal`)."""
    asked, _ = _patterns()
    return frozenset(kind for kind, pattern in asked.items() if pattern.search(question))


def told_kinds(text: str) -> frozenset[str]:
    """The kinds that a Chinese passage may tell: those that it tells, and those that can't be seen in a text."""
    asked, told = _patterns()
    seen = {kind for kind, pattern in told.items() if pattern.search(text)}
    return frozenset(seen | (asked.keys() - told.keys()))
