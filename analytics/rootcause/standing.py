"""Which of the causes found to stand by.

Forecasts are off by element as well as by leaf (one province's forecast runs high), which many leaves together make
look certain. How much they are off is read from the elements that no cause touches, in the manner of an empirical null
(B. Efron, "Large-scale simultaneous hypothesis testing", JASA 99 (2004)); a cause must stand out from that.
"""

from collections.abc import Sequence

import numpy as np

from analytics.rootcause.cuboids import Cuboid
from analytics.rootcause.deviations import Deviations
from analytics.rootcause.evidence import evidence, middle
from analytics.rootcause.leaves import Leaves
from analytics.rootcause.search import Found, naming_costs, rest_of
from analytics.rootcause.table import Floats

CLEAR = 5.0  # nats over the cost of naming
MINOR, AGAINST = 0.01, 0.08  # share of the units that the largest cause moves
ALONE = 6.0  # times the gain of any other cause
SMALL = 0.03  # share of the strongest cause's gain
PART, CHI = 0.7, 1.074  # so much of a squared standard normal variable lies below


def stand_by(
    cuboids: Sequence[Cuboid], found: Deviations, causes: Sequence[Found], leaves: Leaves
) -> tuple[Found, ...]:
    """The causes, in order, that stand out from how elements wander and aren't dwarfed by the strongest."""
    costs = naming_costs(cuboids)
    strongest = max((one.gain for one in causes), default=0.0)
    kept = []
    for place, one in enumerate(causes):
        wander = max(leaves.wander(one.inside), wandering(cuboids, found, causes[: place + 1]))
        clear = one.deviation**2 / (1 / max(one.weight, 1e-12) + wander**2) / 2
        enough = costs[one.cuboid.layer] + CLEAR
        alone = one.gain > ALONE * max([enough, *(other.gain for other in causes if other is not one)])
        if (min(one.gain, clear) > enough or alone) and one.gain > SMALL * strongest:
            kept.append(one)
    return _material(found, kept)


def _material(found: Deviations, causes: Sequence[Found]) -> tuple[Found, ...]:
    """Without those that move next to nothing beside the one that moves most; those against it must move more."""
    moved = [found.units(one.inside) for one in causes]
    most = max(moved, key=abs, default=0.0)
    least = [MINOR if (units > 0) == (most > 0) else AGAINST for units in moved]
    return tuple(one for one, units, low in zip(causes, moved, least, strict=True) if abs(units) >= low * abs(most))


def wandering(cuboids: Sequence[Cuboid], found: Deviations, causes: Sequence[Found]) -> float:
    """How far, in deviation, the elements of single dimensions stray outside the causes beyond what leaves explain."""
    rest = rest_of(found, causes)
    own, inverse = [], []
    level = middle(found, rest)
    for cuboid in cuboids:
        if cuboid.layer == 1:
            told = evidence(cuboid, found, rest)
            held = told.weight > 0
            own.append(told.deviation[held] - level)
            inverse.append(1 / told.weight[held])
    return _excess(np.concatenate(own), np.concatenate(inverse))


def _excess(own: Floats, inverse: Floats) -> float:
    """The extra spread that brings the distribution of own² / (inverse + spread²) where it should be, by bisection."""
    low, high = 0.0, 1.0
    if not len(own) or np.quantile(own**2 / inverse, PART) <= CHI:
        return 0.0
    for _ in range(30):
        between = (low + high) / 2
        wide = np.quantile(own**2 / (inverse + between * between), PART) > CHI
        low, high = (between, high) if wide else (low, between)
    return high
