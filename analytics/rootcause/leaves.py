"""The figures of the leaves, made comparable: values or rates, what stands behind them, what chance does to them."""

from dataclasses import dataclass

import numpy as np

from analytics.rootcause.table import Bools, Floats, LeafTable

COUNTED = 0.25  # variance × information of a count against an exact forecast
TRIALS = 50.0  # of ordinary rate that every leaf is credited with
WANDER = 0.015  # elements' forecasts are taken to be off by 3 %
WANDER_MISSES = 0.05  # and the failures of a success rate by 10 %


@dataclass(frozen=True, slots=True)
class Leaves:
    """The compared figures (values, or rates) and what a rate is of. `trials`: the rate counts successes. `counted` is
    the least variance, times information, that whole numbers can have: Poisson's, or the binomial's."""

    actual: Floats
    expected: Floats
    base: Floats
    trials: bool
    counted: float

    @classmethod
    def of(cls, table: LeafTable) -> "Leaves":
        if table.actual_base is None or table.expected_base is None:
            least = COUNTED if _whole(table.actual) else 0.0
            return cls(table.actual, table.expected, np.ones(len(table)), trials=False, counted=least)
        now, ago = np.maximum(table.actual_base, 0), np.maximum(table.expected_base, 0)
        counts = bool(np.all(table.actual <= now) and np.all(table.expected <= ago * (1 + 1e-9)))
        both = np.divide(2 * now * ago, now + ago, out=np.zeros(len(table)), where=(now > 0) & (ago > 0))
        least = COUNTED if counts and _whole(table.actual) and _whole(now) else 0.0
        return cls(_rate(table.actual, now), _rate(table.expected, ago), both, trials=counts, counted=least)

    @property
    def volume(self) -> Floats:
        return self.base if self.trials else (np.abs(self.actual) + np.abs(self.expected)) / 2 * self.base

    def at_level(self, level: float) -> Floats:
        """The deviations when the whole expectation is off by the factor `level`."""
        expected = self.expected * level
        whole = np.abs(self.actual) + np.abs(expected)
        return np.asarray(np.divide(self.actual - expected, whole, out=np.zeros(len(whole)), where=whole > 0))

    def rate(self, level: float) -> Floats:
        """The rate of each leaf's counted trials, actual and expected together, held to the common one where few."""
        over = (self.actual + self.expected * level) / 2 * self.base
        common = float(over.sum() / max(self.base.sum(), 1e-12))
        return np.asarray((over + TRIALS * common) / (self.base + TRIALS))

    def information(self, level: float) -> Floats:
        """What a leaf's deviation has as inverse variance when its figure is a count or a rate of counted trials."""
        size = (np.abs(self.actual) + np.abs(self.expected * level)) / 2 * self.base
        return np.asarray(size / np.maximum(1 - self.rate(level), 1e-3) if self.trials else size)

    def wander(self, inside: Bools) -> float:
        """By how much, as deviation, the forecast for some leaves together is off in any shop."""
        if not self.trials:
            return WANDER
        missed = np.average(1 - self.rate(1.0)[inside], weights=self.base[inside] + 1e-12)
        return WANDER_MISSES * max(float(missed), 0.01)

    def chance(self, level: float) -> Floats:
        """How many standard deviations a leaf of counted trials can be off at most: by the binomial's deviance, since
        one failure in one trial is no wonder."""
        whole = max(float(self.base.sum()), 1e-12)
        usual = np.clip(self.expected * level * self.base, 0, self.base)
        expected = np.clip((usual + TRIALS * usual.sum() / whole) / (self.base + TRIALS), 1e-6, 1 - 1e-6)
        seen = np.clip(self.actual, 1e-12, 1 - 1e-12)
        off = seen * np.log(seen / expected) + (1 - seen) * np.log((1 - seen) / (1 - expected))
        return np.asarray(np.sqrt(2 * self.base * np.maximum(off, 0)))


def _whole(values: Floats) -> bool:
    return bool(np.all(values == np.round(values)))


def _rate(over: Floats, under: Floats) -> Floats:
    return np.divide(over, under, out=np.zeros(len(over)), where=under > 0)
