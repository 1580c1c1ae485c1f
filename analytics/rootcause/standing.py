"""Which of the causes found to stand by.

Forecasts are off by element as well as by leaf (one province's forecast runs high), which many leaves together make look
certain. How much they are off is read from the elements that no cause touches, in the manner of an empirical null
(B. Efron, "Large-scale simultaneous hypothesis testing", JASA 99 (2004)); a cause must stand out from that.
"""

from collections.abc import Sequence

import numpy as np

from analytics.rootcause.cuboids import Cuboid
from analytics.rootcause.deviations import Deviations
from analytics.rootcause.evidence import evidence
from analytics.rootcause.search import ENOUGH, Found, naming_costs, rest_of
from analytics.rootcause.table import Floats

LEAST = 0.005  # deviation (half the relative change) that elements are always taken to wander by
SMALL = 0.015  # share of the strongest cause's gain
MEDIAN = 0.455  # of a squared standard normal variable


def stand_by(cuboids: Sequence[Cuboid], found: Deviations, causes: Sequence[Found]) -> tuple[Found, ...]:
    """The causes, in order, that stand out from how elements wander and are not dwarfed by the strongest."""
    if not causes:
        return ()
    wander = wandering(cuboids, found, causes)
    costs = naming_costs(cuboids)
    strongest = max(one.gain for one in causes)
    kept = []
    for one in causes:
        square = wander * wander * one.cuboid.layer
        weight = float((found.weight[one.inside] ** 2).sum())
        clear = one.gain / (1 + weight * square)
        if clear > costs[one.cuboid.layer] + ENOUGH and one.gain > SMALL * strongest:
            kept.append(one)
    return tuple(kept)


def wandering(cuboids: Sequence[Cuboid], found: Deviations, causes: Sequence[Found]) -> float:
    """How far, in deviation, the elements of single dimensions stray outside the causes beyond what leaves explain."""
    rest = rest_of(found, causes)
    own, inverse = [], []
    for cuboid in cuboids:
        if cuboid.layer == 1:
            told = evidence(cuboid, found, rest)
            held = told.weight > 0
            own.append(told.deviation[held])
            inverse.append(1 / told.weight[held])
    return _excess(np.concatenate(own), np.concatenate(inverse))


def _excess(own: Floats, inverse: Floats) -> float:
    """The extra spread that makes the median of own² / (inverse + spread²) what it should be, by bisection."""
    low, high = LEAST, 1.0
    if not len(own) or np.median(own**2 / (inverse + low * low)) <= MEDIAN:
        return LEAST
    for _ in range(30):
        middle = (low + high) / 2
        wide = np.median(own**2 / (inverse + middle * middle)) > MEDIAN
        low, high = (middle, high) if wide else (low, middle)
    return high
