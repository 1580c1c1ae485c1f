"""What a search answers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analytics.rootcause.table import Bools, LeafTable


@dataclass(frozen=True, slots=True)
class Cause:
    """A combination of elements, one for each of some dimensions.

    `change` is what it adds to the whole figure against what was expected (of a ratio: to the ratio). `share` is
    `change` by the whole change, positive in its direction; where changes cancel out, by their sum instead.
    `evidence` is in nats: how much better the table is described with this cause than without.
    """

    elements: Mapping[str, str]
    change: float
    share: float
    evidence: float


@dataclass(frozen=True, slots=True)
class Causes:
    """Ranked causes; the first `answer` of them are stood by, the rest are alternatives. 0: no cause."""

    causes: tuple[Cause, ...]
    answer: int

    @property
    def stood_by(self) -> tuple[Cause, ...]:
        return self.causes[: self.answer]


def total_change(table: LeafTable) -> float:
    """Actual minus expected of the whole table."""
    return change_of(table, np.ones(len(table), dtype=bool))


def change_of(table: LeafTable, inside: Bools) -> float:
    """What the leaves `inside` add to the whole change. The parts of any partition add up to it exactly; of a ratio by
    the symmetric split into rate and weight that `analytics.decompose.of_ratio` uses.
    """
    now, ago = table.actual[inside].sum(), table.expected[inside].sum()
    if table.actual_base is None or table.expected_base is None:
        return float(now - ago)
    under, under0 = table.actual_base.sum(), table.expected_base.sum()
    if not under or not under0:
        return 0.0
    if inside.all():
        return float(now / under - ago / under0)
    middle = (table.actual.sum() / under + table.expected.sum() / under0) / 2
    weight = table.actual_base[inside].sum() / under - table.expected_base[inside].sum() / under0
    return float(now / under - ago / under0 - middle * weight)
