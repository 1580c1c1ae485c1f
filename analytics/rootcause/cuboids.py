"""The combinations of dimensions (cuboids, in the words of HotSpot) and which leaves each of their elements holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from analytics.rootcause.table import Bools, Floats, Ints, LeafTable

MAX_LAYER = 5
WORK = 1_500_000  # leaves × cuboids that a search may look at in one round


@dataclass(frozen=True, slots=True, eq=False)
class Cuboid:
    """`groups` gives each leaf its element's number, 0 … count - 1."""

    dimensions: tuple[int, ...]
    groups: Ints
    count: int

    @property
    def layer(self) -> int:
        return len(self.dimensions)

    def sums(self, values: Floats | Bools) -> Floats:
        """The sum of the leaves' values for each element."""
        return np.bincount(self.groups, values, self.count).astype(np.float64)

    def means(self, values: Floats, weights: Floats) -> Floats:
        """The weighted mean for each element, 0 where there is no weight."""
        whole = self.sums(weights)
        return np.divide(self.sums(weights * values), whole, out=np.zeros(self.count), where=whole > 0)


def cuboids_of(table: LeafTable) -> tuple[Cuboid, ...]:
    """All cuboids, shallow ones first, as deep as the work allows (two dimensions always).

    Dimensions with one element are left out.
    """
    return tuple(_cuboids(table))


def _cuboids(table: LeafTable) -> Iterator[Cuboid]:
    telling = [place for place, names in enumerate(table.elements) if len(names) > 1]
    work = 0
    for layer in range(1, min(MAX_LAYER, len(telling)) + 1):
        chosen = list(combinations(telling, layer))
        work += len(chosen) * len(table)
        if layer > 2 and work > WORK:
            return
        yield from (_cuboid(table, dimensions) for dimensions in chosen)


def _cuboid(table: LeafTable, dimensions: tuple[int, ...]) -> Cuboid:
    groups = np.zeros(len(table), dtype=np.int64)
    for place in dimensions:
        groups = groups * len(table.elements[place]) + table.codes[:, place]
    _, packed = np.unique(groups, return_inverse=True)
    packed = packed.reshape(-1).astype(np.int64)
    return Cuboid(dimensions, packed, int(packed.max()) + 1 if len(packed) else 0)
