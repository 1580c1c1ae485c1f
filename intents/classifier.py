"""The classifier at run time: a linear model over plain weights, in plain Python.

All classes are scored at once: the weights of one feature, a byte each, are lanes of one long integer, so that a
text costs one multiplication and one addition of integers per feature.
"""

import base64
import math
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from intents.features import FAMILIES, Features

SHIPPED = Path(__file__).parent / "weights" / "intents.json"
LANE = 4
ONE = 1 << 14
"""Fixed point of a feature's value: with at most 3,000 features a lane can't overflow 32 bits."""
ZERO = 128
"""A weight of nought, as a byte."""


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
    """A label and how sure: calibrated, the guesses of one text add up to 1."""

    label: str
    confidence: float


class Classifier:
    """Ranks all labels for a text."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._features = Features(weights.concepts)
        self._index = {name: i for i, name in enumerate(weights.vocabulary.split("\n"))}
        self._rows = base64.b64decode(weights.rows)
        self._width = len(weights.labels)
        self._oos = weights.labels.index(weights.oos) if weights.oos in weights.labels else None

    def classify(self, text: str) -> tuple[Guess, ...]:
        """Every label, likeliest first."""
        scores, known = self.scores(text)
        chances = self._chances(scores, known)
        guesses = [Guess(label, chance) for label, chance in chances.items()]
        return tuple(sorted(guesses, key=lambda guess: -guess.confidence))

    def scores(self, text: str) -> tuple[list[float], float]:
        """The linear model's decision values in the order of `weights.labels`, and the share of features known."""
        values, known = self._values(text)
        total, mass = 0, 0
        for row, value in values:
            fixed = round(value * ONE)
            total += self._lanes(row) * fixed
            mass += fixed
        sums = memoryview(total.to_bytes(self._width * LANE, "little")).cast("I")
        step = self.weights.step / ONE
        return [(lane - ZERO * mass) * step + b for lane, b in zip(sums, self.weights.bias, strict=True)], known

    def _lanes(self, row: int) -> int:
        lanes = bytearray(self._width * LANE)
        lanes[::LANE] = self._rows[row * self._width : (row + 1) * self._width]
        return int.from_bytes(lanes, "little")

    def _values(self, text: str) -> tuple[list[tuple[int, float]], float]:
        counts = self._features(text)
        idf, index = self.weights.idf, self._index
        found = [
            (row, name[0], (1 + math.log(n)) * idf[row])
            for name, n in counts.items()
            if (row := index.get(name)) is not None
        ]
        squares = dict.fromkeys(FAMILIES, 0.0)
        for _, family, value in found:
            squares[family] += value * value
        share = {
            f: w / math.sqrt(squares[f]) if squares[f] else 0.0
            for f, w in zip(FAMILIES, self.weights.family_weights, strict=True)
        }
        return [(row, value * share[family]) for row, family, value in found], len(found) / max(len(counts), 1)

    def _chances(self, scores: list[float], known: float) -> dict[str, float]:
        weights = self.weights
        inside = [i for i in range(self._width) if i != self._oos]
        exps = softmax([scores[i] for i in inside], weights.sharpness)
        outside = self.outside(scores, known)
        chances = {weights.labels[i]: e * (1 - outside) for i, e in zip(inside, exps, strict=True)}
        if weights.oos is not None:
            chances[weights.oos] = outside
        return chances

    def outside(self, scores: list[float], known: float) -> float:
        """How surely the text is out of scope; above 0.5 it is treated so. 0 without a gate."""
        if not self.weights.gate:
            return 0.0
        *slopes, bias = self.weights.gate
        values = signals(scores, self._oos, known, self.weights.sharpness)
        return 1 / (
            1 + math.exp(-max(-30.0, min(30.0, bias + sum(s * v for s, v in zip(slopes, values, strict=True)))))
        )


def softmax(scores: list[float], sharpness: float) -> list[float]:
    """Probabilities of `scores` at the given sharpness (one over the temperature)."""
    top = max(scores)
    exps = [math.exp((s - top) * sharpness) for s in scores]
    total = sum(exps)
    return [e / total for e in exps]


def signals(scores: list[float], oos: int | None, known: float, sharpness: float) -> list[float]:
    """What the out-of-scope gate goes by: the best score, its lead, the energy, the top probability, how much better
    the out-of-scope class scores, and how much of the text was never seen in training."""
    inside = sorted((s for i, s in enumerate(scores) if i != oos), reverse=True)
    best, second = inside[0], inside[1] if len(inside) > 1 else inside[0]
    chances = [math.exp((s - best) * sharpness) for s in inside]
    energy = best + math.log(sum(chances)) / sharpness
    outside = scores[oos] if oos is not None else 0.0
    return [best, best - second, energy, 1 / sum(chances), outside, outside - best if oos is not None else 0.0, known]


def load_classifier(path: Path = SHIPPED) -> Classifier:
    """Read weights that training wrote; milliseconds."""
    return Classifier(Weights.model_validate_json(path.read_bytes()))
