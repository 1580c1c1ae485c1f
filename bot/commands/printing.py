"""Standard output: one JSON object a line."""

import json
import sys
from typing import Any


def print_json(line: dict[str, Any]) -> None:
    """Written at once, so that a reader of a pipe sees it."""
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def print_text(text: str) -> None:
    """A line for people."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
