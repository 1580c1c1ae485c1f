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
from analytics.rootcause.leaves import Leaves
from analytics.rootcause.noise import FLOOR, densest_half, noise
from analytics.rootcause.table import Bools, Floats

WILD = 6.0  # standard deviations beyond which a leaf counts no more
PRIOR = 20.0  # leaves of ordinary noise that every element is credited with


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


def likely_levels(found: Deviations, cuboids: Sequence[Cuboid]) -> tuple[float, ...]:
    """Deviations by which expectations may be off as a whole: not at all, as all leaves are, as most elements are. The
    search decides by which of them the table is described best."""
    weight = found.weight**2
    if not weight.any():
        return (0.0,)
    mean = float(np.average(found.value, weights=weight))
    means = [c.means(found.value, weight)[c.sums(weight) > 0] for c in cuboids if c.layer < 3]
    middle, _ = densest_half(np.concatenate(means))
    levels = [0.0]
    for one in (mean, middle):
        if min(abs(one - other) for other in levels) > FLOOR:
            levels.append(one)
    return tuple(levels)


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
    steady, counted = noise(value[told], info[told])
    counted = max(counted, leaves.counted)
    weight = np.zeros(len(value))
    weight[told] = 1 / np.sqrt(steady + counted / info[told])
    if leaves.trials and leaves.counted:
        weight = np.minimum(weight, leaves.chance(level) / np.maximum(np.abs(value), 1e-12))
    return Deviations(value, weight, leaves.volume)


def unlike_noise(cuboids: Sequence[Cuboid], found: Deviations, rest: Bools) -> Floats:
    """A factor for each leaf's weight, where the elements of one dimension differ in noise: amounts of dear products
    jump more than those of cheap ones. Judged on the leaves of no cause (on all, of an element that is all cause), for
    the dimension where it matters most."""
    best, factors = 0.0, np.ones(len(found.value))
    for cuboid in (one for one in cuboids if one.layer == 1):
        told, spread = _spreads(cuboid, found, rest)
        matters = float((told * (spread - 1 - np.log(spread))).sum() / 2)
        if matters > max(best, 3.0 * cuboid.count):
            best, factors = matters, (1 / np.sqrt(spread))[cuboid.groups]
    return factors


def _spreads(cuboid: Cuboid, found: Deviations, rest: Bools) -> tuple[Floats, Floats]:
    """For each element: how many leaves told, and the variance of their standardised deviations about their mean."""
    caught = (cuboid.sums(rest) == 0)[cuboid.groups]
    judged = (found.weight > 0) & (rest | caught)
    weight = np.where(judged, found.weight, 0.0)
    own = cuboid.means(found.value, weight**2)
    off = np.minimum(np.abs(found.value - own[cuboid.groups]) * weight, WILD)
    told = cuboid.sums(judged)
    return told, (cuboid.sums(off * off) + PRIOR) / (told + PRIOR)
