"""What each kind of file is read as, and what is said of those that can't be."""

import zipfile
from io import BytesIO

import pytest

from adapters.documents.faults import Fault
from adapters.documents.kinds import OLE, UNPACKED, kind_of
from adapters.documents.pdf import MOST_PAGES, read_pdf
from adapters.documents.rows import MOST_ROWS
from adapters.documents.sections import LONGEST_ZH, MOST_SECTIONS, Section, as_sections
from adapters.documents.sheets import read_excel
from adapters.documents.texts import read_csv, read_markdown, read_plain
from adapters.documents.word import read_word
from tests.uploads import HANDBOOK, pdf, policy, sheet


def zipped(*names: str, size: int = 1) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in names:
            pack.writestr(name, b"0" * size)
    return out.getvalue()


def pairs(sections: list[Section]) -> list[tuple[str, str]]:
    return [(each.heading, each.text) for each in sections]


def test_word_is_cut_at_its_headings_and_tables_are_read_row_by_row() -> None:
    assert pairs(as_sections(read_word(policy()))) == [
        ("售后政策 · 退货时限", "签收后 13 天内可以退货，要带原包装。"),
        ("售后政策 · 能开专票吗？", "满 5200 元开专票，加 6 个点。"),
        ("仓库 · 义乌仓", "义乌仓：地址 稠州北路 77 号；联系人 小王"),
    ]


def test_a_row_of_a_sheet_says_its_headings_and_can_be_asked_by_them() -> None:
    first, _ = as_sections(read_excel(sheet()))
    assert first.text == "太空狐狸摆件：货号 K01；批发价(元) 17.35；起批量 40"
    assert first.asks == ("太空狐狸摆件批发价", "太空狐狸摆件起批量", "太空狐狸摆件货号")


def test_a_title_above_the_headings_of_a_sheet_and_a_count_of_rows_are_no_columns() -> None:
    rows = [("2026 价目表",), ("序号", "品名", "毛利"), (1, "杯垫", 0.25)]
    assert as_sections(read_excel(sheet(rows)))[-1].text == "杯垫：0.25"


def test_csv_is_read_as_a_table_in_any_of_the_usual_encodings() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        (row,) = as_sections(read_csv("品名,价格,库存\n杯垫,2.6,30\n".encode(encoding)))
        assert row.text == "杯垫：价格 2.6；库存 30"


def test_markdown_is_cut_at_its_headings_and_loses_its_marks() -> None:
    text = "---\na: b\n---\n# 手册\n<!-- 忽略 -->\n- **加班** 每小时 [31 元](http://x)\n\n| 岗位 | 工资 |\n|---|---|\n| 包装 | 5000 |\n"
    assert pairs(as_sections(read_markdown(text.encode()))) == [
        ("手册", "加班 每小时 31 元"),
        ("手册 · 包装", "包装：5000"),
    ]


def test_questions_and_numbered_lines_of_plain_text_are_headings() -> None:
    sections = as_sections(
        read_plain("问：最快几天发货\n答：现货 48 小时内。\n\n一、付款方式\n先付三成\n定金。".encode())
    )
    assert pairs(sections) == [("最快几天发货", "现货 48 小时内。"), ("一、付款方式", "先付三成定金。")]


def test_text_of_a_pdf_is_named_by_its_numbered_lines_or_its_page() -> None:
    assert pairs(as_sections(read_pdf(pdf("1. Warranty", "Seven weeks."))))[0] == ("1. Warranty", "Seven weeks.")
    assert [each.heading for each in as_sections(read_pdf(pdf("Seven weeks.", pages=2)))] == ["Page 1", "Page 2"]


def test_a_long_text_becomes_several_sections_cut_between_sentences() -> None:
    sections = as_sections(read_plain(("发货要快。" * 200).encode()))
    assert all(len(each.text) <= LONGEST_ZH and each.text.endswith("。") for each in sections)
    assert sum(len(each.text) for each in sections) == 1000


def test_invisible_and_control_characters_are_dropped() -> None:
    (section,) = as_sections(read_plain("价格\u202e 9\u200b.9\x07 元".encode()))
    assert section.text == "价格 9.9 元"


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (b" \n", "a.txt", "documents.empty"),
        (b"PK\x03\x04junk", "a.docx", "documents.broken"),
        (b"hello", "a.xlsx", "documents.broken"),
        (b"\x89PNG\r\n", "a.png", "documents.other_kind"),
        (zipped("a.txt"), "a.docx", "documents.other_kind"),
        (zipped("ppt/presentation.xml"), "a.pptx", "documents.other_kind"),
        (zipped("word/document.xml", size=UNPACKED + 1), "a.docx", "documents.bomb"),
        (zipped(*(f"{n}" for n in range(5001))), "a.xlsx", "documents.bomb"),
        (OLE + b"Workbook", "a.xls", "documents.old_format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "documents.locked"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_read_is_told_before_it_is_opened(data: bytes, name: str, key: str) -> None:
    with pytest.raises(Fault) as told:
        kind_of(data, name)
    assert told.value.key == key


def test_the_bytes_tell_the_kind_where_they_can() -> None:
    assert kind_of(sheet(), "a.docx") == "sheets:read_excel"
    assert kind_of(policy(), "a.bin") == "word:read_word"
    assert kind_of(pdf("x"), "a.txt") == "pdf:read_pdf"
    assert kind_of(HANDBOOK, "a.MD") == "texts:read_markdown"


def test_pictures_of_text_locked_and_endless_pdfs_are_told_apart() -> None:
    with pytest.raises(Fault, match="no_text"):
        read_pdf(pdf())
    with pytest.raises(Fault, match="locked"):
        read_pdf(pdf("secret", password="x"))
    with pytest.raises(Fault, match="too_many_pages"):
        read_pdf(pdf(pages=MOST_PAGES + 1))


def test_more_rows_or_text_than_is_looked_up_is_refused() -> None:
    with pytest.raises(Fault, match="too_many_rows"):
        read_csv(b"a,b\n" * (MOST_ROWS + 1))
    with pytest.raises(Fault, match="too_long"):
        as_sections(read_markdown(b"# a\nb\n" * (MOST_SECTIONS + 1)))


def test_bytes_that_are_no_text_are_not_read_as_text() -> None:
    with pytest.raises(Fault, match="no_letters"):
        read_plain(bytes(range(256)))
