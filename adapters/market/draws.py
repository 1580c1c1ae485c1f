"""Random draws that depend on their key alone: the same cell gives the same number however time is cut into steps."""

from collections.abc import Callable
from hashlib import blake2b
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_NORMAL = NormalDist()
_LARGE = 15.0
"""From this mean on a count is drawn by its normal approximation."""


def key(*parts: int | str) -> int:
    """64 bits for a tuple of words and numbers, the same on every machine."""
    return int.from_bytes(blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).digest(), "big")


def uniform(*parts: int | str) -> float:
    """One number in (0, 1) for a key."""
    return ((key(*parts) >> 11) + 0.5) * 2.0**-53


def normal(*parts: int | str) -> float:
    """One standard normal number for a key."""
    return _NORMAL.inv_cdf(uniform(*parts))


def between(bounds: tuple[float, float], *parts: int | str) -> float:
    """Uniform between two bounds, for a key."""
    return bounds[0] + (bounds[1] - bounds[0]) * uniform(*parts)


def mix(keys: Keys) -> Keys:
    """The finaliser of SplitMix64 (Steele, Lea & Flood 2014, OOPSLA): one well-mixed number for each."""
    x = keys + _GOLDEN
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def uniforms(keys: Keys, stream: int) -> Floats:
    """Numbers in (0, 1), one for each key; `stream` tells purposes apart."""
    bits = mix(keys ^ mix(np.array([stream], dtype=np.uint64)))
    return ((bits >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53


def quantile(u: Floats) -> Floats:
    """The standard normal's quantile: Hastings' approximation (Abramowitz & Stegun 26.2.23), within 4.5e-4."""
    tail = np.minimum(u, 1.0 - u)
    t = np.sqrt(-2.0 * np.log(tail))
    above = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    return np.where(u < 0.5, -above, above)


def poisson(u: Floats, mean: Floats) -> Ints:
    """Poisson counts by inversion, so that a higher mean never gives a lower count under the same key."""
    luck, means = u.ravel(), np.broadcast_to(mean, u.shape).ravel()
    counts = _rounded(luck, means, means)
    small = np.flatnonzero(means < _LARGE)
    m = means[small]
    counts[small] = _invert(luck[small], np.exp(-m), lambda k, at: m[at] / (k + 1))
    return counts.reshape(u.shape)


def binomial(u: Floats, trials: Ints, chance: Floats) -> Ints:
    """Binomial counts by inversion; `chance` is below 1."""
    luck, n = u.ravel(), np.broadcast_to(trials, u.shape).ravel().astype(np.float64)
    p = np.broadcast_to(chance, u.shape).ravel()
    counts = np.minimum(_rounded(luck, n * p, n * p * (1.0 - p)), n.astype(np.int64))
    small = np.flatnonzero(n * p < _LARGE)
    few, odds = n[small], p[small] / (1.0 - p[small])
    counts[small] = _invert(luck[small], (1.0 - p[small]) ** few, lambda k, at: (few[at] - k) / (k + 1) * odds[at])
    return counts.reshape(u.shape)


def _rounded(u: Floats, mean: Floats, variance: Floats) -> Ints:
    z = quantile(u)
    return np.maximum(0, np.floor(mean + np.sqrt(variance) * z + (z * z - 1.0) / 6.0 + 0.5)).astype(np.int64)


def _invert(u: Floats, first: Floats, ratio: Callable[[int, Ints], Floats]) -> Ints:
    """Walk up the distribution from P(0) = `first`; `ratio(k, at)` is P(k+1)/P(k) of the cells `at`."""
    counts = np.zeros(u.size, dtype=np.int64)
    live = np.flatnonzero(u > first)
    mass, total, k = first[live], first[live].copy(), 0
    while live.size and k < 200:
        mass = mass * ratio(k, live)
        total = total + mass
        k += 1
        counts[live] = k
        going = (u[live] > total) & (mass > 1e-15)
        live, mass, total = live[going], mass[going], total[going]
    return counts
