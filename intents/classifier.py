"""The classifier at run time: a linear model over plain weights, in plain Python.

All classes are scored at once: the weights of one feature, a byte each, are lanes of one long integer, so that a
text costs one multiplication and one addition of integers per feature.
"""

import base64
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from intents.features import FAMILIES, Features

SHIPPED = Path(__file__).parent / "weights" / "intents.json"
LANE = 4
ONE = 1 << 14
"""Fixed point of a feature's value: with at most 3,000 features a lane can't overflow 32 bits."""
ZERO = 128
"""A weight of nought, as a byte."""
BEST = 6
"""How many guesses are given."""
ROWS_KEPT = 8192


class Weights(BaseModel):
    """What training wrote. `vocabulary` is joined by newlines; `rows` is base64, a byte for each feature and class:
    (byte - 128) * `step` is the weight. `gate` are the weights of the out-of-scope gate (see `signals`), bias last;
    () without one. `source` is the hash of what it was trained on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    labels: tuple[str, ...]
    oos: str | None
    vocabulary: str
    idf: tuple[float, ...]
    family_weights: tuple[float, ...]
    rows: str
    step: float
    bias: tuple[float, ...]
    sharpness: float
    gate: tuple[float, ...] = ()
    concepts: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Guess:
    """A label and how sure, calibrated: over all labels the confidences of one text add up to 1."""

    label: str
    confidence: float


class Classifier:
    """Ranks labels for a text."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._features = Features(weights.concepts)
        self._index = {name: i for i, name in enumerate(weights.vocabulary.split("\n"))}
        self._rows = base64.b64decode(weights.rows)
        self._width = len(weights.labels)
        self._lanes = lru_cache(ROWS_KEPT)(self._unpack)
        self._oos = weights.labels.index(weights.oos) if weights.oos in weights.labels else None
        self._inside = [i for i in range(self._width) if i != self._oos]

    def classify(self, text: str) -> tuple[Guess, ...]:
        """The best labels, likeliest first; out of scope comes first when the gate says so (see `outside`)."""
        scores, known = self.scores(text)
        sharp, outside = self.weights.sharpness, self.outside(scores, known)
        ranked = nlargest(BEST, self._inside, key=scores.__getitem__)
        top = scores[ranked[0]]
        total = sum(math.exp((scores[i] - top) * sharp) for i in self._inside)
        share = (1 - outside) / total
        labels = self.weights.labels
        guesses = [Guess(labels[i], math.exp((scores[i] - top) * sharp) * share) for i in ranked]
        if self.weights.oos is None:
            return tuple(guesses)
        gated = Guess(self.weights.oos, outside)
        if outside > 0.5:
            return (gated, *guesses[: BEST - 1])
        return (guesses[0], *sorted([gated, *guesses[1:]], key=lambda guess: -guess.confidence))[:BEST]

    def scores(self, text: str) -> tuple[list[float], float]:
        """The linear model's decision values in the order of `weights.labels`, and the share of features known."""
        values, known = self._values(text)
        total, mass, lanes = 0, 0, self._lanes
        for row, value in values:
            fixed = round(value * ONE)
            total += lanes(row) * fixed
            mass += fixed
        sums = memoryview(total.to_bytes(self._width * LANE, "little")).cast("I")
        step, nought = self.weights.step / ONE, ZERO * mass
        return [(lane - nought) * step + b for lane, b in zip(sums, self.weights.bias, strict=True)], known

    def _unpack(self, row: int) -> int:
        lanes = bytearray(self._width * LANE)
        lanes[::LANE] = self._rows[row * self._width : (row + 1) * self._width]
        return int.from_bytes(lanes, "little")

    def _values(self, text: str) -> tuple[list[tuple[int, float]], float]:
        counts = self._features(text)
        idf, index = self.weights.idf, self._index
        found = [
            (row, name[0], idf[row] if count == 1 else (1 + math.log(count)) * idf[row])
            for name, count in counts.items()
            if (row := index.get(name)) is not None
        ]
        squares = dict.fromkeys(FAMILIES, 0.0)
        for _, family, value in found:
            squares[family] += value * value
        share = {
            family: weight / math.sqrt(squares[family])
            for family, weight in zip(FAMILIES, self.weights.family_weights, strict=True)
            if squares[family]
        }
        return [(row, value * share[family]) for row, family, value in found], len(found) / max(len(counts), 1)

    def outside(self, scores: Sequence[float], known: float) -> float:
        """How surely the text is out of scope; above 0.5 it is taken for that. 0 without a gate."""
        if not self.weights.gate:
            return 0.0
        *slopes, bias = self.weights.gate
        values = signals(scores, self._oos, known, self.weights.sharpness)
        z = bias + sum(slope * value for slope, value in zip(slopes, values, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def signals(scores: Sequence[float], oos: int | None, known: float, sharpness: float) -> list[float]:
    """What the out-of-scope gate goes by: the best in-scope score, its lead over the second, the energy, the top
    probability, the out-of-scope class's score and its lead over the best, and how much of the text was known."""
    inside = [score for i, score in enumerate(scores) if i != oos]
    best, second = nlargest(2, inside) if len(inside) > 1 else (inside[0], inside[0])
    total = sum(math.exp((score - best) * sharpness) for score in inside)
    outside = scores[oos] if oos is not None else best
    return [best, best - second, best + math.log(total) / sharpness, 1 / total, outside, outside - best, known]


def load_classifier(path: Path = SHIPPED) -> Classifier:
    """Read weights that training wrote; milliseconds."""
    return Classifier(Weights.model_validate_json(path.read_bytes()))
