"""From a table to its causes: level, deviations, search, and which causes to stand by."""

from collections.abc import Sequence

from analytics.rootcause.causes import Cause, Causes, change_of, total_change
from analytics.rootcause.cuboids import Cuboid, cuboids_of
from analytics.rootcause.deviations import Deviations, deviations, factor, likely_levels, unlike_noise
from analytics.rootcause.evidence import middle
from analytics.rootcause.leaves import Leaves
from analytics.rootcause.search import Found, candidates, length, rest_of, search
from analytics.rootcause.standing import stand_by
from analytics.rootcause.table import LeafTable

ALTERNATIVES = 5
FIRST = 3  # causes looked for to judge a level
MOST = 10  # causes looked for
LEVEL_COST = 5.0  # nats: an expectation is right as a whole unless the table says otherwise


def find_causes(table: LeafTable) -> Causes:
    """Ranked causes of the difference between actual and expected, most telling first."""
    cuboids = cuboids_of(table)
    if not cuboids:
        return Causes((), 0)
    leaves = Leaves.of(table)
    level, first = _level(leaves, cuboids)
    found = _fitted(leaves, cuboids, level, first)
    causes = search(cuboids, found, MOST)
    kept = stand_by(cuboids, found, causes, leaves)
    others = [one for one in causes if one not in kept] + candidates(cuboids, found, found.weight > 0, 2)
    return _told(table, kept, others)


def _level(leaves: Leaves, cuboids: Sequence[Cuboid]) -> tuple[float, tuple[Found, ...]]:
    """The level by which the table is described shortest, as a factor, and its first causes."""
    plain = deviations(leaves, 1.0)
    tried = []
    for level in likely_levels(plain, cuboids):
        found = plain.moved(level)
        causes = search(cuboids, found, FIRST)
        tried.append((length(found, causes) + (LEVEL_COST if level else 0), level, causes))
    _, level, causes = min(tried, key=lambda one: one[0])
    return factor(level), causes


def _fitted(leaves: Leaves, cuboids: Sequence[Cuboid], level: float, first: Sequence[Found]) -> Deviations:
    """Deviations with level and noise fitted to the leaves outside the first causes."""
    found = deviations(leaves, level)
    rest = rest_of(found, first)
    weight = found.weight * unlike_noise(cuboids, found, rest)
    level *= factor(middle(Deviations(found.value, weight, found.volume), rest))
    return Deviations(leaves.at_level(level), weight, found.volume)


def _told(table: LeafTable, causes: Sequence[Found], others: Sequence[Found]) -> Causes:
    named = [_elements(table, one) for one in causes]
    rest: list[Found] = []
    for one in others:
        elements = _elements(table, one)
        if elements not in named and len(rest) < ALTERNATIVES:
            named.append(elements)
            rest.append(one)
    changes = [change_of(table, one.inside) for one in (*causes, *rest)]
    total = total_change(table)
    gross = max(abs(total), sum(abs(change) for change in changes[: len(causes)]))
    whole = (gross if total >= 0 else -gross) or 1.0
    told = [
        Cause(_elements(table, one), change, change / whole, one.gain)
        for one, change in zip((*causes, *rest), changes, strict=True)
    ]
    return Causes(tuple(told), len(causes))


def _elements(table: LeafTable, one: Found) -> dict[str, str]:
    leaf = int(one.inside.argmax())
    places = one.cuboid.dimensions
    return {table.dimensions[place]: table.elements[place][table.codes[leaf, place]] for place in places}
