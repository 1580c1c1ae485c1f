"""What a merchant reads when asking for figures."""

from datetime import date, timedelta

import pytest

from core.query import Compare, Filter, Having, MetricQuery, Window
from core.replies import Chart, Table, Text
from tests.analytics.shop import EIGHTH, NINTH
from tests.tools.answers import BOTH, YESTERDAY, Asking, only

TODAY = Window(start=date(2026, 11, 10), end=date(2026, 11, 10))


async def test_a_figure_comes_with_its_window_and_the_day_before(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("gmv",), window=YESTERDAY))
    assert only(result).text == "昨天（11月9日）成交额 230.5元，比前一天多 53.7%。"


async def test_english_says_the_same(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("gmv",), window=YESTERDAY), "en")
    assert only(result).text == "GMV, yesterday (9 Nov): ¥230.5, up 53.7% on the day before."


async def test_the_machine_s_side_has_only_what_was_asked(shop: Asking) -> None:
    answer = (await shop.ask(MetricQuery(metrics=("gmv",), window=YESTERDAY))).answer
    assert answer is not None
    assert (answer.status, answer.columns, answer.rows) == ("answered", ("gmv",), ((230.5,),))
    assert answer.query is not None
    assert answer.query.compare is None
    assert "merchant = 'tiny'" in (answer.sql or "")


async def test_a_window_that_nobody_named_is_said(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("gmv",), window=YESTERDAY, window_said=False))
    assert only(result).text.endswith("没说时间，按昨天算。")


async def test_an_asked_comparison_says_the_other_figure_too(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("visitors",), window=YESTERDAY, compare=Compare(kind="previous")))
    assert only(result).text == "昨天（11月9日）访客数 250人，比前一天（150人）多 66.7%。"
    assert result.answer is not None
    assert result.answer.columns == ("visitors", "visitors_before", "visitors_diff", "visitors_growth")


async def test_rates_are_compared_in_points(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("conversion_rate",), window=YESTERDAY))
    assert only(result).text == "昨天（11月9日）转化率 0.8%，比前一天低 0.5 个百分点。"


async def test_few_of_something_are_compared_by_how_many(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("units",), window=YESTERDAY, filters=(_on("channel", "search"),)))
    assert only(result).text == "昨天（11月9日）搜索的销量 20件，比前一天多 42.9%。"
    result = await shop.ask(MetricQuery(metrics=("orders",), window=YESTERDAY))
    assert only(result).text == "昨天（11月9日）订单数 2单，和前一天持平。"


async def test_several_figures_stand_one_a_line(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("gmv", "orders"), window=YESTERDAY))
    assert only(result).text.splitlines()[0] == "昨天（11月9日）："
    assert len(only(result).text.splitlines()) == 3


async def test_without_an_earlier_period_there_is_no_comparison(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("gmv",), window=BOTH))
    assert only(result).text == "11月8日–9日成交额 380.5元。"


async def test_an_asked_comparison_without_data_is_said_to_be_impossible(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("gmv",), window=YESTERDAY, compare=Compare(kind="year")))
    assert only(result).text.endswith("\n去年同期没有完整的数据，没法比。")
    assert result.answer is not None
    assert result.answer.columns == ("gmv",)


async def test_a_ranking_is_a_table_under_its_sentence(shop: Asking) -> None:
    query = MetricQuery(metrics=("gmv",), dimensions=("product",), window=BOTH, order="desc", limit=5)
    result = await shop.ask(query)
    reply = only(result)
    assert isinstance(reply, Table)
    assert reply.text == "11月8日–9日成交额最高的商品是夜光乌龟摆件，290.5元。"
    assert reply.rows == (("夜光乌龟摆件", "290.50元"), ("纯棉短袜", "90.00元"))
    assert result.answer is not None
    assert result.answer.products == ("夜光乌龟摆件", "纯棉短袜")


async def test_the_one_best_is_a_sentence(shop: Asking) -> None:
    query = MetricQuery(metrics=("units",), dimensions=("product",), window=BOTH, order="desc", limit=1)
    assert only(await shop.ask(query)).text == "11月8日–9日销量最多的商品是夜光乌龟摆件，33件。"


