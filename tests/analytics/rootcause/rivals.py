"""Two simple strategies to compare with: the one element that changed most, and Adtributor.

Adtributor: R. Bhagwan et al., "Adtributor: revenue debugging in advertising systems", NSDI 2014; with its published
thresholds (explanatory power of an element 0.1, of a dimension 0.67), and its formula for ratios.
"""

import numpy as np

from analytics.rootcause import LeafTable
from analytics.rootcause.causes import change_of, total_change

Answer = list[frozenset[tuple[str, str]]]


def top_changed(table: LeafTable) -> Answer:
    """The one element of one dimension with the largest change."""
    found = [
        (abs(change_of(table, table.codes[:, place] == code)), table.dimensions[place], name)
        for place, elements in enumerate(table.elements)
        for code, name in enumerate(elements)
        if len(elements) > 1
    ]
    _, dimension, name = max(found)
    return [frozenset({(dimension, name)})]


def adtributor(table: LeafTable) -> Answer:
    """The dimension of most surprise whose surprising elements together explain the change."""
    total = total_change(table)
    if not total:
        return []
    best: tuple[float, Answer] = (0.0, [])
    for place, elements in enumerate(table.elements):
        codes = table.codes[:, place]
        power = np.array([change_of(table, codes == code) for code in range(len(elements))]) / total
        surprise = _surprise(codes, table.actual, table.expected)
        if table.actual_base is not None and table.expected_base is not None:
            surprise = surprise + _surprise(codes, table.actual_base, table.expected_base)
        chosen: list[int] = []
        for code in np.argsort(-surprise):
            if power[code] > 0.1 and power[chosen].sum() < 0.67:
                chosen.append(int(code))
        if power[chosen].sum() >= 0.67 and surprise[chosen].sum() > best[0]:
            best = (
                float(surprise[chosen].sum()),
                [frozenset({(table.dimensions[place], elements[c])}) for c in chosen],
            )
    return best[1]


def _surprise(codes: np.ndarray, actual: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Jensen-Shannon, element by element."""
    q, p = np.bincount(codes, actual), np.bincount(codes, expected, len(np.bincount(codes)))
    p, q = p / max(p.sum(), 1e-12), q / max(q.sum(), 1e-12)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(
            0.5 * (np.nan_to_num(p * np.log(2 * p / (p + q))) + np.nan_to_num(q * np.log(2 * q / (p + q))))
        )
