"""Sayings: what people type for an intent, besides the catalogue's examples. Only training reads them.

A file for each intent and language, `sayings/<intent>.<zh|en>.txt`, a message a line."""

from pathlib import Path
from typing import get_args

from core.errors import ConfigError
from core.phrases import Lang
from intents.intents import Catalogue

FOLDER = Path(__file__).with_name("sayings")


def load_sayings(catalogue: Catalogue, folder: Path = FOLDER) -> tuple[tuple[str, Lang, str], ...]:
    """(text, language, intent) of every line, the same order every time. ConfigError for a file of no intent."""
    known = {
        f"{intent.name}.{lang}.txt": (lang, intent.name) for intent in catalogue.intents for lang in get_args(Lang)
    }
    found: list[tuple[str, Lang, str]] = []
    for path in sorted(folder.glob("*.txt")):
        if path.name not in known:
            raise ConfigError(f"sayings/{path.name}: no such intent and language in the catalogue")
        lang, intent = known[path.name]
        lines = dict.fromkeys(line.strip() for line in path.read_text(encoding="utf-8").splitlines())
        found += [(line, lang, intent) for line in lines if line]
    return tuple(found)