async def test_a_tie_at_the_bottom_names_them_all(shop: Asking) -> None:
    query = MetricQuery(metrics=("ad_clicks",), dimensions=("product",), window=BOTH, order="asc", limit=5)
    assert "最少的商品有 2 个，都是 0次：纯棉短袜、保温杯。" in only(await shop.ask(query)).text


async def test_a_trend_of_three_days_is_a_chart(shop: Asking) -> None:
    window = Window(start=EIGHTH - timedelta(days=1), end=NINTH)
    result = await shop.ask(MetricQuery(metrics=("gmv",), window=window, grain="day"))
    assert isinstance(only(result), Table)
    asked = await shop.ask(MetricQuery(metrics=("gmv",), window=BOTH, grain="day"), chart="bar")
    reply = only(asked)
    assert isinstance(reply, Chart)
    assert (reply.spec.kind, reply.spec.labels, reply.spec.unit) == ("bar", ("11-08", "11-09"), "元")
    assert reply.spec.series[0].values == (150.0, 230.5)


async def test_thresholds_count_what_meets_them(shop: Asking) -> None:
    low = Having(metric="conversion_rate", op="lt", value=0.01)
    listed = MetricQuery(metrics=("conversion_rate",), dimensions=("product",), window=BOTH, having=(low,))
    assert only(await shop.ask(listed)).text == "11月8日–9日转化率低于 1%的商品有 1 个。"
    counted = listed.model_copy(update={"derive": ("count",)})
    result = await shop.ask(counted)
    assert only(result).text == "11月8日–9日转化率低于 1%的商品有 1 个。"
    assert result.answer is not None
    assert result.answer.rows == ((1,),)


async def test_nothing_that_meets_a_threshold_is_said_so(shop: Asking) -> None:
    high = Having(metric="gmv", op="gt", value=9999)
    query = MetricQuery(metrics=("gmv",), dimensions=("product",), window=BOTH, having=(high,))
    result = await shop.ask(query)
    assert only(result).text == "11月8日–9日没有成交额超过 9,999元的商品。"
    assert result.answer is not None
    assert result.answer.status == "empty"


async def test_a_sum_over_people_counts_nobody_twice(shop: Asking) -> None:
    query = MetricQuery(
        metrics=("buyers",), dimensions=("product",), window=BOTH, order="desc", limit=2, derive=("sum",)
    )
    assert only(await shop.ask(query)).text == "11月8日–9日这2个商品买家数合计 3人。"


async def test_the_goal_is_said_with_what_is_left(shop: Asking) -> None:
    await shop.aim(761)
    query = MetricQuery(metrics=("gmv",), window=BOTH, compare=Compare(kind="goal"), derive=("goal_pct",))
    result = await shop.ask(query)
    assert only(result).text == "11月8日–9日成交额 380.5元，目标 761元，完成 50%，还差 380.5元。"
    assert result.answer is not None
    assert result.answer.rows == ((380.5, 761.0, 0.5),)


async def test_no_goal_is_said(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("gmv",), window=BOTH, compare=Compare(kind="goal")))
    assert only(result).text.endswith("这个月还没有给成交额定目标。")


async def test_stock_is_of_now_whatever_the_window(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("stock",), window=TODAY, window_said=False))
    assert only(result).text == "现在库存 150件。"


async def test_today_without_data_says_so(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("gmv",), window=TODAY))
    assert only(result).text == "今天（11月10日）的数据还没到，现在的数据到11月9日为止。"
    assert result.answer is not None
    assert result.answer.status == "empty"


