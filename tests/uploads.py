"""Files as merchants send them, made on the spot."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

HANDBOOK = "# 员工手册\n\n## 宿舍几点关门\n\n宿舍晚上 11 点 20 分关门。\n\n## 加班费\n\n加班每小时 31 元。\n".encode()
PRICES = (
    ("货号", "品名", "批发价(元)", "起批量"),
    ("K01", "太空狐狸摆件", 17.35, 40),
    ("K02", "云朵杯垫", 2.6, 500),
)


def policy(days: int = 13) -> bytes:
    """A Word file with headings, a question and a table."""
    page = Document()
    page.add_heading("售后政策", 1)
    page.add_heading("退货时限", 2)
    page.add_paragraph(f"签收后 {days} 天内可以退货，要带原包装。")
    page.add_heading("能开专票吗？", 2)
    page.add_paragraph("满 5200 元开专票，加 6 个点。")
    page.add_heading("仓库", 2)
    table = page.add_table(2, 3)
    for cells, row in zip((("仓库", "地址", "联系人"), ("义乌仓", "稠州北路 77 号", "小王")), table.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=True):
            cell.text = text
    out = BytesIO()
    page.save(out)
    return out.getvalue()


def sheet(rows: Sequence[Sequence[object]] = PRICES) -> bytes:
    """An Excel file of one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(*lines: str, pages: int = 1, password: str = "") -> bytes:
    """Pages of Latin text in a standard font, all the same; without lines they are blank."""
    writer = PdfWriter()
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    for _ in range(pages):
        page = writer.add_blank_page(300, 300)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 250 Td {''.join(f'({line}) Tj 0 -20 Td ' for line in lines)}ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
