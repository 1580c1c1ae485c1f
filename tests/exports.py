"""Exports of shops as platforms write them, made on the spot."""

import csv
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO, StringIO

from openpyxl import Workbook

HEADS_1688 = (
    "订单编号", "买家公司名", "买家会员名", "货品总价(元)", "运费(元)", "实付款(元)", "订单状态", "订单创建时间",
    "订单付款时间", "收货人姓名", "收货地址", "货品标题", "单价(元)", "数量", "货号", "Offer ID",
)  # fmt: skip
"""As 1688 exports orders: what belongs to the order stands on its first line only."""
Row = Sequence[object]


def order_1688(
    number: int,
    *,
    paid: str = "2026-11-18 10:30:00",
    state: str = "交易成功",
    lines: Sequence[tuple[str, float, int]] = (("夜光乌龟小夜灯", 12.0, 10),),
    freight: float = 0,
    buyer: str = "",
) -> list[Row]:
    """The rows of one order; `lines` are title, price and pieces."""
    goods = sum(price * units for _, price, units in lines)
    id_ = f"24{number:016d}"
    placed = "2026-11-18 10:00:00" if not paid else paid[:14] + "00:00"
    whole = (id_, "杭州某公司", buyer or f"tb买家{number % 50}", goods, freight, goods + freight, state, placed, paid, "张三",
             "浙江省 金华市 义乌市 稠州北路 77 号")  # fmt: skip
    rows: list[Row] = []
    for at, (title, price, units) in enumerate(lines):
        head: Row = whole if at == 0 else ("",) * len(whole)
        rows.append((*head, title, price, units, f"K{at}", f"61000000{sum(map(ord, title)):06d}"))
    return rows


def orders_1688(count: int = 20, first: datetime = datetime(2026, 11, 1, 8)) -> list[Row]:  # noqa: DTZ001
    """Paid orders, one an hour."""
    rows: list[Row] = []
    for at in range(count):
        rows += order_1688(at, paid=f"{first + timedelta(hours=at):%Y-%m-%d %H:%M:%S}")
    return rows


def xlsx(*sheets: tuple[str, Sequence[Row]]) -> bytes:
    """An Excel file."""
    book = Workbook(write_only=True)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def delimited(rows: Sequence[Row], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A CSV file."""
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def book_1688(rows: Sequence[Row]) -> bytes:
    """With the headings, as 1688's back office writes it."""
    return xlsx(("订单列表", (HEADS_1688, *rows)))
