"""Tables on a phone."""

from bot.columns import aligned, width
from bot.telegram.markup import plain, rendered
from bot.telegram.tables import PHONE_COLUMNS, table_text
from core.replies import Table


def test_a_narrow_table_is_aligned_with_chinese_two_wide() -> None:
    table = Table(
        text="各渠道", columns=("渠道", "访客", "GMV"), rows=(("搜索", "1,820", "3.2万"), ("付费广告", "64", "860"))
    )
    assert rendered(table_text(table)) == (
        "各渠道\n<pre>渠道       访客    GMV\n搜索      1,820  3.2万\n付费广告     64    860</pre>"
    )


def test_every_line_of_an_aligned_table_ends_in_the_same_column() -> None:
    lines = aligned(("日", "访客"), (("11-01", "1,820"), ("11-02", "64")))
    assert {width(line) for line in lines} == {12}


def test_a_wide_table_becomes_a_list_that_reads_on_a_phone() -> None:
    table = Table(
        text="上周卖得最好的2个商品",
        columns=("名次", "商品", "GMV", "件数"),
        rows=(
            ("1", "夜光乌龟小夜灯硅胶拍拍灯儿童卧室", "3.2万", "820"),
            ("2", "加厚不锈钢保温杯大容量车载", "860", "64"),
        ),
    )
    assert rendered(table_text(table)) == (
        "上周卖得最好的2个商品\n"
        "\n1. <b>夜光乌龟小夜灯硅胶拍拍灯儿童卧室</b>\nGMV 3.2万 · 件数 820"
        "\n2. <b>加厚不锈钢保温杯大容量车载</b>\nGMV 860 · 件数 64"
    )


def test_words_beside_a_name_are_set_off_by_a_colon() -> None:
    table = Table(
        text="", columns=("商品", "现在怎样"), rows=(("夜光乌龟小夜灯硅胶拍拍灯", "在售，库存还够卖三个星期"),)
    )
    assert plain(table_text(table)).strip() == "夜光乌龟小夜灯硅胶拍拍灯\n现在怎样：在售，库存还够卖三个星期"


def test_a_table_without_rows_is_its_sentence() -> None:
    assert plain(table_text(Table(text="没有数据", columns=("a",), rows=()))).strip() == "没有数据"


def test_the_phone_limit_decides() -> None:
    fits = Table(text="", columns=("a" * PHONE_COLUMNS,), rows=(("b",),))
    wider = Table(text="", columns=("a" * (PHONE_COLUMNS + 1),), rows=(("b",),))
    assert "<pre>" in rendered(table_text(fits))
    assert "<pre>" not in rendered(table_text(wider))
