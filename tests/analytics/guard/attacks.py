"""The attack statements, read from their file."""

from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[1] / "guard_attacks.yaml"


def spelled_out(entry: str | dict[str, Any]) -> str:
    if isinstance(entry, str):
        return entry
    return f"{entry['head']}{entry['part'] * entry['times']}{entry.get('tail', '')}"


FOUND = yaml.safe_load(FILE.read_text(encoding="utf-8"))
HARMLESS = frozenset(spelled_out(entry) for entry in FOUND.pop("harmless"))
"""What the guard lets pass in at least one dialect, because after fencing it only tells of the merchant's own rows."""
ATTACKS = {kind: tuple(map(spelled_out, entries)) for kind, entries in FOUND.items()}
EVERY = tuple(dict.fromkeys(statement for statements in ATTACKS.values() for statement in statements))
