"""`Table`: a sheet from its headings on, kept as bytes between the card and the import."""

import zlib
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

MOST_UNPACKED = 200_000_000


class Table(BaseModel):
    """`rows` are those below the headings, each with its number in the file. Cells beyond a row's end are ""."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sheet: str
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def column(self, at: int, most: int = 200) -> list[str]:
        """The filled cells of a column among the first `most` rows."""
        return [cells[at] for _, cells in self.rows[:most] if at < len(cells) and cells[at]]

    def packed(self) -> bytes:
        """As bytes."""
        return zlib.compress(self.model_dump_json().encode(), 1)

    @classmethod
    def unpacked(cls, data: bytes) -> "Table":
        """From `packed`. ValueError if it isn't one."""
        opened = zlib.decompressobj().decompress(data, MOST_UNPACKED)
        return cls.model_validate_json(opened)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a table is taken for: its kind, our fields to columns (from 0), how well that fits."""

    table: Table
    kind: str
    mapping: dict[str, int]
    score: float


def letter(column: int) -> str:
    """A, B … Z, AA as Excel names columns."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
