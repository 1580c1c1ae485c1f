"""Which of the evidence explains a change: one element with far more of it than its size, or none."""

from dataclasses import dataclass
from typing import Literal

from analytics.decompose import Contribution
from tools.answers.evidence import Across

STEADY = 0.02
"""A figure that moved less than this share of itself did not move."""
STRONG, CLEAR, LARGE = 0.5, 0.3, 0.2
WEAK_SHARE, WEAK_EXCESS = 0.15, 0.1
NEXT_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said: a cause, a change that is everywhere, moves that cancel out, a usual swing (`cause` then is but the
    largest part of it), or nothing much."""

    kind: Literal["cause", "broad", "cancelled", "usual", "steady"]
    across: Across | None = None
    cause: Contribution | None = None
    others: tuple[Contribution, ...] = ()


def find(now: float, before: float, evidence: tuple[Across, ...], eventful: frozenset[str] = frozenset()) -> Finding:
    """`evidence` by dimension; `eventful` are products that an outside event fits.

    In this order: an element that is most of the change; a product that an event fits; a platform campaign; whatever
    still has more of the change than its size.
    """
    if abs(now - before) <= STEADY * abs(before):
        return _steady(before, evidence)
    by_name = {one.dimension: one for one in evidence}
    inside = [by_name[name] for name in ("product", "channel") if name in by_name]
    outside = [by_name["platform_campaign"]] if "platform_campaign" in by_name else []
    found = (
        _best(inside[:1], strong=True)
        or _best(inside[:1], strong=False, among=eventful)
        or _best(outside, strong=True)
        or _best(inside, strong=True)
        or _best(inside, strong=False)
    )
    return found or Finding("broad", evidence[0] if evidence else None)


def as_usual(finding: Finding) -> Finding:
    """A move within the usual ones has no cause; what contributed most is kept as a side remark."""
    if finding.kind not in ("cause", "broad"):
        return finding
    across = finding.across
    named = [one for one in across.contributions if one.element] if across else []
    largest = finding.cause or max(named, key=lambda one: abs(one.effect), default=None)
    return Finding("usual", across, largest)


def _steady(before: float, evidence: tuple[Across, ...]) -> Finding:
    if not evidence:
        return Finding("steady")
    by_effect = sorted(evidence[0].contributions, key=lambda one: one.effect)
    floor = WEAK_EXCESS * abs(before)
    if len(by_effect) > 1 and by_effect[-1].effect >= floor and -by_effect[0].effect >= floor:
        return Finding("cancelled", evidence[0], by_effect[-1], (by_effect[0],))
    return Finding("steady", evidence[0])


def _best(evidence: list[Across], *, strong: bool, among: frozenset[str] | None = None) -> Finding | None:
    """The dimension with the greatest excess, and in it the largest share."""
    fitting = [
        (across, cause)
        for across in evidence
        for cause in across.contributions
        if cause.element and _explains(cause, strong) and (among is None or cause.element in among)
    ]
    if not fitting:
        return None
    across = max(fitting, key=lambda pair: pair[1].excess)[0]
    cause = next(cause for one, cause in fitting if one is across)
    others = tuple(one for one in across.contributions if one is not cause and one.element and one.share >= NEXT_SHARE)
    return Finding("cause", across, cause, others[:2])


def _explains(cause: Contribution, strong: bool) -> bool:
    if not strong:
        return cause.share >= WEAK_SHARE and cause.excess >= WEAK_EXCESS
    return cause.excess >= LARGE and (cause.share >= STRONG or (cause.share >= CLEAR and cause.size < WEAK_EXCESS))


def even(across: Across) -> bool:
    """Whether no element of the dimension has more of the change than its size."""
    return all(not (one.element and _explains(one, strong=False)) for one in across.contributions)
