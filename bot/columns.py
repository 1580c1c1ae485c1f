"""Columns of text in a fixed-width font, Chinese characters being two wide."""

import re
import unicodedata
from collections.abc import Sequence

_NUMBER = re.compile(r"[-+−±¥￥$~≈]*\d[\d,.]*\s*(万|亿|k|K|m|M)?\s*(%|pp|元|件|人|次|单|个|天|分钟)?[↑↓]?|[-—–]+|")


def width(text: str) -> int:
    """Columns that `text` takes."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def numeric(cell: str) -> bool:
    """Whether a cell reads as a figure (a dash for a missing one, and an empty cell, too)."""
    return _NUMBER.fullmatch(cell.strip()) is not None


def aligned(columns: Sequence[str], rows: Sequence[Sequence[str]], gap: int = 2) -> list[str]:
    """Header and rows as lines: columns of figures to the right, words to the left, no space at line ends."""
    body = [[_one_line(cell) for cell in row] for row in rows]
    lines = [[_one_line(name) for name in columns], *body]
    right = [all(numeric(row[at]) for row in body) for at in range(len(columns))]
    wide = [max(width(line[at]) for line in lines) for at in range(len(columns))]
    return [
        (" " * gap)
        .join(_pad(cell, size, to_right) for cell, size, to_right in zip(line, wide, right, strict=True))
        .rstrip()
        for line in lines
    ]


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _pad(cell: str, size: int, to_right: bool) -> str:
    space = " " * (size - width(cell))
    return space + cell if to_right else cell + space
