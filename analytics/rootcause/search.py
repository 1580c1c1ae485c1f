"""The search: one cause after the other, each the element that explains most of what is still unexplained.

A description-length view of the problem: naming an element costs the logarithm of how many there are to choose from in
its layer, and what it gains is `evidence`. Occam's razor of HotSpot and Squeeze becomes `FAVOUR`: an element must gain
that much more than a shallower one to be preferred. Taking causes off one by one is RiskLoc's (M. Kalander,
arXiv:2205.10004) and R-Adtributor's way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.rootcause.cuboids import Cuboid
from analytics.rootcause.deviations import Deviations
from analytics.rootcause.evidence import evidence, huber
from analytics.rootcause.table import Bools

FAVOUR = 0.92
ENOUGH = 3.0  # nats over the cost of naming
COVER = 0.85  # share of all volume that causes may hold together: beyond it is the level, not causes


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """An element of a cuboid: its deviation, that one's inverse variance, `gain` in nats, and `worth`: gain by layer,
    less the cost of naming."""

    cuboid: Cuboid
    group: int
    deviation: float
    gain: float
    weight: float
    worth: float

    @property
    def inside(self) -> Bools:
        """Which leaves it holds."""
        return np.equal(self.cuboid.groups, self.group)


def search(cuboids: Sequence[Cuboid], found: Deviations, most: int) -> tuple[Found, ...]:
    """At most `most` causes in the order found, while each is worth naming; no two share a leaf that told for both."""
    active = found.weight > 0
    room = COVER * float(found.volume.sum())
    causes: list[Found] = []
    for _ in range(most):
        best = candidates(cuboids, found, active, 1, room)[0]
        if best.worth < ENOUGH:
            break
        best = _parted(cuboids, found, active, best)
        causes = [one for one in causes if not _within(one, best)] + [best]
        room -= float(found.volume[active & best.inside].sum())
        active = active & ~best.inside
    return tuple(causes)


def candidates(
    cuboids: Sequence[Cuboid], found: Deviations, active: Bools, most: int, room: float = np.inf
) -> list[Found]:
    """The `most` best elements of each cuboid, best of all first; none with more volume than `room`."""
    costs = naming_costs(cuboids)
    every: list[Found] = []
    for cuboid in cuboids:
        told = evidence(cuboid, found, active)
        worth = told.gain * FAVOUR ** (cuboid.layer - 1) - costs[cuboid.layer]
        held = cuboid.sums(np.where(active, found.volume, 0.0))
        worth = np.where(held <= room, worth, -np.inf)
        for group in np.argsort(-worth)[:most]:
            own, gain = float(told.deviation[group]), float(told.gain[group])
            every.append(Found(cuboid, int(group), own, gain, float(told.weight[group]), float(worth[group])))
    return sorted(every, key=lambda one: -one.worth)


def _parted(cuboids: Sequence[Cuboid], found: Deviations, active: Bools, whole: Found) -> Found:
    """The best part of an element, if its parts by one more dimension are worth more, together, than the whole: then
    it was several causes that share an element."""
    inside = active & whole.inside
    finer = [
        c for c in cuboids if c.layer == whole.cuboid.layer + 1 and set(whole.cuboid.dimensions) < set(c.dimensions)
    ]
    costs = naming_costs(cuboids)
    best, part = whole.worth, whole
    for cuboid in finer:
        told = evidence(cuboid, found, inside)
        worth = told.gain * FAVOUR ** (cuboid.layer - 1) - costs[cuboid.layer]
        group = int(worth.argmax())
        together = float(worth[worth > ENOUGH].sum())
        if together > best:
            numbers = (float(one[group]) for one in (told.deviation, told.gain, told.weight, worth))
            best, part = together, Found(cuboid, group, *numbers)
    return part if part is whole else _parted(cuboids, found, active, part)


def naming_costs(cuboids: Sequence[Cuboid]) -> dict[int, float]:
    """Nats to name one element of a layer."""
    counts: dict[int, int] = {}
    for cuboid in cuboids:
        counts[cuboid.layer] = counts.get(cuboid.layer, 0) + cuboid.count
    return {layer: float(np.log(count)) for layer, count in counts.items()}


def rest_of(found: Deviations, causes: Sequence[Found]) -> Bools:
    """The leaves that tell something and are in no cause."""
    rest = found.weight > 0
    for one in causes:
        rest = rest & ~one.inside
    return rest


def length(found: Deviations, causes: Sequence[Found]) -> float:
    """Nats to describe the table with these causes: what their leaves and the rest still deviate, and their names."""
    whole = float(huber(found.value * found.weight).sum())
    return whole - sum(one.worth for one in causes)


def _within(one: Found, other: Found) -> bool:
    """True if all leaves of `one` are in `other`, and both go the same way."""
    same_way = (one.deviation > 0) == (other.deviation > 0)
    return (
        same_way and set(other.cuboid.dimensions) <= set(one.cuboid.dimensions) and bool(other.inside[one.inside].all())
    )
