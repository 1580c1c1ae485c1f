"""Fitting the weights of readings: the softmax over the readings of a message, right ones together (scipy)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from intents.rewriting.candidates import Candidate
from intents.rewriting.choosing import ReadingWeights, levels
from intents.rewriting.evidence import Evidence

Floats = NDArray[np.float64]
PENALTY = 0.0003
LEAST = 0.001
"""Smaller weights are left out."""
IN_PART = 0.5
"""What a message counts of which no reading is right in full."""
RIGHT = 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading, its evidence, and how right it is: 3 in full, 2 mode and intent, 1 the mode, 0 not at all."""

    candidate: Candidate
    evidence: Evidence
    grade: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """The readings of one message, and how much it counts."""

    readings: tuple[Weighed, ...]
    weight: float

    @property
    def best(self) -> int:
        """The grade of its best reading."""
        return max(each.grade for each in self.readings)


def fitted(lessons: Sequence[Lesson], source: str) -> ReadingWeights:
    """The weights with the least penalised log loss."""
    useful = [lesson for lesson in lessons if lesson.best]
    keys: dict[tuple[str, str], int] = {}
    rows, right, starts = _table(useful, keys)
    counts = np.array([each.weight * (1.0 if each.best == RIGHT else IN_PART) for each in useful])
    owner = np.repeat(np.arange(len(useful)), np.diff([*starts, rows.shape[0]]))

    def loss(values: Floats) -> tuple[float, Floats]:
        scores = rows @ values
        chances = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        total = np.add.reduceat(chances, starts)
        good = np.add.reduceat(chances * right, starts) + 1e-12
        slope = (chances / total[owner] - chances * right / good[owner]) * counts[owner]
        penalty = PENALTY * float(values @ values) / 2
        return float((counts * (np.log(total) - np.log(good))).sum()) / len(useful) + penalty, (rows.T @ slope) / len(
            useful
        ) + PENALTY * values

    found = minimize(loss, np.zeros(len(keys)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    weights: dict[str, dict[str, float]] = {}
    for (level, name), place in keys.items():
        if abs(found[place]) > LEAST:
            weights.setdefault(level, {})[name] = round(float(found[place]), 3)
    return ReadingWeights(source=source, weights=weights)


def _table(lessons: Sequence[Lesson], keys: dict[tuple[str, str], int]) -> tuple[csr_matrix, Floats, NDArray[np.intp]]:
    """A row for each reading, which of them are as right as any, and where each message's begin."""
    places: list[tuple[int, int, float]] = []
    right: list[float] = []
    starts: list[int] = []
    for lesson in lessons:
        starts.append(len(right))
        for each in lesson.readings:
            for level in levels(each.candidate):
                for name, value in each.evidence.items():
                    if value:
                        places.append((len(right), keys.setdefault((level, name), len(keys)), value))
            right.append(float(each.grade == lesson.best))
    at, columns, values = zip(*places, strict=True)
    shape = (len(right), len(keys))
    return csr_matrix((values, (at, columns)), shape=shape), np.array(right), np.array(starts)