@pytest.mark.parametrize(
    ("start", "end", "status", "text"),
    [
        (date(2026, 11, 12), date(2026, 11, 13), "unavailable", "11月12日–13日还没到，没有数据。"),
        (date(2026, 11, 1), date(2026, 11, 7), "unavailable", "没有11月1日–7日的数据，数据从11月8日开始。"),
        (date(2026, 11, 1), date(2026, 11, 9), "unavailable", "没有本月（11月1日–9日）的数据，数据从11月8日开始。"),
        (
            date(2026, 11, 7),
            date(2026, 11, 9),
            "partial",
            "11月8日–9日成交额 380.5元。\n数据从11月8日开始，之前的没有。",
        ),
        (
            date(2026, 11, 9),
            date(2026, 11, 10),
            "answered",
            "昨天（11月9日）成交额 230.5元，比前一天多 53.7%。\n数据到11月9日为止。",
        ),
    ],
)
async def test_a_window_is_answered_as_far_as_there_is_data(
    shop: Asking, start: date, end: date, status: str, text: str
) -> None:
    result = await shop.ask(MetricQuery(metrics=("gmv",), window=Window(start=start, end=end)))
    assert only(result).text == text
    assert result.answer is not None
    assert result.answer.status == status


async def test_what_is_not_available_offers_the_nearest(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("conversion_rate",), dimensions=("province",), window=BOTH))
    reply = only(result)
    assert isinstance(reply, Text)
    assert reply.text == "转化率没有按省份的数据，可以按商品、类目、渠道看。"
    assert reply.buttons[0][0].data == "say:按商品看转化率"
    assert result.answer is not None
    assert result.answer.status == "unavailable"


async def test_a_rate_of_nothing_is_no_data(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("roi",), window=Window(start=EIGHTH, end=EIGHTH)))
    assert only(result).text == "前天（11月8日）没有投产比数据。"
    assert result.answer is not None
    assert result.answer.status == "empty"


async def test_an_unknown_metric_is_said_to_be_unknown(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("happiness",), window=BOTH))
    assert only(result).text.startswith("没有这个指标")


async def test_a_shop_without_facts_says_so(empty_shop: Asking) -> None:
    result = await empty_shop.ask(MetricQuery(metrics=("gmv",), window=YESTERDAY))
    assert only(result).text == "店里的数据还没有同步过来，同步后再问我。"


async def test_cancelled_orders_are_counted_by_the_day_they_were_placed(shop: Asking) -> None:
    query = MetricQuery(metrics=("orders",), window=YESTERDAY, filters=(_on("order_status", "已取消"),))
    assert only(await shop.ask(query)).text == "昨天（11月9日）已取消的下单数 1单，前一天是 0。"


async def test_gross_profit_says_which_products_it_covers(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("gross_profit",), window=BOTH))
    assert only(result).text == "11月8日–9日毛利 125.5元。\n只算填了成本的商品。"


def _on(field: str, value: str) -> Filter:
    return Filter(field=field, op="eq", value=value)


async def test_profit_is_refused_and_gross_profit_offered(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("net_profit",), window=YESTERDAY))
    reply = only(result)
    assert reply.text == "没有净利润的数据。要不要看毛利？"
    assert reply.buttons[0][0].data == "say:昨天的毛利"
    assert result.answer is not None and result.answer.status == "unavailable"


async def test_other_shops_are_refused_without_an_offer(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("other_shops",), window=YESTERDAY))
    assert only(result).text == "没有别家店的数据，我手上只有本店的经营数据。"


async def test_a_word_that_there_is_no_data_on_is_named_and_the_figure_without_it_offered(shop: Asking) -> None:
    abroad = Filter(field="unknown", op="eq", value="海外")
    result = await shop.ask(MetricQuery(metrics=("gmv",), window=YESTERDAY, filters=(abroad,)))
    reply = only(result)
    assert reply.text == "没有按“海外”分的数据。要不要看昨天成交额？"
    assert reply.buttons[0][0].data == "say:昨天成交额"
    assert result.answer is not None and result.answer.status == "unavailable"


async def test_what_is_known_as_of_now_only_is_not_given_for_the_past(shop: Asking) -> None:
    result = await shop.ask(MetricQuery(metrics=("stock",), window=Window(start=EIGHTH, end=EIGHTH)))
    assert only(result).text == "库存只有现在的数，没有每天的历史。"


async def test_a_part_of_another_figure_is_said_in_per_cent(shop: Asking) -> None:
    query = MetricQuery(metrics=("refund_amount", "gmv"), window=BOTH, derive=("ratio",))
    assert "退款金额是成交额的 " in only(await shop.ask(query)).text
    assert "%" in only(await shop.ask(query)).text
