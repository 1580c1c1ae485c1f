"""Whether a move is within the usual ones, and what is said then."""

from analytics.decompose import Contribution
from tests.tools.test_explain_change import across
from tools.answers.causes import Finding, as_usual, find
from tools.answers.usual import Usual

NOISY = Usual((-0.3, 0.2, -0.1, 0.25, -0.2, 0.1, 0.3, -0.25))
WEEKEND = Usual((-0.42, -0.38, -0.4, -0.41, -0.39, -0.4))


def test_a_small_move_of_a_noisy_figure_is_usual() -> None:
    assert NOISY.holds(0.2) and NOISY.holds(-0.3)


def test_a_large_move_of_a_noisy_figure_is_not() -> None:
    assert not NOISY.holds(2.0)


def test_the_fall_of_every_weekend_is_usual_and_its_absence_is_not() -> None:
    assert WEEKEND.holds(-0.4)
    assert not WEEKEND.holds(0.0)


def test_too_few_earlier_weeks_say_nothing() -> None:
    assert not Usual((0.1, 0.2)).holds(0.15)


def test_a_usual_move_has_no_cause_but_its_largest_part() -> None:
    found = find(120, 100, (across("product", ("a", 40, 20), ("b", 80, 80)),))
    assert found.kind == "cause"
    usual = as_usual(found)
    assert usual.kind == "usual"
    assert isinstance(usual.cause, Contribution) and usual.cause.element == "a"


def test_a_steady_figure_stays_steady() -> None:
    assert as_usual(Finding("steady")).kind == "steady"
