"""Exact decompositions of a change.

Factors of a product: the logarithmic mean Divisia index (LMDI-I, additive), B. W. Ang, "The LMDI approach to
decomposition analysis: a practical guide", Energy Policy 33 (2005) 867–871: it leaves no residual.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass


def log_mean(a: float, b: float) -> float:
    """L(a, b) = (a - b) / (ln a - ln b), and a where both are the same. Both must be positive."""
    return a if math.isclose(a, b, rel_tol=1e-12) else (a - b) / math.log(a / b)


def factor_effects(now: Sequence[float], before: Sequence[float]) -> tuple[float, ...] | None:
    """What each factor of a product contributes to the product's change; the effects add up to it exactly.

    A divisor comes in as its inverse. None where a factor is not positive: the logarithm has no answer then.
    """
    if any(value <= 0 for value in (*now, *before)):
        return None
    weight = log_mean(math.prod(now), math.prod(before))
    return tuple(weight * math.log(after / ago) for after, ago in zip(now, before, strict=True))


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one element contributes to a change. `share` of the whole change, positive in its direction;
    `size` is the element's share of the whole before (of both periods' sum where there was nothing)."""

    element: str
    now: float | None
    before: float | None
    effect: float
    share: float
    size: float

    @property
    def excess(self) -> float:
        """How much more of the change it makes than its size would have it make."""
        return self.share - self.size


def additive(values: Sequence[tuple[str, float, float]], change: float) -> tuple[Contribution, ...]:
    """(element, now, before) of a figure that adds up → contributions, the largest share first."""
    whole = sum(before for _, _, before in values) or sum(now for _, now, _ in values) or 1.0
    found = [
        Contribution(element, now, before, now - before, (now - before) / change if change else 0.0, before / whole)
        for element, now, before in values
    ]
    return tuple(sorted(found, key=lambda one: (-one.share, one.element)))


def of_ratio(values: Sequence[tuple[str, float, float, float, float]], change: float) -> tuple[Contribution, ...]:
    """(element, numerator now, denominator now, numerator before, denominator before) → contributions to the change of
    the ratio of the sums: each element's own rate and its weight together, measured from the mean overall ratio, so
    that the effects add up to the change exactly (a symmetric rate-and-mix split).
    """
    over_now, over_before = sum(row[1] for row in values), sum(row[3] for row in values)
    under_now, under_before = sum(row[2] for row in values), sum(row[4] for row in values)
    if not under_now or not under_before:
        return ()
    middle = (over_now / under_now + over_before / under_before) / 2
    found = []
    for element, n1, d1, n0, d0 in values:
        effect = (n1 / under_now - n0 / under_before) - middle * (d1 / under_now - d0 / under_before)
        rates = (n1 / d1 if d1 else None, n0 / d0 if d0 else None)
        found.append(Contribution(element, *rates, effect, effect / change if change else 0.0, d0 / under_before))
    return tuple(sorted(found, key=lambda one: (-one.share, one.element)))
