"""What a suite found, and how it is printed: tables for people, one line of JSON for programs."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True)
class Report:
    """`figures` have the names of DESIGN.md §14 and are of the held-out part, `n` rows of it. `tables` are text.
    `mistakes` are of the development third only."""

    suite: str
    n: int
    figures: dict[str, float]
    tables: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()

    def line(self) -> dict[str, Any]:
        """The line of standard output."""
        return {"suite": self.suite, "n": self.n, "figures": self.figures}


def table(title: str, header: Sequence[str], rows: Iterable[Sequence[str | float | int]]) -> str:
    """Columns lined up, floats as percentages."""
    cells = [[_cell(value) for value in row] for row in (header, *rows)]
    widths = [max(_width(row[i]) for row in cells) for i in range(len(header))]
    lines = [_line(row, widths) for row in cells]
    return "\n".join([title, *(f"  {line}" for line in lines)])


def print_tables(report: Report, *, show_dev: bool) -> None:
    """On standard error; the mistakes too if they are asked for."""
    parts = [*report.tables, *(["development third, mistakes:", *report.mistakes] if show_dev else [])]
    sys.stderr.write("\n".join(parts) + "\n")
    sys.stderr.flush()


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)]
    return "  ".join(cells).rstrip()


def _cell(value: str | float | int) -> str:
    return f"{value:.1%}" if isinstance(value, float) else str(value)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
