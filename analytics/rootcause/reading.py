"""A CSV of leaf rows into a LeafTable."""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analytics.rootcause.table import LeafTable
from core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns to read. `actual` and `expected` name one column each, or numerator and denominator of a ratio."""

    dimensions: tuple[str, ...]
    actual: tuple[str, ...]
    expected: tuple[str, ...]

    @classmethod
    def parse(cls, dimensions: str, actual: str, expected: str) -> "Columns":
        """From the command line: `a,b,c`, and `real` or `succ/total`. ConfigError says what doesn't fit."""
        names = tuple(name.strip() for name in dimensions.split(",") if name.strip())
        if not names:
            raise ConfigError("--dimensions names no column; write it like --dimensions region,channel")
        if len(set(names)) < len(names):
            raise ConfigError("--dimensions names a column twice")
        now, ago = _figure("--actual", actual), _figure("--expected", expected)
        if len(now) != len(ago):
            raise ConfigError("--actual and --expected must both be one column, or both num/den")
        return cls(names, now, ago)

    @property
    def numbers(self) -> tuple[str, ...]:
        return self.actual + self.expected


def read_leaves(lines: Iterable[str], columns: Columns) -> LeafTable:
    """The table in CSV lines, the first being the header. ConfigError names the column or the row that is wrong."""
    reader = csv.reader(lines)
    header = [name.strip().removeprefix("\ufeff") for name in next(reader, [])]
    if not header:
        raise ConfigError("the file is empty; its first line must name the columns")
    places = [_place(header, name) for name in (*columns.dimensions, *columns.numbers)]
    rows: list[list[str]] = []
    numbers: list[list[float]] = []
    for line in reader:
        if not line:
            continue
        if len(line) < len(header):
            raise ConfigError(f"row {reader.line_num}: {len(line)} cells, the header has {len(header)}")
        cells = [line[place].strip() for place in places]
        rows.append(cells[: len(columns.dimensions)])
        pairs = zip(columns.numbers, cells[len(columns.dimensions) :], strict=True)
        numbers.append([_number(cell, name, reader.line_num) for name, cell in pairs])
    if not rows:
        raise ConfigError("the file has a header and no rows")
    return _table(columns, rows, list(zip(*numbers, strict=True)))


def _table(columns: Columns, rows: Sequence[Sequence[str]], numbers: Sequence[Sequence[float]]) -> LeafTable:
    if len(columns.actual) == 1:
        return LeafTable.of_rows(columns.dimensions, rows, numbers[0], numbers[1])
    over, under, over0, under0 = numbers
    return LeafTable.of_rows(columns.dimensions, rows, over, over0, actual_base=under, expected_base=under0)


def _figure(option: str, text: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split("/"))
    if len(parts) > 2 or not all(parts):
        raise ConfigError(f"{option} {text}: name one column, or two as num/den")
    return parts


def _place(header: Sequence[str], name: str) -> int:
    if name not in header:
        raise ConfigError(f"there is no column {name}; the file has {', '.join(header)}")
    return header.index(name)


def _number(cell: str, name: str, row: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ConfigError(f"row {row}, column {name}: {cell or 'an empty cell'} is not a number")
    return value
