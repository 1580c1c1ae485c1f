"""Random draws: right on average, the same for the same key, never falling when the mean rises."""

from itertools import pairwise

import numpy as np
import pytest

from adapters.market.draws import binomial, key, mix, poisson, uniform, uniforms

LUCK = uniforms(mix(np.arange(200_000, dtype=np.uint64)), 1)


@pytest.mark.parametrize("mean", [0.05, 1.0, 14.0, 16.0, 120.0])
def test_poisson_counts_have_their_mean_and_variance(mean: float) -> None:
    counts = poisson(LUCK, np.full(LUCK.shape, mean))
    assert counts.mean() == pytest.approx(mean, rel=0.02)
    assert counts.var() == pytest.approx(mean, rel=0.03)


@pytest.mark.parametrize(("trials", "chance"), [(1, 0.3), (40, 0.05), (300, 0.04), (3000, 0.02)])
def test_binomial_counts_have_their_mean_and_stay_below_the_trials(trials: int, chance: float) -> None:
    counts = binomial(LUCK, np.full(LUCK.shape, trials), np.array([chance]))
    assert counts.mean() == pytest.approx(trials * chance, rel=0.02)
    assert counts.var() == pytest.approx(trials * chance * (1 - chance), rel=0.03)
    assert counts.max() <= trials


def test_a_higher_mean_never_gives_a_lower_count() -> None:
    means = [np.full(LUCK.shape, m) for m in (0.5, 2.0, 9.0, 14.9, 30.0)]
    counts = [poisson(LUCK, m) for m in means]
    for lower, higher in pairwise(counts):
        assert (lower <= higher).all()


def test_nothing_comes_of_nothing() -> None:
    nothing = np.zeros(LUCK.shape)
    assert poisson(LUCK, nothing).sum() == 0
    assert binomial(LUCK, nothing.astype(np.int64), np.array([0.5])).sum() == 0


def test_keys_are_the_same_on_every_machine() -> None:
    assert key("a", 1) == 9331952569449725121
    assert uniform("a", 1) != uniform("a", 2)


def test_streams_of_one_key_are_unrelated() -> None:
    other = uniforms(mix(np.arange(200_000, dtype=np.uint64)), 2)
    assert abs(np.corrcoef(LUCK, other)[0, 1]) < 0.01
