"""How far every leaf is from what was expected, on a scale where leaves of any size can be compared.

The deviation is the symmetric one of Squeeze (Z. Li et al., "Generic and robust localization of multi-dimensional root
causes", ISSRE 2019): (actual - expected) / (actual + expected). By its generalised ripple effect the leaves of one
cause share one deviation, for figures that add up and for ratios alike. Unlike Squeeze we don't filter and cluster
leaves by it: real forecasts are noisy and most leaves tiny, so each leaf weighs by what it can tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.rootcause.cuboids import Cuboid
from analytics.rootcause.table import Bools, Floats, LeafTable

HALF_NORMAL = 0.6745  # half of a normal distribution lies within this many standard deviations
FLOOR = 0.004  # no forecast is taken to be better than this
BINS = 12
COUNTED = 0.25  # variance × information of a count against an exact forecast
TRIALS = 50.0  # of ordinary rate that every leaf is credited with
WILD = 6.0  # standard deviations beyond which a leaf counts no more
PRIOR = 20.0  # leaves of ordinary noise that every element is credited with
WANDER = 0.015  # elements' forecasts are taken to be off by 3 %
WANDER_MISSES = 0.05  # and the failures of a success rate by 10 %


@dataclass(frozen=True, slots=True)
class Deviations:
    """`value` in [-1, 1]; `weight` is 1 / its standard deviation among unaffected leaves, 0 for a leaf without any;
    `volume` is the leaf's size: units, or of a ratio what it is of."""

    value: Floats
    weight: Floats
    volume: Floats

    def moved(self, by: float) -> "Deviations":
        """The same, seen from another level."""
        return Deviations(self.value - by, self.weight, self.volume)

    def units(self, inside: Bools) -> float:
        """How many units more or less than expected these leaves have, roughly."""
        return float(2 * (self.value * self.volume)[inside].sum())


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
        return np.divide(self.actual - expected, whole, out=np.zeros(len(whole)), where=whole > 0)

    def rate(self, level: float) -> Floats:
        """The rate of each leaf's counted trials, actual and expected together, held to the common one where few."""
        over = (self.actual + self.expected * level) / 2 * self.base
        common = float(over.sum() / max(self.base.sum(), 1e-12))
        return (over + TRIALS * common) / (self.base + TRIALS)

    def information(self, level: float) -> Floats:
        """What a leaf's deviation has as inverse variance when its figure is a count or a rate of counted trials."""
        size = (np.abs(self.actual) + np.abs(self.expected * level)) / 2 * self.base
        return size / np.maximum(1 - self.rate(level), 1e-3) if self.trials else size

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


def likely_levels(found: Deviations, cuboids: Sequence[Cuboid]) -> tuple[float, ...]:
    """Deviations by which expectations may be off as a whole: not at all, as all leaves are, as most elements are. The
    search decides by which of them the table is described best."""
    weight = found.weight**2
    if not weight.any():
        return (0.0,)
    mean = float(np.average(found.value, weights=weight))
    sums = [
        (np.bincount(c.groups, weight), np.bincount(c.groups, weight * found.value)) for c in cuboids if c.layer < 3
    ]
    middle, _ = _densest_half(np.concatenate([total[held > 0] / held[held > 0] for held, total in sums]))
    return (0.0, *(one for one in (mean, middle) if abs(one) > FLOOR))


def factor(deviation: float) -> float:
    """The factor that a deviation stands for: (1 + d) / (1 - d), at most 9 either way."""
    held = min(max(deviation, -0.8), 0.8)
    return (1 + held) / (1 - held)


def deviations(leaves: Leaves, level: float) -> Deviations:
    """Deviations from expected × level, weighted by a noise of variance steady + counted / information."""
    value, info = leaves.at_level(level), leaves.information(level)
    told = info > 0
    if not told.any():
        return Deviations(value, np.zeros(len(value)), leaves.volume)
    steady, counted = _noise(value[told], info[told])
    counted = max(counted, leaves.counted)
    weight = np.zeros(len(value))
    weight[told] = 1 / np.sqrt(steady + counted / info[told])
    if leaves.trials:
        weight = np.minimum(weight, leaves.chance(level) / np.maximum(np.abs(value), 1e-12))
    return Deviations(value, weight, leaves.volume)


def _noise(value: Floats, info: Floats) -> tuple[float, float]:
    """(steady, counted) fitted to the spread within bins of like information; the densest half tells a bin's spread,
    so that causes in less than half of the leaves don't widen it."""
    order = np.argsort(info, kind="stable")
    parts = np.array_split(order, max(1, min(BINS, len(order) // 25)))
    seen = [(float(np.mean(1 / info[part])), _spread(value[part])) for part in parts]
    seen = [(inverse, max(spread, FLOOR) ** 2) for inverse, spread in seen if spread > 0]
    if not seen:
        return FLOOR**2, 0.0
    inverse, variance = np.array([one for one, _ in seen]), np.array([two for _, two in seen])
    steady = np.concatenate([[FLOOR**2], np.geomspace(FLOOR**2, max(variance.max(), 2 * FLOOR**2), 40)])
    counted = np.concatenate([[0.0], np.geomspace(1e-4, 1e2, 60) * float(np.median(variance / inverse))])
    model = steady[:, None, None] + counted[None, :, None] * inverse
    miss = np.abs(np.log(model) - np.log(variance)).sum(axis=2)
    best = np.unravel_index(int(miss.argmin()), miss.shape)
    return float(steady[best[0]]), float(counted[best[1]])


def _spread(values: Floats) -> float:
    _, half = _densest_half(values)
    return half / HALF_NORMAL


def _densest_half(values: Floats) -> tuple[float, float]:
    """(middle, half width) of the shortest interval that holds half of the values."""
    ordered = np.sort(values)
    held = max(1, (len(ordered) + 1) // 2)
    widths = ordered[held - 1 :] - ordered[: len(ordered) - held + 1]
    place = int(widths.argmin())
    inner = ordered[place : place + held]
    return float(np.median(inner)), float(widths[place]) / 2


def _whole(values: Floats) -> bool:
    return bool(np.all(values == np.round(values)))


def unlike_noise(cuboids: Sequence[Cuboid], found: Deviations, rest: Bools) -> Floats:
    """A factor for each leaf's weight, where the elements of one dimension differ in noise: amounts of dear products
    jump more than those of cheap ones. Judged on the leaves of no cause, for the dimension where it matters most."""
    best, factors = 0.0, np.ones(len(found.value))
    for cuboid in (one for one in cuboids if one.layer == 1):
        weight = np.where(rest, found.weight, 0.0)
        told = np.bincount(cuboid.groups, rest, cuboid.count)
        whole = np.maximum(np.bincount(cuboid.groups, weight**2, cuboid.count), 1e-12)
        own = np.bincount(cuboid.groups, weight**2 * found.value, cuboid.count) / whole
        off = np.minimum(np.abs(found.value - own[cuboid.groups]) * weight, WILD)
        spread = (np.bincount(cuboid.groups, off * off, cuboid.count) + PRIOR) / (told + PRIOR)
        matters = float((told * (spread - 1 - np.log(spread))).sum() / 2)
        if matters > max(best, 3.0 * cuboid.count):
            best, factors = matters, (1 / np.sqrt(spread))[cuboid.groups]
    return factors


def _rate(over: Floats, under: Floats) -> Floats:
    return np.divide(over, under, out=np.zeros(len(over)), where=under > 0)
