"""The rows that were left out, as a CSV that a spreadsheet opens without running anything in it."""

import csv
from collections.abc import Sequence
from io import StringIO

from core.imports import FORMULA
from core.phrases import Lang, Phrases
from tools.imports.card import head_of
from tools.imports.reading import RowError
from tools.imports.table import Table

MOST = 10_000
RISKY = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def faults_file(errors: Sequence[RowError], table: Table, phrases: Phrases, lang: Lang) -> bytes:
    """UTF-8 with a mark, so that Excel reads Chinese: row, column, cell, what is wrong; then the row itself."""
    out = StringIO()
    writer = csv.writer(out)
    names = ("file_row", "file_column", "file_cell", "file_fault")
    writer.writerow([*(phrases.say(f"imports.{name}", lang) for name in names), *map(harmless, table.heads)])
    rows = dict(table.rows)
    for error in errors[:MOST]:
        head = head_of(table, error.column) if error.column >= 0 else ""
        fault = phrases.say(f"imports.{error.fault}", lang)
        row = rows.get(error.row, ())
        writer.writerow([error.row, *map(harmless, (head, error.cell, fault, *row))])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if cell == FORMULA else "".join(sign for sign in cell if sign.isprintable() or sign == " ")
    return f"'{text}" if text.lstrip().startswith(RISKY) else text
