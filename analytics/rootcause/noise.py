"""How much leaves that nothing happened to are off, by their information."""

import numpy as np

from analytics.rootcause.table import Floats

HALF_NORMAL = 0.6745  # half of a normal distribution lies within this many standard deviations
FLOOR = 0.004  # no forecast is taken to be better than this
BINS = 12


def noise(value: Floats, info: Floats) -> tuple[float, float]:
    """(steady, counted) fitted to the spread within bins of like information; the densest half tells a bin's spread,
    so that causes in less than half of the leaves don't widen it."""
    order = np.argsort(info, kind="stable")
    parts = np.array_split(order, max(1, min(BINS, len(order) // 25)))
    seen = [(float(np.mean(1 / info[part])), _spread(value[part])) for part in parts]
    seen = [(inverse, max(spread, FLOOR) ** 2) for inverse, spread in seen if spread > 0]
    if not seen:
        return FLOOR**2, 0.0
    inverse, variance = np.array([one for one, _ in seen]), np.array([two for _, two in seen])
    steady = np.concatenate([[FLOOR**2], np.geomspace(FLOOR**2, max(variance.max(), 2 * FLOOR**2), 40)])
    counted = np.concatenate([[0.0], np.geomspace(1e-4, 1e2, 60) * float(np.median(variance / inverse))])
    model = steady[:, None, None] + counted[None, :, None] * inverse
    miss = np.abs(np.log(model) - np.log(variance)).sum(axis=2)
    best = np.unravel_index(int(miss.argmin()), miss.shape)
    return float(steady[best[0]]), float(counted[best[1]])


def _spread(values: Floats) -> float:
    _, half = densest_half(values)
    return half / HALF_NORMAL


def densest_half(values: Floats) -> tuple[float, float]:
    """(middle, half width) of the shortest interval that holds half of the values."""
    ordered = np.sort(values)
    held = max(1, (len(ordered) + 1) // 2)
    widths = ordered[held - 1 :] - ordered[: len(ordered) - held + 1]
    place = int(widths.argmin())
    inner = ordered[place : place + held]
    return float(np.median(inner)), float(widths[place]) / 2
