"""How much better the deviations are described when one element gets a deviation of its own.

The loss is Huber's (P. J. Huber, "Robust estimation of a location parameter", Ann. Math. Stat. 35 (1964)): a negative
log-likelihood in nats that a few wild leaves can't rule.
"""

from dataclasses import dataclass

import numpy as np

from analytics.rootcause.cuboids import Cuboid
from analytics.rootcause.deviations import Deviations
from analytics.rootcause.table import Bools, Floats

KNEE = 2.0  # standard deviations up to which the loss is quadratic
STEPS = 3
UNEVEN = 0.33**2  # variance of the effect among the leaves of one cause, by the effect squared


@dataclass(frozen=True, slots=True)
class Evidence:
    """For each element of a cuboid: its own deviation, the gain in nats, and the inverse variance of the deviation
    were the element unaffected."""

    deviation: Floats
    gain: Floats
    weight: Floats


def huber(z: Floats) -> Floats:
    """½z² near 0, linear beyond the knee."""
    size = np.abs(z)
    return np.where(size <= KNEE, 0.5 * z * z, KNEE * size - 0.5 * KNEE * KNEE)


def evidence(cuboid: Cuboid, found: Deviations, active: Bools) -> Evidence:
    """Evidence from the `active` leaves. The deviation of an element is its leaves' Huber mean by reweighting; around
    it leaves may scatter by their noise and by UNEVEN of it."""
    groups = cuboid.groups
    weight = np.where(active, found.weight, 0.0)
    square = weight * weight
    own = cuboid.means(found.value, square)
    for _ in range(STEPS):
        wider = 1 + square * (UNEVEN * own * own)[groups]
        off = np.abs(found.value - own[groups]) * weight / np.sqrt(wider)
        own = cuboid.means(found.value, square / wider * (KNEE / np.maximum(off, KNEE)))
    wider = 1 + square * (UNEVEN * own * own)[groups]
    left = huber((found.value - own[groups]) * weight / np.sqrt(wider)) + 0.5 * np.log(wider)
    gain = cuboid.sums(huber(found.value * weight) - left)
    return Evidence(own, gain, cuboid.sums(square))


def middle(found: Deviations, active: Bools) -> float:
    """The Huber mean of all active leaves."""
    whole = Cuboid((), np.zeros(len(found.value), dtype=np.int64), 1)
    return float(evidence(whole, found, active).deviation[0])
