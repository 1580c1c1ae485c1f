"""Why a figure moved."""

from analytics.decompose import Contribution, additive
from core.query import Filter, MetricQuery, Window
from core.replies import Table
from tests.analytics.shop import EIGHTH
from tests.tools.answers import YESTERDAY, Asking, only
from tools.answers.causes import find
from tools.answers.evidence import Across
from tools.answers.reading import Found

DAY = Window(start=EIGHTH, end=EIGHTH)


def across(dimension: str, *values: tuple[str, float, float]) -> Across:
    change = sum(now - before for _, now, before in values)
    found = Found(MetricQuery(metrics=("gmv",), window=DAY), "", (), ())
    contributions: tuple[Contribution, ...] = additive(values, change)
    return Across(dimension, found, contributions, {element: element for element, _, _ in values})


async def test_the_product_that_moved_is_named_with_its_share_and_the_event(shop: Asking) -> None:
    result = await shop.why(MetricQuery(metrics=("visitors",), window=YESTERDAY))
    reply = only(result)
    assert isinstance(reply, Table)
    assert reply.text.splitlines()[0] == (
        "昨天（11月9日）访客数 250人，比前一天多 66.7%，主要是「夜光乌龟摆件」：多 100人，占变化的 100%，"
        "正赶上夜光乌龟上热搜（11月9日–12日）。"
    )
    assert result.answer is not None
    (cause,) = result.answer.causes
    assert (cause.elements, cause.event, cause.share) == ({"product": "夜光乌龟摆件"}, "夜光乌龟上热搜", 1.0)


async def test_what_was_done_to_the_product_is_said(shop: Asking) -> None:
    result = await shop.why(MetricQuery(metrics=("gmv",), window=YESTERDAY))
    assert "这段时间对它做过：11月9日改价。" in only(result).text


async def test_the_factors_are_taken_apart(shop: Asking) -> None:
    text = only(await shop.why(MetricQuery(metrics=("gmv",), window=YESTERDAY))).text
    assert "拆开看：访客数 +66.7%（占 118.9%）、转化率 -40%（抵回 118.9%）、人均成交额 +53.7%（占 100%）。" in text


async def test_a_ratio_is_explained_by_its_two_sides(shop: Asking) -> None:
    text = only(await shop.why(MetricQuery(metrics=("conversion_rate",), window=YESTERDAY))).text
    assert "拆开看：买家数 0%、访客数 +66.7%。" in text


async def test_it_says_the_same_in_english(shop: Asking) -> None:
    text = only(await shop.why(MetricQuery(metrics=("visitors",), window=YESTERDAY), "en")).text
    assert text.startswith(
        'Visitors, yesterday (9 Nov): 250, up 66.7% on the day before, mainly "夜光乌龟摆件": up 100'
    )


async def test_within_a_filter_the_factors_that_do_not_know_it_are_left_out(shop: Asking) -> None:
    yiwu = Filter(field="city", op="eq", value="义乌")
    text = only(await shop.why(MetricQuery(metrics=("gmv",), filters=(yiwu,), window=YESTERDAY))).text
    assert "义乌的成交额 200.5元" in text
    assert "拆开看" not in text


async def test_without_an_earlier_period_it_says_that_it_cannot_tell(shop: Asking) -> None:
    result = await shop.why(MetricQuery(metrics=("gmv",), window=DAY))
    assert only(result).text == "前天（11月8日）没有前一段的完整数据，说不出为什么变。"
    assert result.answer is not None
    assert result.answer.status == "unavailable"


async def test_what_has_no_history_is_not_explained(shop: Asking) -> None:
    result = await shop.why(MetricQuery(metrics=("stock",), window=YESTERDAY))
    assert only(result).text == "库存只有现在的数，没有历史，说不出为什么变。"


def test_a_small_element_with_most_of_the_change_is_the_cause() -> None:
    products = across("product", ("turtle", 90, 10), ("socks", 100, 95), ("cups", 100, 95))
    finding = find(290, 200, (products,))
    assert finding.kind == "cause"
    assert finding.cause is not None
    assert finding.cause.element == "turtle"


def test_a_large_element_that_moves_with_all_others_is_no_cause() -> None:
    products = across("product", ("large", 72, 60), ("middle", 36, 30), ("small", 12, 10))
    channels = across("channel", ("search", 96, 80), ("direct", 24, 20))
    assert find(120, 100, (products, channels)).kind == "broad"


def test_moves_that_cancel_out_are_both_named() -> None:
    finding = find(200, 200, (across("product", ("up", 90, 50), ("down", 10, 50), ("still", 100, 100)),))
    assert finding.kind == "cancelled"
    assert finding.cause is not None
    assert (finding.cause.element, finding.others[0].element) == ("up", "down")


def test_a_figure_that_stood_still_has_no_cause() -> None:
    assert find(101, 100, (across("product", ("a", 51, 50), ("b", 50, 50)),)).kind == "steady"


def test_a_campaign_is_named_only_where_no_product_is_most_of_it() -> None:
    campaigns = across("platform_campaign", ("", 80, 100), ("1111", 100, 0))
    alike = across("product", *((name, 18.0, 10.0) for name in "abcdefghij"))
    finding = find(180, 100, (alike, campaigns))
    assert finding.cause is not None
    assert finding.cause.element == "1111"
