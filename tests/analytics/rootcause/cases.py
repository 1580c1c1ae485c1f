"""Simulated tables with planted causes, of three kinds; `Ranges` keeps tuning and judging apart.

`rippled`: after the description of Squeeze's and RiskLoc's generated data: a full product of dimensions, volumes of
Weibull or log-normal sizes, a relative forecast error, every leaf of a cause off by the cause's factor.
`lifelike`: heavy-tailed traffic on imbalanced, partly absent combinations; forecasts are the mean of a few noisy periods
and off as a whole and by element; causes are shallow, and their leaves suffer unequally. Additive or a success rate.
`shop`: a month of a small shop by product, channel, province and buyer type: counts and amounts, cancelling causes too.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from analytics.rootcause import LeafTable

Element = dict[str, str]


@dataclass(frozen=True)
class Case:
    table: LeafTable
    truth: tuple[frozenset[tuple[str, str]], ...]


@dataclass(frozen=True)
class Ranges:
    """Seeds start at `seed`; low and high ends of what a case draws."""

    seed: int
    noise: tuple[float, float]
    effect: tuple[float, float]
    bias: float
    element_bias: float


TUNING = Ranges(seed=0, noise=(0.0, 0.12), effect=(0.25, 0.9), bias=0.10, element_bias=0.03)
JUDGING = Ranges(seed=500_000, noise=(0.02, 0.2), effect=(0.2, 1.0), bias=0.2, element_bias=0.05)


class Maker:
    """Draws one case."""

    def __init__(self, ranges: Ranges, number: int, kind: int) -> None:
        self.ranges = ranges
        self.rng = np.random.default_rng((ranges.seed + number, kind))

    def effect(self) -> float:
        return float(self.rng.uniform(*self.ranges.effect))

    def one_of(self, *choices: int) -> int:
        return int(self.rng.choice(choices))


def names(dimension: str, codes: np.ndarray) -> list[str]:
    return [f"{dimension}{code}" for code in codes]


def table_of(codes: np.ndarray, dims: str, *numbers: np.ndarray) -> LeafTable:
    rows = list(zip(*(names(d, codes[:, i]) for i, d in enumerate(dims)), strict=True))
    actual, expected, *bases = (column.tolist() for column in numbers)
    if not bases:
        return LeafTable.of_rows(tuple(dims), rows, actual, expected)
    return LeafTable.of_rows(tuple(dims), rows, actual, expected, actual_base=bases[0], expected_base=bases[1])


def inside(codes: np.ndarray, element: dict[int, int]) -> np.ndarray:
    held = np.ones(len(codes), dtype=bool)
    for dimension, code in element.items():
        held &= codes[:, dimension] == code
    return held


def label(element: dict[int, int], dims: str) -> frozenset[tuple[str, str]]:
    return frozenset((dims[d], f"{dims[d]}{c}") for d, c in element.items())


def pick(
    maker: Maker, codes: np.ndarray, layer: int, weight: np.ndarray, low: float, high: float = 0.6
) -> dict[int, int]:
    """An element of `layer` dimensions that holds at least `low` and at most `high` of the weight."""
    for _ in range(400):
        dimensions = maker.rng.choice(codes.shape[1], size=layer, replace=False)
        leaf = codes[maker.rng.integers(len(codes))]
        element = {int(d): int(leaf[d]) for d in sorted(dimensions)}
        share = weight[inside(codes, element)].sum() / weight.sum()
        if low <= share <= high:
            return element
    return element


def several(
    maker: Maker, codes: np.ndarray, weight: np.ndarray, count: int, depths: tuple[float, ...], low: float
) -> list[dict[int, int]]:
    """`count` elements apart from each other; `depths` are the chances of one, two and three dimensions."""
    planted: list[dict[int, int]] = []
    for tries in range(1, 2000):
        if len(planted) == count:
            break
        if tries % 100 == 0:
            planted.clear()
        element = pick(maker, codes, int(maker.rng.choice([1, 2, 3], p=depths)), weight, low)
        if all(apart(element, other) for other in planted):
            planted.append(element)
    return planted


def apart(one: dict[int, int], other: dict[int, int]) -> bool:
    """True if no leaf can be in both."""
    return any(other.get(d, c) != c for d, c in one.items())


def rippled(ranges: Ranges, number: int, *, layer: int, elements: int, ratio: bool = False, same: bool = True) -> Case:
    """`elements` causes of one cuboid of `layer` dimensions (of different cuboids with same=False)."""
    maker = Maker(ranges, number, 100 + 10 * layer + elements + (1000 if ratio else 0) + (2000 if same else 0))
    rng, dims = maker.rng, "abcd"
    sizes = [int(rng.integers(6, 16)) for _ in dims]
    codes = np.array(list(product(*map(range, sizes))))
    heavy = rng.random() < 0.5
    volume = rng.weibull(rng.uniform(0.5, 1), len(codes)) * 100 if heavy else rng.lognormal(4, 1.2, len(codes))
    volume *= rng.random(len(codes)) > rng.uniform(0, 0.25)
    noise = rng.uniform(*ranges.noise)
    causes = _planted(maker, codes, layer, elements, same, volume)
    hit = np.ones(len(codes))
    common = maker.effect()
    for cause in causes:
        effect = common if same else maker.effect()
        hit[inside(codes, cause)] = 1 - effect
    error = np.maximum(1 + noise * rng.normal(size=len(codes)), 0)
    if not ratio:
        actual = volume * hit * (1 + rng.normal(size=len(codes)) * 0.02 * (hit != 1))
        table = table_of(codes, dims, np.maximum(actual, 0), volume * error)
    else:
        rate = rng.uniform(0.85, 0.99)
        total = np.maximum(volume, 1)
        good = np.minimum(total * rate * hit * (1 + noise / 6 * rng.normal(size=len(codes))), total)
        table = table_of(codes, dims, good, total * rate * error, total, total * error)
    return Case(table, tuple(label(cause, dims) for cause in causes))


def _planted(
    maker: Maker, codes: np.ndarray, layer: int, elements: int, same: bool, volume: np.ndarray
) -> list[dict[int, int]]:
    causes: list[dict[int, int]] = []
    for _ in range(400):
        element = pick(maker, codes, layer, volume, 1e-6)
        if same and causes and set(element) != set(causes[0]):
            continue
        if all(apart(element, other) for other in causes):
            causes.append(element)
        if len(causes) == elements:
            break
    return causes


def lifelike(ranges: Ranges, number: int, *, ratio: bool, causes: int = 1, rough: float = 0.0) -> Case:
    """`causes` 0 is noise only. The depth is 1 in three of five cases, 2 in a third, 3 in the rest. `rough`: how much,
    as a logarithm, single leaves and elements change for reasons of their own."""
    maker = Maker(ranges, number, 7000 + causes + (10 if ratio else 0) + (100 if rough else 0))
    rng, dims = maker.rng, "abcdef"
    sizes = [int(n) for n in rng.choice([2, 3, 4, 6, 8, 12, 30], size=len(dims))]
    codes, mean = _traffic(maker, sizes)
    before = rng.poisson(mean[None, :], size=(4, len(mean))).mean(axis=0)
    drift = np.exp(rng.normal(0, ranges.bias)) * _by_element(maker, codes, sizes, ranges.element_bias)
    planted = several(maker, codes, mean, causes, (0.6, 0.32, 0.08), 0.02)
    hurt = np.zeros(len(mean))
    for element in planted:
        held = inside(codes, element)
        hurt[held] = np.clip(maker.effect() * np.exp(rng.normal(0, 0.4, held.sum())), 0, 0.98)
    own = np.exp(rng.normal(0, rough, len(mean))) * _by_element(maker, codes, sizes, rough / 2) if rough else 1.0
    if not ratio:
        actual = rng.poisson(mean * drift * own * (1 - hurt)).astype(float)
        kept = (actual > 0) | (before > 0)
        table = table_of(codes[kept], dims, actual[kept], before[kept])
        return Case(table, tuple(label(element, dims) for element in planted))
    fail = np.clip(rng.uniform(0.01, 0.06) * _by_element(maker, codes, sizes, 0.4), 0, 0.5)
    now_fail = np.clip(fail * own * _by_element(maker, codes, sizes, ranges.element_bias * 3) + hurt * 0.25, 0, 1)
    total = rng.poisson(mean * drift)
    good = total - rng.binomial(total, now_fail)
    good0 = before - rng.binomial((before * 4).astype(int), fail) / 4
    kept = total > 0
    table = table_of(codes[kept], dims, *(x[kept].astype(float) for x in (good, good0, total, before)))
    return Case(table, tuple(label(element, dims) for element in planted))


def _traffic(maker: Maker, sizes: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Observed combinations with their mean volumes: Zipf-like elements, clustered, the rare ones absent."""
    rng = maker.rng
    leaves = int(rng.integers(300, 3000))
    chances = [np.arange(1, n + 1) ** -rng.uniform(0.3, 1.6) for n in sizes]
    drawn = np.column_stack(
        [rng.choice(n, size=leaves * 3, p=p / p.sum()) for n, p in zip(sizes, chances, strict=True)]
    )
    codes = np.unique(drawn, axis=0)
    codes = codes[rng.permutation(len(codes))[:leaves]]
    mean = np.prod([p[codes[:, i]] for i, p in enumerate(chances)], axis=0) * rng.lognormal(0, 1.2, len(codes))
    return codes, mean / mean.sum() * float(np.exp(rng.uniform(np.log(2e4), np.log(6e5))))


