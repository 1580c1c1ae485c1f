"""Every figure of the tiny shop, as worked out by hand, on both databases."""

import pytest

from adapters.storage import SqlWarehouse
from analytics.catalogue import Semantics
from analytics.compiler import compile_query
from analytics.parts import UnavailableError
from core.calls import Scalar
from core.query import Compare, Filter, Having, MetricQuery, Op, Window
from tests.analytics.shop import EIGHTH, MERCHANT, NINTH

BOTH = Window(start=EIGHTH, end=NINTH)
FIRST, SECOND = Window(start=EIGHTH, end=EIGHTH), Window(start=NINTH, end=NINTH)


async def ask(warehouse: SqlWarehouse, semantics: Semantics, query: MetricQuery) -> list[dict[str, Scalar]]:
    compiled = compile_query(query, semantics, warehouse.dialect)
    found = await warehouse.select(compiled.sql, {**compiled.parameters, "merchant": MERCHANT})
    assert found.columns == compiled.columns
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


FIGURES: dict[str, float | None] = {
    "gmv": 380.5, "orders": 4, "placed_orders": 6, "cancelled_orders": 1, "unpaid_orders": 1, "buyers": 3, "units": 42, "aov": 95.125, "gmv_per_buyer": 380.5 / 3,
    "visitors": 400, "page_views": 800, "impressions": 4000, "click_rate": 0.1, "conversion_rate": 3 / 400,
    "add_to_cart": 40, "add_to_cart_rate": 0.1, "favourites": 20, "inquiries": 2, "inquiry_rate": 0.005,
    "response_time": 10, "response_rate": 0.5, "refund_amount": 12.5, "refund_count": 1, "refund_rate": 0.25,
    "repeat_buyers": 1, "repurchase_rate": 1 / 3, "new_buyers": 2, "returning_buyers": 1, "ad_spend": 10,
    "ad_impressions": 400, "ad_clicks": 20, "ad_orders": 1, "ad_gmv": 30, "roi": 3, "ctr": 0.05, "cpc": 0.5,
    "ad_cost_share": 10 / 380.5, "stock": 150, "days_of_stock": 150 / (42 / 30), "sell_through": 42 / 192,
    "active_products": 3, "new_products": 1, "selling_products": 2, "products_without_sales": 1,
    "selling_rate": 2 / 3, "review_score": 4.5, "review_count": 2, "gross_profit": 290.5 - 33 * 5,
    "gross_margin": (290.5 - 165) / 290.5, "gmv_per_visitor": 380.5 / 400, "shop_actions": 1, "campaigns_enrolled": 1,
}  # fmt: skip


