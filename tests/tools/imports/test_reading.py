"""Cells and rows of exports, good and bad, as items and errors."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from core.imports import FORMULA, OrderItem, ProductItem, TrafficItem
from tools.imports import cells
from tools.imports.cells import CellError
from tools.imports.correction import Correction, read_correction
from tools.imports.faults_file import harmless
from tools.imports.parsing import parse
from tools.imports.reading import Reading
from tools.imports.table import Table

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 10, tzinfo=ZONE)
HEADS = ("订单编号", "付款时间", "标题", "数量", "单价", "实付款", "状态", "退款")
MAPPING = {"order": 0, "paid_at": 1, "title": 2, "units": 3, "price": 4, "amount": 5, "status": 6, "refund": 7}


def orders(*rows: tuple[str, ...]) -> Reading:
    """Read as rows 2 and on of a file."""
    table = Table(sheet="", heads=HEADS, rows=tuple(enumerate(rows, 2)))
    return parse(table, "orders", MAPPING, ZONE, NOW)


def one(*rows: tuple[str, ...]) -> OrderItem:
    """The only order."""
    (item,) = orders(*rows).items
    assert isinstance(item, OrderItem)
    return item


GOOD = ("A1", "2026-11-18 10:00:00", "灯", "2", "10", "20", "已完成", "")


@pytest.mark.parametrize(
    "written",
    ["2026-11-18 10:30:00", "2026/11/18 10:30", "2026年11月18日 10:30", "2026.11.18 10:30:00", "46344.4375", "20261118103000",
     "2026-11-18T02:30:00Z", "2026-11-18 02:30:00 +0000"],
)  # fmt: skip
def test_a_time_is_read_however_it_is_written(written: str) -> None:
    assert cells.moment(cells.plain(written), ZONE) == datetime(2026, 11, 18, 10, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("written", "yuan"), [("¥1,234.50", "1234.50"), ("35元", "35.00"), ("3.2万", "32000.00"), ("１２", "12.00")]
)
def test_an_amount_is_read_however_it_is_written(written: str, yuan: str) -> None:
    assert cells.money(cells.plain(written)) == Decimal(yuan)


@pytest.mark.parametrize(
    ("column", "cell", "fault"),
    [
        (1, "昨天", "cell_time"),
        (1, "2026-13-40", "cell_time"),
        (1, "2027-01-01 10:00", "cell_future"),
        (1, FORMULA, "cell_formula"),
        (3, "两个", "cell_count"),
        (3, "-1", "cell_count"),
        (3, "1.5", "cell_count"),
        (5, "面议", "cell_money"),
        (5, "-20", "cell_money"),
        (6, "火星", "cell_status"),
        (0, "2.40000000000001E+17", "cell_id_rounded"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column_and_its_row_left_out(column: int, cell: str, fault: str) -> None:
    bad = tuple(cell if at == column else value for at, value in enumerate(("A2", *GOOD[1:])))
    reading = orders(GOOD, bad)
    assert [item.key for item in reading.items] == ["A1"]
    assert (reading.errors[0].row, reading.errors[0].column, reading.errors[0].fault) == (3, column, fault)


def test_an_order_with_one_bad_line_is_left_out_whole() -> None:
    reading = orders(("A1", "2026-11-18", "灯", "2", "10", "20", "", ""), ("", "", "垫", "x", "5", "", "", ""))
    assert not reading.items
    assert [(error.row, error.fault) for error in reading.errors] == [(2, "cell_order_left_out"), (3, "cell_count")]


def test_lines_under_merged_cells_belong_to_the_order_above() -> None:
    order = one(("A1", "2026-11-18", "灯", "2", "10", "37", "", ""), ("", "", "垫", "4", "5", "", "", ""))
    assert order.amount == 37 and [line.amount for line in order.lines] == [Decimal("18.50"), Decimal("18.50")]


def test_an_amount_repeated_on_every_line_counts_once() -> None:
    order = one(("A1", "2026-11-18", "灯", "2", "10", "40", "", ""), ("A1", "2026-11-18", "垫", "4", "5", "40", "", ""))
    assert order.amount == 40


def test_an_amount_of_each_line_adds_up() -> None:
    order = one(("A1", "2026-11-18", "灯", "2", "10", "20", "", ""), ("A1", "2026-11-18", "垫", "4", "5", "20", "", ""))
    assert order.amount == 40


def test_a_row_repeated_letter_for_letter_counts_once() -> None:
    reading = orders(GOOD, GOOD)
    assert reading.doubled == 1 and len(reading.items) == 1 and not reading.errors


def test_a_sum_at_the_end_is_no_row() -> None:
    reading = orders(GOOD, ("合计", "", "", "2", "", "20", "", ""))
    assert len(reading.items) == 1 and not reading.errors


@pytest.mark.parametrize(
    ("said", "status"),
    [("等待买家付款", "unpaid"), ("买家已付款,等待卖家发货", "paid"), ("卖家已发货", "shipped"), ("交易成功", "done"), ("交易关闭", "cancelled"),
     ("Shipped", "shipped"), ("refunded", "done"), ("voided", "cancelled")],
)  # fmt: skip
def test_states_of_many_platforms_are_ours(said: str, status: str) -> None:
    assert cells.status(said) == status


def test_a_paid_state_without_a_time_of_payment_does_not_count_as_paid() -> None:
    table = Table(sheet="", heads=(), rows=((2, ("A1", "2026-11-18", "", "灯", "9")),))
    mapping = {"order": 0, "placed_at": 1, "paid_at": 2, "title": 3, "amount": 4}
    (item,) = parse(table, "orders", mapping, ZONE, NOW).items
    assert isinstance(item, OrderItem) and (item.status, item.paid_at) == ("unpaid", None)


def test_a_refund_is_dated_by_the_payment_where_nothing_else_tells() -> None:
    order = one((*GOOD[:7], "5"))
    assert (order.refund, order.refunded_at) == (Decimal("5.00"), order.paid_at)


def test_an_address_tells_province_and_city() -> None:
    assert cells.region("", "", "浙江省 金华市 义乌市 稠州北路 77 号") == ("浙江", "金华")
    assert cells.region("广东省", "广州市", "") == ("广东", "广州")


def test_variants_of_a_product_add_up() -> None:
    rows = ((2, ("P1", "灯", "12", "30")), (3, ("P1", "灯", "10", "5")))
    table = Table(sheet="", heads=(), rows=rows)
    (item,) = parse(table, "products", {"product": 0, "title": 1, "price": 2, "stock": 3}, ZONE, NOW).items
    assert isinstance(item, ProductItem) and (item.stock, item.price) == (35, 10)


def test_sources_of_one_channel_add_up() -> None:
    rows = ((2, ("2026-11-18", "P1", "手淘搜索", "80")), (3, ("2026-11-18", "P1", "搜索", "20")))
    table = Table(sheet="", heads=(), rows=rows)
    (item,) = parse(table, "traffic", {"day": 0, "product": 1, "channel": 2, "visitors": 3}, ZONE, NOW).items
    assert isinstance(item, TrafficItem) and (item.channel, item.visitors) == ("search", 100)


@pytest.mark.parametrize(
    ("text", "correction"),
    [
        ("订单号是A列", Correction("order", 0)),
        ("付款时间用第二列", Correction("paid_at", 1)),
        ("实付款应该是「实付款」", Correction("amount", 5)),
        ("F列是实付款", Correction("amount", 5)),
        ("the amount paid is column F", Correction("amount", 5)),
        ("order id is in column a", Correction("order", 0)),
        ("没有退款金额", Correction("refund", None)),
        ("昨天成交额是多少", None),
        ("订单号是Z列", None),
    ],
)
def test_a_column_is_put_right_in_words(text: str, correction: Correction | None) -> None:
    assert read_correction(text, "orders", HEADS) == correction


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "|x"])
def test_no_cell_of_the_list_is_a_formula(cell: str) -> None:
    assert harmless(cell).startswith("'")


def test_what_says_nothing_is_empty() -> None:
    assert [cells.plain(cell) for cell in ("--", "无", "null", '="2400001"', "'24", "`24")] == [
        "",
        "",
        "",
        "2400001",
        "24",
        "24",
    ]
    with pytest.raises(CellError):
        cells.plain(FORMULA)
