"""Planted causes, found again; the figures of many cases are in benchmark.py."""

import itertools

import numpy as np
import pytest

from analytics.rootcause import Causes, LeafTable, find_causes
from tests.analytics.rootcause.cases import TUNING, Case, lifelike, rippled, shop

PLACES = [f"place{n}" for n in range(8)]
WAYS = ["search", "ads", "direct", "campaign"]
KINDS = ["new", "returning"]
ROWS = list(itertools.product(PLACES, WAYS, KINDS))
NAMES = ("place", "way", "kind")


def table(actual: np.ndarray, expected: np.ndarray | None = None) -> LeafTable:
    usual = np.full(len(ROWS), 100.0) if expected is None else expected
    return LeafTable.of_rows(NAMES, ROWS, actual.tolist(), usual.tolist())


def where(**elements: str) -> np.ndarray:
    return np.array([all(row[NAMES.index(d)] == e for d, e in elements.items()) for row in ROWS])


def noisy(seed: int = 1) -> np.ndarray:
    return 100 * (1 + 0.05 * np.random.default_rng(seed).normal(size=len(ROWS)))


def answer(causes: Causes) -> list[dict[str, str]]:
    return [dict(cause.elements) for cause in causes.stood_by]


def test_one_element_that_fell_is_named() -> None:
    assert answer(find_causes(table(noisy() * np.where(where(way="ads"), 0.5, 1)))) == [{"way": "ads"}]


def test_a_combination_is_named_whole() -> None:
    actual = noisy() * np.where(where(place="place3", kind="new"), 0.3, 1)
    assert answer(find_causes(table(actual))) == [{"place": "place3", "kind": "new"}]


def test_two_elements_of_one_dimension_are_two_causes() -> None:
    actual = noisy() * np.where(where(place="place1") | where(place="place6"), 0.4, 1)
    assert sorted(one["place"] for one in answer(find_causes(table(actual)))) == ["place1", "place6"]


def test_causes_that_cancel_out_are_both_named_with_opposite_shares() -> None:
    actual = noisy() * np.where(where(place="place1"), 0.4, np.where(where(place="place6"), 1.6, 1))
    found = find_causes(table(actual))
    shares = {cause.elements["place"]: cause.share for cause in found.stood_by}
    assert set(shares) == {"place1", "place6"}
    assert shares["place1"] * shares["place6"] < 0
    assert abs(shares["place1"]) <= 1


def test_noise_alone_has_no_cause_but_has_alternatives() -> None:
    found = find_causes(table(noisy()))
    assert found.answer == 0
    assert found.causes


def test_a_season_that_moves_all_alike_has_no_cause() -> None:
    assert find_causes(table(noisy() * 1.6)).answer == 0


def test_a_cause_is_seen_through_a_forecast_that_is_off_as_a_whole() -> None:
    actual = 1.3 * noisy() * np.where(where(way="direct"), 0.5, 1)
    assert answer(find_causes(table(actual))) == [{"way": "direct"}]


def test_half_of_the_table_may_fall_and_is_still_what_fell() -> None:
    assert answer(find_causes(table(noisy() * np.where(where(kind="new"), 0.5, 1)))) == [{"kind": "new"}]


def test_no_difference_at_all_has_no_cause() -> None:
    assert find_causes(table(np.full(len(ROWS), 100.0))).answer == 0


def test_an_element_out_of_nothing_is_named() -> None:
    expected = np.where(where(place="place2"), 0.0, 100.0)
    assert answer(find_causes(table(noisy(), expected))) == [{"place": "place2"}]


def test_the_share_of_a_lone_cause_is_nearly_all_of_the_change() -> None:
    found = find_causes(table(np.where(where(way="ads"), 50.0, 100.0)))
    assert found.stood_by[0].share == pytest.approx(1.0)
    assert found.stood_by[0].change == pytest.approx(-50 * where(way="ads").sum())


def test_a_ratio_is_explained_by_its_rate_and_not_by_its_size() -> None:
    rng = np.random.default_rng(4)
    visits = rng.integers(300, 900, len(ROWS))
    doubled = np.where(where(place="place5"), 2, 1) * visits
    rate = np.where(where(way="search", kind="new"), 0.80, 0.95)
    found = find_causes(
        LeafTable.of_rows(
            NAMES,
            ROWS,
            rng.binomial(doubled, rate).tolist(),
            (visits * 0.95).tolist(),
            actual_base=doubled.tolist(),
            expected_base=visits.tolist(),
        )
    )
    assert answer(found) == [{"way": "search", "kind": "new"}]


def test_rows_without_anything_behind_them_are_survived() -> None:
    nothing = [0.0] * len(ROWS)
    assert find_causes(LeafTable.of_rows(NAMES, ROWS, nothing, nothing)).answer == 0
    empty = LeafTable.of_rows(NAMES, ROWS, nothing, nothing, actual_base=nothing, expected_base=nothing)
    assert find_causes(empty).answer == 0


def test_a_dimension_with_one_element_is_never_named() -> None:
    rows = [(place, "all") for place in PLACES]
    actual = [50.0] + [100.0] * 7
    found = find_causes(LeafTable.of_rows(("place", "of"), rows, actual, [100.0] * 8))
    assert all("of" not in cause.elements for cause in found.causes)


def test_a_table_with_nothing_to_choose_from_has_no_cause() -> None:
    assert find_causes(LeafTable.of_rows(("a",), [("x",), ("x",)], [1.0, 2.0], [5.0, 5.0])) == Causes((), 0)


@pytest.mark.parametrize(
    "case",
    [
        rippled(TUNING, 1, layer=1, elements=3),
        rippled(TUNING, 1, layer=2, elements=2),
        rippled(TUNING, 1, layer=3, elements=1),
        rippled(TUNING, 1, layer=2, elements=2, ratio=True),
        lifelike(TUNING, 1, ratio=True),
        lifelike(TUNING, 1, ratio=False),
        lifelike(TUNING, 1, ratio=True, causes=0),
        shop(TUNING, 1, plot="season"),
    ],
    ids=["three", "two pairs", "triple", "ratio pairs", "real ratio", "real sum", "quiet ratio", "season"],
)
def test_simulated_cases_are_answered_exactly(case: Case) -> None:
    assert {frozenset(one.items()) for one in answer(find_causes(case.table))} == set(case.truth)
