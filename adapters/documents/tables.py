"""Tables as they stand, cell by cell: Excel (.xlsx), and text with commas, semicolons or tabs."""

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from typing import cast

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from adapters.documents.faults import Fault
from adapters.documents.texts import decode
from core.imports import FORMULA

MOST_ROWS = 50_000
MOST_COLUMNS = 120
LONGEST_CELL = 300
EMPTY_ROWS = 200_000
"""Rows looked at in a sheet: a formatted but empty one can have a million."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\ufeff]")
_EXACT = 10**15
"""Excel keeps 15 digits."""

Rows = list[tuple[int, list[str]]]
Sheets = list[tuple[str, Rows]]


def read_workbook(data: bytes) -> Sheets:
    """Every sheet that is shown, formulas as the values last saved with them."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    sheets = [(each.title, _values(each)) for each in book.worksheets if each.sheet_state == "visible"]
    book.close()
    if _has_formulas(data):
        _mark_formulas(data, dict(sheets))
    return _filled(sheets)


def read_delimited(data: bytes) -> Sheets:
    """Comma, semicolon or tab, whichever the first lines agree on."""
    text = decode(data)
    sample = "\n".join(text.splitlines()[:10])
    delimiter = max(",;\t", key=sample.count)
    csv.field_size_limit(1_000_000)
    rows: Rows = []
    try:
        for number, row in enumerate(csv.reader(StringIO(text), delimiter=delimiter), 1):
            _keep(rows, number, [_clean(cell) for cell in row[:MOST_COLUMNS]])
    except csv.Error as error:
        raise Fault("documents.broken") from error
    return _filled([("", rows)])


def _filled(sheets: Sheets) -> Sheets:
    filled = [(name, rows) for name, rows in sheets if rows]
    if not filled:
        raise Fault("documents.no_text")
    return filled


def _values(sheet: ReadOnlyWorksheet) -> Rows:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows: Rows = []
    for number, row in enumerate(_cells(sheet), 1):
        _keep(rows, number, [_said(value) for value in row])
    return rows


def _cells(sheet: ReadOnlyWorksheet) -> Iterator[tuple[object, ...]]:
    return cast(Worksheet, sheet).iter_rows(max_row=EMPTY_ROWS, max_col=MOST_COLUMNS, values_only=True)


def _keep(rows: Rows, number: int, cells: list[str]) -> None:
    if not any(cells):
        return
    if len(rows) > MOST_ROWS + 20:
        raise Fault("imports.too_many_rows", limit=str(MOST_ROWS))
    while cells and not cells[-1]:
        cells.pop()
    rows.append((number, cells))


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        names = [name for name in packed.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(re.search(rb"<f[ >/]", packed.read(name)) for name in names)


def _mark_formulas(data: bytes, sheets: dict[str, Rows]) -> None:
    """Formulas that the file holds no value of; a file written by a program and never opened in Excel is full of them.
    A row that has nothing else comes as no row at all."""
    book = load_workbook(BytesIO(data), read_only=True)
    for sheet in book.worksheets:
        known = dict(sheets.get(sheet.title, ()))
        sheet.reset_dimensions()
        for number, row in enumerate(_cells(sheet), 1):
            cells = known.get(number)
            if cells is None:
                continue
            for column, value in enumerate(row):
                if isinstance(value, str) and value.startswith("=") and len(value) > 1:
                    _mark(cells, column)
    book.close()


def _mark(cells: list[str], column: int) -> None:
    cells += [""] * (column + 1 - len(cells))
    cells[column] = cells[column] or FORMULA


def _said(value: object) -> str:
    """A value as plain text: digits, ISO times; percentages as fractions."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case int() | float():
            return _number(value)
        case datetime():
            return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M:%S}"
        case date():
            return value.isoformat()
        case _:
            return _clean(str(value))


def _number(value: float) -> str:
    number = Decimal(str(value))
    if not number.is_finite():
        return str(value)
    if abs(number) >= _EXACT:
        return f"{number:.14E}"  # its last digits are lost; whoever needs them must see it
    return f"{round(number, 6).normalize():f}"


def _clean(text: str) -> str:
    return _CONTROL.sub("", text).strip().strip("\t ")[:LONGEST_CELL]
