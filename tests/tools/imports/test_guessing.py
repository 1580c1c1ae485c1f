"""What exports of several platforms are taken for, and which column is which."""

from collections.abc import Sequence

import pytest

from core.imports import Sheet
from tests.exports import HEADS_1688, orders_1688
from tools.imports.guessing import guess
from tools.imports.table import Guess

Rows = Sequence[Sequence[object]]

TAOBAO = (
    ("订单编号", "买家会员名", "买家应付货款", "总金额", "买家实际支付金额", "订单状态", "收货人姓名", "收货地址 ",
     "订单创建时间", "订单付款时间 ", "宝贝标题 ", "宝贝总数量"),
    ('="2400000000000001"', "tb_1", "35.00", "35.00", "35.00", "交易成功", "李四", "广东省 广州市 天河区", "2026-11-18 10:00:00",
     "2026-11-18 10:01:00", "云朵杯垫", "3"),
)  # fmt: skip
AMAZON = (
    ("amazon-order-id", "purchase-date", "order-status", "product-name", "sku", "asin", "quantity", "item-price",
     "ship-city", "ship-state", "buyer-email"),
    ("113-1234567-1234567", "2026-11-18T02:00:00+00:00", "Shipped", "Turtle lamp", "TL-1", "B0ABC12345", "2", "25.98",
     "Austin", "TX", "a@x.com"),
)  # fmt: skip
SHOPIFY = (
    (
        "Name",
        "Email",
        "Financial Status",
        "Paid at",
        "Total",
        "Created at",
        "Lineitem quantity",
        "Lineitem name",
        "Lineitem price",
    ),
    ("#1001", "a@x.com", "paid", "2026-11-18 10:00:00 +0800", "30", "2026-11-18 09:00:00 +0800", "2", "Mug", "15"),
)
TRAFFIC = (
    ("统计日期", "商品ID", "商品名称", "流量来源", "展现量", "访客数", "浏览量", "收藏人数", "加购人数", "询盘人数"),
    ("2026-11-18", "61001", "夜光乌龟", "手淘搜索", "1,200", "80", "130", "4", "9", "2"),
)
ADS = (
    ("日期", "计划名称", "展现量", "点击量", "花费(元)", "总成交笔数", "总成交金额(元)"),
    ("2026-11-18", "夜灯主推", "5000", "120", "88.50", "4", "560.00"),
)
SHOPS = {
    "1688": ((HEADS_1688, *orders_1688(2)), "orders", {"order": "订单编号", "buyer": "买家会员名", "amount": "实付款(元)", "paid_at": "订单付款时间", "title": "货品标题", "units": "数量", "product": "Offer ID"}),
    "taobao": (TAOBAO, "orders", {"amount": "买家实际支付金额", "paid_at": "订单付款时间 ", "title": "宝贝标题 ", "address": "收货地址 "}),
    "amazon": (AMAZON, "orders", {"order": "amazon-order-id", "placed_at": "purchase-date", "line_amount": "item-price", "product": "asin", "sku": "sku", "province": "ship-state"}),
    "shopify": (SHOPIFY, "orders", {"order": "Name", "amount": "Total", "paid_at": "Paid at", "price": "Lineitem price", "status": "Financial Status"}),
    "traffic": (TRAFFIC, "traffic", {"day": "统计日期", "channel": "流量来源", "visitors": "访客数", "add_to_cart": "加购人数"}),
    "ads": (ADS, "ads", {"spend": "花费(元)", "campaign": "计划名称", "gmv": "总成交金额(元)"}),
}  # fmt: skip


def taken(rows: Rows, name: str = "") -> Guess | None:
    """A sheet of these rows."""
    numbered = tuple((n, tuple(map(str, row))) for n, row in enumerate(rows, 1) if any(row))
    return guess([Sheet(name=name, rows=numbered)])


@pytest.mark.parametrize("shop", SHOPS)
def test_an_export_is_taken_for_what_it_is(shop: str) -> None:
    rows, kind, columns = SHOPS[shop]
    found = taken(rows)
    assert found and found.kind == kind
    named = {field: found.table.heads[at] for field, at in found.mapping.items()}
    assert {field: named.get(field) for field in columns} == columns


def test_headings_are_found_under_a_title_and_empty_lines() -> None:
    found = taken([("义乌好物工厂店 订单导出",), (), ("导出时间：", "2026-11-20"), *TAOBAO])
    assert found and found.kind == "orders" and len(found.table.rows) == 1


def test_the_sheet_with_the_orders_is_chosen() -> None:
    notes = Sheet(name="说明", rows=((1, ("字段", "说明")), (2, ("订单编号", "平台的编号"))))
    orders = Sheet(name="订单", rows=tuple((n, row) for n, row in enumerate(TAOBAO, 1)))
    found = guess([notes, orders])
    assert found and found.table.sheet == "订单"


def test_a_column_of_times_without_a_telling_name_is_found_by_its_values() -> None:
    rows = [(f"24000000000000{n:02d}", "2026-11-18 10:00", "灯", "12.5") for n in range(9)]
    found = taken([("订单编号", "T", "商品标题", "实付款"), *rows])
    assert found and found.mapping["paid_at"] == 1


@pytest.mark.parametrize(
    "rows",
    [
        [("货号", "品名", "批发价(元)", "起批量"), ("K01", "太空狐狸摆件", "17.35", "40")],
        [("问题", "回答"), ("能开发票吗", "能")],
        [("姓名", "电话", "地址"), ("张三", "138", "义乌")],
    ],
)
def test_a_table_that_is_no_export_is_not_taken_for_one(rows: Rows) -> None:
    assert taken(rows) is None
