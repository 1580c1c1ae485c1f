"""Tables as the reading process gives them: Excel and delimited text, whole, hostile and broken."""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import pytest

from adapters.documents.faults import Fault
from adapters.documents.kinds import UNPACKED
from adapters.documents.table_reader import ProcessSheetReader
from adapters.documents.tables import MOST_ROWS, read_delimited, read_workbook
from core.errors import UserError
from core.imports import FORMULA
from tests.exports import delimited, xlsx

ROWS: Sequence[Sequence[object]] = (("订单编号", "金额"), ("2400000000000001", 12.5), ("", ""), ("2400000000000002", 3))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_text_is_read_in_every_encoding(encoding: str, delimiter: str) -> None:
    ((_, rows),) = read_delimited(delimited(ROWS, encoding, delimiter))
    assert rows == [(1, ["订单编号", "金额"]), (2, ["2400000000000001", "12.5"]), (4, ["2400000000000002", "3"])]


def test_cells_of_excel_come_as_plain_text() -> None:
    made = xlsx(("一", [("a", "b", "c", "d"), (datetime(2026, 11, 18, 10, 30), 12.0, 240000000000000000, "=1+1")]))  # noqa: DTZ001
    ((name, rows),) = read_workbook(made)
    assert name == "一" and rows[1] == (2, ["2026-11-18 10:30:00", "12", "2.40000000000000E+17", FORMULA])


def test_more_rows_than_are_read_are_refused() -> None:
    with pytest.raises(Fault, match="too_many_rows"):
        read_delimited(b"a,b\n" * (MOST_ROWS + 30))


async def test_a_file_that_unpacks_to_too_much_is_not_opened() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (UNPACKED + 1))
    with pytest.raises(UserError) as told:
        await ProcessSheetReader().read(out.getvalue(), "a.xlsx")
    assert told.value.phrase.key == "documents.bomb"


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (b"", "a.csv", "documents.empty"),
        (b"x" * 30 * 1024 * 1024, "a.csv", "documents.too_big"),
        (b"PK\x03\x04broken", "a.xlsx", "documents.broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "documents.old_format"),
        (xlsx(("空", [])), "a.xlsx", "documents.no_text"),
    ],
)
async def test_what_is_wrong_with_a_file_is_told(content: bytes, name: str, key: str) -> None:
    with pytest.raises(UserError) as told:
        await ProcessSheetReader().read(content, name)
    assert told.value.phrase.key == key
