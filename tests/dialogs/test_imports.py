"""A shop's own exports, sent to the chat: the card, columns put right, imported, asked about, taken back."""

import re

from tests.driver import ChatDriver
from tests.exports import HEADS_1688, book_1688, delimited, order_1688, orders_1688, xlsx
from tests.uploads import sheet

PRODUCTS = (
    ("商品ID", "商品标题", "类目", "价格", "成本价", "库存", "状态", "上架时间"),
    ("P1", "夜光乌龟小夜灯", "小夜灯", 12, 7.5, 300, "出售中", "2026-01-05"),
    ("P2", "云朵杯垫", "杯垫", 2.6, "", 0, "已下架", "2026-03-01"),
)


async def imported(chat: ChatDriver, content: bytes, name: str = "订单.xlsx") -> str:
    """Send it and tap 导入; what was said to that."""
    await chat.file(content, name)
    return await chat.tap(go(chat))


def figure(said: str) -> str:
    """The answer without what a script may add to it."""
    return said.split("\n", maxsplit=1)[0]


def go(chat: ChatDriver) -> str:
    """The text of the button that imports."""
    return next(each.text for row in chat.shown[-1].buttons for each in row if each.text.startswith(("导入", "Import")))


async def test_an_order_export_is_recognised_with_its_days_and_columns(chat: ChatDriver) -> None:
    said = await chat.file(book_1688(orders_1688(20)), "11月订单.xlsx")
    assert "订单表：20 单" in said and "11月1日到11月2日" in said and "2,400元" in said
    assert "订单号 ← A 列 订单编号" in said and "付款时间 ← I 列" in said and "实付款 ← F 列" in said
    assert "演示" in said and go(chat) == "导入 20 单"


async def test_figures_come_from_the_import_from_then_on(chat: ChatDriver) -> None:
    rows = [
        *order_1688(
            1, paid="2026-11-18 09:00:00", lines=(("夜光乌龟小夜灯", 12.0, 10), ("云朵杯垫", 2.5, 100)), freight=20
        ),
        *order_1688(2, paid="2026-11-18 21:00:00", lines=(("云朵杯垫", 3.0, 10),)),
        *order_1688(3, paid="", state="等待买家付款"),
        *order_1688(4, paid="2026-11-18 11:00:00", state="交易关闭"),
    ]
    said = await imported(chat, book_1688(rows))
    assert "新增 4 单" in said and "11月18日" in said
    assert "420元" in await chat.send("11月18日成交额多少")
    assert "2" in await chat.send("11月18日多少订单")
    await chat.send("11月18日各商品成交额排行")
    assert chat.last and chat.last.answer
    assert [row[1:] for row in chat.last.answer.rows] == [("云朵杯垫", 293.52), ("夜光乌龟小夜灯", 126.48)]
    assert "11月18日" in await chat.send("昨天成交额多少")


async def test_the_same_file_again_changes_nothing(chat: ChatDriver) -> None:
    await imported(chat, book_1688(orders_1688(20)))
    assert "新增 0 单，更新 0 单，没变 20 单" in await imported(chat, book_1688(orders_1688(20)))
    assert "2,400元" in await chat.send("11月1日到11月2日成交额多少")


async def test_an_overlapping_file_adds_what_is_new_and_updates_what_changed(chat: ChatDriver) -> None:
    await imported(chat, book_1688(order_1688(1) + order_1688(2, paid="", state="等待买家付款")))
    again = order_1688(1) + order_1688(2, paid="2026-11-18 12:00:00") + order_1688(3)
    assert "新增 1 单，更新 1 单，没变 1 单" in await imported(chat, book_1688(again))
    assert "360元" in await chat.send("11月18日成交额多少")


async def test_taking_the_import_back_restores_the_marketplaces_figures(chat: ChatDriver) -> None:
    before = figure(await chat.send("11月18日成交额多少"))
    await imported(chat, book_1688(orders_1688(20)))
    assert figure(await chat.send("11月18日成交额多少")) != before
    assert "平台数据" in await chat.tap("撤回这次导入")
    assert figure(await chat.send("11月18日成交额多少")) == before


async def test_taking_one_of_two_back_leaves_the_other_as_it_was(chat: ChatDriver) -> None:
    await imported(chat, book_1688(order_1688(1) + order_1688(2)))
    await imported(chat, book_1688(order_1688(2, lines=(("云朵杯垫", 3.0, 10),)) + order_1688(3)))
    assert "270元" in await chat.send("11月18日成交额多少")
    await chat.tap("撤回这次导入")
    assert "240元" in await chat.send("11月18日成交额多少")


async def test_products_give_orders_their_ids_categories_and_stock(chat: ChatDriver) -> None:
    heads = [head for head in HEADS_1688 if head != "Offer ID"]
    await imported(chat, xlsx(("订单", (heads, *(row[:-1] for row in order_1688(1))))))
    assert "2 款" in await imported(chat, xlsx(("s", PRODUCTS)), "商品.xlsx")
    assert "120元" in await chat.send("小夜灯类目11月18日成交额多少")
    assert "300" in await chat.send("夜光乌龟小夜灯还有多少库存")


async def test_a_price_list_is_still_kept_as_a_document(chat: ChatDriver) -> None:
    assert "读好了" in await chat.file(sheet(), "价目表.xlsx")


async def test_an_export_can_be_kept_as_a_document(chat: ChatDriver) -> None:
    await chat.file(book_1688(orders_1688(3)), "订单.xlsx")
    assert "读好了" in await chat.tap("当资料存")


async def test_staff_may_not_import(chat: ChatDriver) -> None:
    clerk = chat.other("clerk")
    assert "权限" in await clerk.file(book_1688(orders_1688(3)), "订单.xlsx")