async def test_every_metric_is_as_worked_out_by_hand(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    shown = {key for key, metric in semantics.metrics.items() if not metric.hidden}
    assert shown == set(FIGURES)
    for metric, value in FIGURES.items():
        (row,) = await ask(warehouse, semantics, MetricQuery(metrics=(metric,), window=BOTH))
        assert row[metric] == pytest.approx(value), metric


async def test_every_metric_by_every_dimension_adds_up_where_it_says_so(
    warehouse: SqlWarehouse, semantics: Semantics
) -> None:
    for metric, entry in semantics.metrics.items():
        for dimension in semantics.allowed(metric):
            rows = await ask(warehouse, semantics, MetricQuery(metrics=(metric,), dimensions=(dimension,), window=BOTH))
            if entry.kind == "sum" and metric in FIGURES:
                assert sum(float(row[metric] or 0) for row in rows) == pytest.approx(FIGURES[metric]), (
                    metric,
                    dimension,
                )


async def test_figures_from_several_tables_meet_in_one_row(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    query = MetricQuery(metrics=("gmv", "visitors", "roi"), dimensions=("product",), window=BOTH)
    rows = await ask(warehouse, semantics, query)
    assert [(r["product"], r["gmv"], r["visitors"], r["roi"]) for r in rows] == [
        ("pA", 290.5, 300, 3.0),
        ("pB", 90.0, 100, None),
    ]


async def test_a_ranking_from_the_bottom_includes_zeros_but_not_what_is_down(
    warehouse: SqlWarehouse, semantics: Semantics
) -> None:
    query = MetricQuery(metrics=("gmv",), dimensions=("product",), window=BOTH, order="asc", limit=2)
    rows = await ask(warehouse, semantics, query)
    assert [(row["product_name"], row["gmv"]) for row in rows] == [("保温杯", 0), ("纯棉短袜", 90.0)]


async def test_what_was_listed_after_the_window_is_not_ranked(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    query = MetricQuery(metrics=("gmv",), dimensions=("product",), window=FIRST, order="asc")
    assert [row["product"] for row in await ask(warehouse, semantics, query)] == ["pA", "pB"]


async def test_a_rate_that_has_no_denominator_is_not_ranked(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    query = MetricQuery(metrics=("conversion_rate",), dimensions=("product",), window=BOTH, order="asc")
    rows = await ask(warehouse, semantics, query)
    assert [(row["product"], row["conversion_rate"]) for row in rows] == [
        ("pA", pytest.approx(2 / 300)),
        ("pB", pytest.approx(2 / 100)),
    ]


async def test_a_threshold_keeps_the_groups_that_meet_it(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    low = Having(metric="conversion_rate", op="lt", value=0.01)
    query = MetricQuery(metrics=("conversion_rate",), dimensions=("product",), window=BOTH, having=(low,))
    assert [row["product"] for row in await ask(warehouse, semantics, query)] == ["pA"]


async def test_counting_counts_zeros_too(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    none = Having(metric="units", op="eq", value=0)
    query = MetricQuery(metrics=("units",), dimensions=("product",), window=BOTH, having=(none,), derive=("count",))
    assert await ask(warehouse, semantics, query) == [{"count": 1}]


async def test_products_without_sales_are_listed_by_name(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    query = MetricQuery(metrics=("products_without_sales",), dimensions=("product",), window=BOTH)
    assert [row["product_name"] for row in await ask(warehouse, semantics, query)] == ["保温杯"]


async def test_a_trend_has_every_bucket_also_empty_ones(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    window = Window(start=EIGHTH.replace(day=7), end=NINTH)
    rows = await ask(warehouse, semantics, MetricQuery(metrics=("gmv",), window=window, grain="day"))
    assert [(row["day"], row["gmv"]) for row in rows] == [("2026-11-07", 0), ("2026-11-08", 150), ("2026-11-09", 230.5)]


async def test_weeks_begin_on_monday(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    rows = await ask(warehouse, semantics, MetricQuery(metrics=("gmv",), window=BOTH, grain="week"))
    assert [(row["week"], row["gmv"]) for row in rows] == [("2026-11-02", 150), ("2026-11-09", 230.5)]


async def test_months_are_named_by_their_first_day(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    window = Window(start=EIGHTH.replace(month=10), end=NINTH)
    rows = await ask(warehouse, semantics, MetricQuery(metrics=("gmv",), window=window, grain="month"))
    assert [(row["month"], row["gmv"]) for row in rows] == [("2026-10-01", 0), ("2026-11-01", 380.5)]


async def test_new_buyers_by_day_are_new_on_that_day(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    rows = await ask(
        warehouse, semantics, MetricQuery(metrics=("new_buyers", "returning_buyers"), window=BOTH, grain="day")
    )
    assert [(row["new_buyers"], row["returning_buyers"]) for row in rows] == [(1, 1), (1, 1)]


async def test_buckets_by_element_have_each_pair_once(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    query = MetricQuery(metrics=("visitors",), dimensions=("channel",), window=BOTH, grain="day")
    rows = await ask(warehouse, semantics, query)
    assert sorted((str(row["day"]), str(row["channel"])) for row in rows) == [
        ("2026-11-08", "direct"),
        ("2026-11-08", "search"),
        ("2026-11-09", "direct"),
        ("2026-11-09", "search"),
    ]


async def test_a_comparison_brings_both_periods_and_the_growth(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    query = MetricQuery(metrics=("gmv",), window=SECOND, compare=Compare(kind="previous", window=FIRST))
    (row,) = await ask(warehouse, semantics, query)
    assert row == {
        "gmv": 230.5,
        "gmv_before": 150,
        "gmv_diff": 80.5,
        "gmv_growth": pytest.approx(80.5 / 150),
    }


async def test_growth_ranks_by_rate_and_leaves_out_what_came_from_nothing(
    warehouse: SqlWarehouse, semantics: Semantics
) -> None:
    query = MetricQuery(
        metrics=("gmv",),
        dimensions=("channel",),
        window=SECOND,
        compare=Compare(kind="previous", window=FIRST),
        derive=("growth",),
        order="desc",
    )
    rows = await ask(warehouse, semantics, query)
    assert [row["channel"] for row in rows] == ["search", "direct"]
    assert rows[0]["gmv_growth"] == pytest.approx(1.005)


async def test_growth_in_a_trend_is_against_the_bucket_before(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    rows = await ask(warehouse, semantics, MetricQuery(metrics=("gmv",), window=BOTH, grain="day", derive=("growth",)))
    assert [row["gmv_growth"] for row in rows] == [None, pytest.approx(80.5 / 150)]


async def test_a_share_of_people_is_of_the_people_not_of_the_groups(
    warehouse: SqlWarehouse, semantics: Semantics
) -> None:
    query = MetricQuery(metrics=("buyers",), dimensions=("product",), window=BOTH, derive=("share",))
    rows = await ask(warehouse, semantics, query)
    assert [(row["product"], row["buyers_share"]) for row in rows] == [
        ("pA", pytest.approx(2 / 3)),
        ("pB", pytest.approx(2 / 3)),
    ]


async def test_a_filtered_share_is_of_the_whole_shop(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    yiwu = Filter(field="city", op="eq", value="义乌")
    query = MetricQuery(metrics=("gmv",), filters=(yiwu,), window=BOTH, derive=("share",))
    (row,) = await ask(warehouse, semantics, query)
    assert row["gmv_share"] == pytest.approx(300.5 / 380.5)


async def test_a_rank_is_among_all_not_among_the_filtered(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    socks = Filter(field="product", op="eq", value="pB")
    query = MetricQuery(metrics=("gmv",), filters=(socks,), window=BOTH, derive=("rank",))
    (row,) = await ask(warehouse, semantics, query)
    assert (row["product"], row["rank"]) == ("pB", 2)


async def test_the_sum_of_the_first_is_over_the_first_only(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    query = MetricQuery(metrics=("gmv",), dimensions=("channel",), window=BOTH, order="desc", limit=2, derive=("sum",))
    assert await ask(warehouse, semantics, query) == [{"gmv_sum": 350.5}]


async def test_people_are_not_added_up(semantics: Semantics) -> None:
    query = MetricQuery(metrics=("buyers",), dimensions=("product",), window=BOTH, derive=("sum",))
    with pytest.raises(UnavailableError, match="adding"):
        compile_query(query, semantics, "sqlite")


FILTERED: tuple[tuple[str, Op, str | tuple[str, ...], float], ...] = (
    ("province", "eq", "浙江", 330.5),
    ("province", "ne", "浙江", 50),
    ("city", "in", ("义乌", "杭州"), 330.5),
    ("channel", "eq", "搜索", 300.5),
    ("channel", "eq", "search", 300.5),
    ("hour", "ge", "20", 80),
    ("hour", "lt", "20", 300.5),
    ("weekday", "eq", "周一", 230.5),
    ("day_type", "eq", "周末", 150),
    ("buyer_type", "eq", "老客", 300.5),
    ("buyer_level", "eq", "L2", 300.5),
    ("platform_campaign", "eq", "双11大促", 200.5),
    ("platform_campaign", "ne", "双11大促", 180),
    ("platform_campaign", "eq", "c1", 200.5),
    ("ad_campaign", "eq", "乌龟推广", 30),
    ("product", "contains", "乌龟", 290.5),
    ("sku", "eq", "蓝色", 30),
    ("order_status", "eq", "已完成", 100),
)


async def test_filters_know_elements_by_id_by_name_and_by_alias(warehouse: SqlWarehouse, semantics: Semantics) -> None:
    for field, op, value, gmv in FILTERED:
        one = Filter(field=field, op=op, value=value)
        (row,) = await ask(warehouse, semantics, MetricQuery(metrics=("gmv",), filters=(one,), window=BOTH))
        assert row["gmv"] == pytest.approx(gmv), one


async def test_what_is_not_known_by_a_dimension_names_those_it_is(semantics: Semantics) -> None:
    query = MetricQuery(metrics=("conversion_rate",), dimensions=("province",), window=BOTH)
    with pytest.raises(UnavailableError) as caught:
        compile_query(query, semantics, "sqlite")
    assert (caught.value.reason, caught.value.what, caught.value.field) == ("dimension", "visitors", "province")
    assert caught.value.nearest[:3] == ("product", "category", "channel")


async def test_stock_has_no_history(semantics: Semantics) -> None:
    with pytest.raises(UnavailableError, match="grain"):
        compile_query(MetricQuery(metrics=("stock",), window=BOTH, grain="day"), semantics, "sqlite")
