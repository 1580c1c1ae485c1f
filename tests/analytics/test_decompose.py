"""Decompositions leave nothing over."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.decompose import additive, factor_effects, of_ratio
from analytics.formulas import FormulaError, names_in, to_sql

factor = st.floats(min_value=1e-3, max_value=1e5)
count = st.integers(min_value=0, max_value=10_000)


@given(st.lists(st.tuples(factor, factor), min_size=1, max_size=4))
def test_the_effects_of_factors_add_up_to_the_change(pairs: list[tuple[float, float]]) -> None:
    now, before = [a for a, _ in pairs], [b for _, b in pairs]
    effects = factor_effects(now, before)
    assert effects is not None
    change = math.prod(now) - math.prod(before)
    assert math.isclose(sum(effects), change, rel_tol=1e-6, abs_tol=1e-6 * max(math.prod(now), math.prod(before)))


def test_a_factor_of_nothing_has_no_answer() -> None:
    assert factor_effects([0, 1], [1, 1]) is None


def test_a_change_in_one_factor_is_all_its_own() -> None:
    assert factor_effects([200, 0.1], [100, 0.1]) == pytest.approx((10.0, 0.0))


def test_contributions_are_shares_of_the_change() -> None:
    first, second = additive([("a", 30, 10), ("b", 5, 10)], 15)
    assert (first.element, first.share, first.size) == ("a", pytest.approx(4 / 3), 0.5)
    assert second.share == pytest.approx(-1 / 3)


@given(st.lists(st.tuples(count, count, count, count), min_size=1, max_size=6))
def test_contributions_to_a_ratio_add_up_to_its_change(rows: list[tuple[int, int, int, int]]) -> None:
    values = [(str(n), float(a), float(b + 1), float(c), float(d + 1)) for n, (a, b, c, d) in enumerate(rows)]
    after = sum(v[1] for v in values) / sum(v[2] for v in values)
    ago = sum(v[3] for v in values) / sum(v[4] for v in values)
    effects = [one.effect for one in of_ratio(values, after - ago)]
    assert math.isclose(sum(effects), after - ago, rel_tol=1e-6, abs_tol=1e-6)


def test_a_formula_is_rendered_without_dividing_by_nothing() -> None:
    assert to_sql("units / (units + stock)", str.upper) == "UNITS * 1.0 / NULLIF((UNITS + STOCK), 0)"


def test_a_formula_is_arithmetic_only() -> None:
    with pytest.raises(FormulaError):
        names_in("__import__('os')")