async def test_a_missing_column_is_named_and_put_right_by_tap(chat: ChatDriver) -> None:
    heads = ("单据", "时间戳", "买了啥", "钱", "数量", "状态")
    rows = [(f"24000000000000{at:02d}", "2026-11-18 10:00", "夜光乌龟", "12.5", "1", "已完成") for at in range(9)]
    known = ("订单编号", "时间戳", "买了啥", "实付款", "数量", "状态")
    said = await chat.file(delimited([known, *rows]), "x.csv")
    assert "还缺商品名称" in said and "付款时间 ← B 列" in said
    await chat.tap("改列")
    await chat.tap("商品名称")
    said = await chat.tap("C 买了啥")
    assert "商品名称 ← C 列 买了啥" in said and go(chat) == "导入 9 单"
    assert heads


async def test_a_column_is_put_right_in_words(chat: ChatDriver) -> None:
    await chat.file(book_1688(orders_1688(3)), "订单.xlsx")
    assert "买家 ← B 列 买家公司名" in await chat.send("买家是B列")
    assert "实付款 ← D 列 货品总价(元)" in await chat.send("实付款用第4列")
    assert "没有这些列" in await chat.send("没有数量")
    assert "新增 3 单" in await chat.send("导入")


async def test_a_question_in_between_is_answered_and_the_card_comes_back(chat: ChatDriver) -> None:
    await chat.file(book_1688(orders_1688(3)), "订单.xlsx")
    said = await chat.send("昨天访客多少")
    assert "访客" in said and "订单表：3 单" in said


async def test_a_button_of_an_earlier_file_imports_nothing(chat: ChatDriver) -> None:
    await chat.file(book_1688(orders_1688(3)), "一.xlsx")
    old = next(each.data for row in chat.shown[-1].buttons for each in row if each.text.startswith("导入"))
    await chat.file(book_1688(orders_1688(7)), "二.xlsx")
    said = await chat.tap_data(old)
    assert "上一份" in said and "7 单" in said
    assert chat.last and not chat.last.changes


async def test_rows_that_cannot_be_read_come_back_as_a_file(chat: ChatDriver) -> None:
    rows = [list(row) for row in orders_1688(5)]
    rows[1][13] = "十个"
    rows[2][8] = "=HYPERLINK(1)"
    said = await chat.file(delimited([HEADS_1688, *rows]), "订单.csv")
    assert "2 行读不了" in said and "第 3 行「数量 十个」" in said
    await chat.tap(go(chat))
    file = chat.shown[-1]
    assert file.kind == "file"
    content = (await chat.app.stores.blobs.get(file.blob)).decode("utf-8-sig")
    assert "3,数量,十个" in content and "'=HYPERLINK" in content and not re.search(r"(^|,)=", content)


async def test_what_the_files_do_not_tell_is_said_and_not_answered_as_nothing(chat: ChatDriver) -> None:
    await imported(chat, book_1688(orders_1688(20)))
    said = await chat.send("11月1日访客多少")
    assert "流量" in said and chat.last and chat.last.answer and chat.last.answer.status == "unavailable"
    said = await chat.send("11月1日各渠道成交额")
    assert "渠道" in said and chat.last and chat.last.answer and chat.last.answer.status == "unavailable"


async def test_the_hourly_sync_leaves_imported_figures_alone(chat: ChatDriver) -> None:
    await imported(chat, book_1688(orders_1688(20)))
    before = figure(await chat.send("11月1日成交额多少"))
    await chat.advance(hours=3)
    assert figure(await chat.send("11月1日成交额多少")) == before


async def test_in_english(chat: ChatDriver) -> None:
    await chat.send("/language en")
    heads = ("Name", "Email", "Financial Status", "Paid at", "Total", "Created at", "Lineitem quantity", "Lineitem name",
             "Lineitem price", "Shipping City", "Shipping Province", "Refunded Amount")  # fmt: skip
    rows = [
        ("#1001", "a@x.cn", "paid", "2026-11-18 10:00:00 +0800", "30.00", "2026-11-18 09:00:00 +0800", 2, "Mug", "10.00", "Yiwu", "Zhejiang", "0.00"),
        ("#1001", "a@x.cn", "", "", "", "", 1, "Coaster", "10.00", "", "", ""),
        ("#1002", "b@x.cn", "partially_refunded", "2026-11-18 23:30:00 +0000", "50.00", "2026-11-18 23:00:00 +0000", 5, "Mug", "10.00", "", "", "10.00"),
    ]  # fmt: skip
    said = await chat.file(delimited([heads, *rows]), "orders_export.csv")
    assert "looks like orders: 2 orders" in said and go(chat) == "Import 2 orders"
    assert "2 orders new" in await chat.tap(go(chat))
    assert "30" in await chat.send("gmv on November 18")


async def test_the_report_says_how_far_the_imported_orders_go(chat: ChatDriver) -> None:
    await imported(chat, book_1688(order_1688(1)))
    said = await chat.send("/report")
    assert "导入的订单到11月18日" in said and "昨天成交额" not in said


async def test_a_file_that_cannot_be_read_is_told_and_nothing_stays_open(chat: ChatDriver) -> None:
    assert "打不开" in await chat.file(b"PK\x03\x04broken", "订单.xlsx")
    assert "没有读得出的文字" in await chat.file(xlsx(("空", [])), "订单.xlsx")
    assert "2007" in await chat.file(bytes.fromhex("d0cf11e0a1b11ae1"), "订单.xlsx")
    assert "成交额" in await chat.send("昨天成交额多少") and "列这样对" not in chat.shown[-1].text
