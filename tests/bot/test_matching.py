"""When two answers hold the same figures."""

from datetime import date

from bot.evaluate.matching import Sheet, asked_columns, matches
from core.query import Filter, MetricQuery, Window

DAY = Window(start=date(2026, 11, 19), end=date(2026, 11, 19))
RANKED = MetricQuery(metrics=("gmv",), dimensions=("product",), window=DAY, order="desc", by="gmv", limit=2)
ROWS = Sheet(("product", "product_name", "gmv"), (("p1", "a", 30.0), ("p2", "b", 20.0)))


def test_the_same_rows_match_whatever_else_is_beside_them() -> None:
    given = Sheet(("product", "gmv", "orders"), (("p1", 30, 3), ("p2", 20.0000001, 2)))
    assert matches(RANKED, ROWS, given)


def test_another_order_matches_only_where_none_was_asked() -> None:
    turned = Sheet(ROWS.columns, tuple(reversed(ROWS.rows)))
    assert not matches(RANKED, ROWS, turned)
    assert matches(RANKED.model_copy(update={"order": None}), ROWS, turned)


def test_more_rows_do_not_match() -> None:
    assert not matches(RANKED, ROWS, Sheet(ROWS.columns, (*ROWS.rows, ("p3", "c", 1.0))))


def test_another_figure_does_not_match() -> None:
    assert not matches(RANKED, ROWS, Sheet(("product", "orders"), (("p1", 30), ("p2", 20))))


def test_a_group_of_one_element_needs_no_column() -> None:
    one = Filter(field="channel", op="eq", value="search")
    query = MetricQuery(metrics=("visitors",), dimensions=("channel",), filters=(one,), window=DAY, derive=("share",))
    assert asked_columns(query) == ("visitors_share",)


def test_a_part_over_its_whole_may_come_as_a_share() -> None:
    query = MetricQuery(metrics=("new_buyers", "buyers"), window=DAY, derive=("ratio",))
    expected = Sheet(("new_buyers", "buyers", "ratio"), ((1, 4, 0.25),))
    assert matches(query, expected, Sheet(("buyers", "buyers_share"), ((1, 0.25),)))
