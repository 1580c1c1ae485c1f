"""Excel (.xlsx), sheet by sheet."""

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import cast

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from adapters.documents.blocks import Block, Grid, clean
from adapters.documents.rows import MOST_COLUMNS, within

EMPTY_ROWS = 20_000
"""Rows looked at in a sheet: a formatted but empty one can have a million."""
Rows = tuple[tuple[str, ...], ...]


def read_excel(data: bytes) -> list[Block]:
    """One table a sheet, formulas as the values last saved with them."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets]
    book.close()
    filled = [(name, rows) for name, rows in sheets if rows]
    within(sum(len(rows) for _, rows in filled))
    return [Grid(rows, name if len(filled) > 1 else "") for name, rows in filled]


def _rows(sheet: ReadOnlyWorksheet) -> Rows:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    found = []
    for row in cast(Worksheet, sheet).iter_rows(max_row=EMPTY_ROWS, max_col=MOST_COLUMNS):
        cells = tuple(map(_said, row))
        if any(cells):
            found.append(cells)
    return tuple(found)


def _said(cell: Cell | MergedCell) -> str:
    """A cell as people read it."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else "✗"
        case int() | float() | Decimal():
            return _number(Decimal(str(value)), "%" in str(cell.number_format))
        case datetime():
            return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case _:
            return clean(str(value))


def _number(value: Decimal, percent: bool) -> str:
    if not value.is_finite():
        return str(value)
    shown = round(value * 100 if percent else value, 4)
    return f"{shown.normalize():f}" + ("%" if percent else "")