def _by_element(maker: Maker, codes: np.ndarray, sizes: list[int], spread: float) -> np.ndarray:
    parts = [np.exp(maker.rng.normal(0, spread, n))[codes[:, i]] for i, n in enumerate(sizes)]
    return np.asarray(np.prod(parts, axis=0))


def shop(ranges: Ranges, number: int, *, plot: str) -> Case:
    """`plot`: single, combination, several, cancelling, season (all move alike) or noise."""
    plots = ("single", "combination", "several", "cancelling", "season", "noise")
    maker = Maker(ranges, number, 9000 + plots.index(plot))
    rng, dims = maker.rng, "pcrb"
    sizes = [int(rng.integers(15, 50)), 6, int(rng.integers(8, 31)), 2]
    codes = np.array(list(product(*map(range, sizes))))
    parts = [rng.dirichlet(np.full(n, 1.2)) for n in sizes]
    mean = np.prod([p[codes[:, i]] for i, p in enumerate(parts)], axis=0) * rng.lognormal(0, 0.5, len(codes))
    mean *= float(np.exp(rng.uniform(np.log(3e3), np.log(1e5)))) / mean.sum()
    price = rng.lognormal(3, 0.8, sizes[0])[codes[:, 0]] if rng.random() < 0.5 else np.ones(len(codes))
    count = {"single": 1, "combination": 1, "several": maker.one_of(2, 3), "cancelling": 2}.get(plot, 0)
    depths = (0.0, 1.0, 0.0) if plot == "combination" else (1.0, 0.0, 0.0)
    planted = several(maker, codes, mean * price, count, depths, 0.03)
    factor = np.full(len(codes), float(np.exp(rng.normal(0, 0.3 if plot == "season" else ranges.bias))))
    for place, element in enumerate(planted):
        down = plot != "cancelling" or place == 0
        factor[inside(codes, element)] *= 1 - maker.effect() if down else 1 + 2 * maker.effect()
    factor *= _by_element(maker, codes, sizes, ranges.element_bias)
    actual = rng.poisson(mean * factor) * price
    expected = rng.poisson(mean[None, :] * np.ones((4, 1))).mean(axis=0) * price
    kept = (actual > 0) | (expected > 0)
    table = table_of(codes[kept], dims, actual[kept].astype(float), expected[kept])
    return Case(table, tuple(label(element, dims) for element in planted))
