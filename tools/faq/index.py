"""The question index at run time: what training made of the question bank, as plain arrays.

A question's signals for a section: how a linear model scores it, how near it is to known questions and to sentences of
the text, and how much of it was ever said of that section. A logistic regression over them is the trust.
"""

import base64
import math
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from core.errors import ConfigError
from tools.faq.features import Features, weighed
from tools.faq.kinds import asked_kinds
from tools.faq.words import Terms, is_han, normal

SHIPPED = Path(__file__).parent / "weights" / "questions.json"
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Key = tuple[str, str, str]
"""Platform, title and Chinese heading: a section in all its versions."""
NONE: Key = ("", "", "")
"""What no article answers."""
BY_SCORE, BY_NEARNESS = 8, 4
"""How many sections each of the two ways of looking proposes."""
RECENT = 64
"""Questions whose answer is kept: halves of a double question come several times."""
_CODE = re.compile(r"w(?:\d{4,}|[a-z]+[\d.]+[a-z\d.]*|[b-df-hj-np-tv-xz]{2,5})")
"""A code, a long number, an abbreviation."""
RARE, COMMON = 0.01, 0.2
"""What a kind that was never asked for counts, and what a question of no kind counts."""
SIGNALS = (
    "score", "lead", "nearest", "nearest_three", "nearest_lead", "text", "covered", "elsewhere", "unheard",
    "strangest", "meant", "meant_elsewhere", "none_lead", "none_nearest", "unfit", "usual", "alien", "length",
    "chinese",
)  # fmt: skip


class Packed(BaseModel):
    """Postings of every feature: `counts` (2 bytes), `places` (2 bytes, each feature's as differences) and, where they
    are weighed, `values` (a byte), each as base64 of zlib."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    counts: str
    places: str
    values: str = ""


class Weights(BaseModel):
    """What training wrote. `vocabulary` is joined by newlines, zlib, base64; `scores` are by section, in units of
    `step`; `lines` are the known questions and then the sentences, each with its section in `owners` (2 bytes) and
    length in `lengths` (4 bytes); `told` are the kinds of facts of each section, `usual` how often its questions ask
    for each kind. `slopes` and `bias` are of the trust. `source` is the hash of what it was trained on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    sections: tuple[Key, ...]
    told: tuple[tuple[str, ...], ...]
    usual: tuple[dict[str, float], ...]
    concepts: dict[str, tuple[str, ...]]
    vocabulary: str
    idf: str
    scores: Packed
    step: float
    intercepts: tuple[float, ...]
    lines: Packed
    questions: int
    owners: str
    lengths: str
    slopes: tuple[float, ...]
    bias: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A section, the signals for it in the order of SIGNALS, and how far it is to be trusted, 0 to 1."""

    section: Key
    signals: tuple[float, ...]
    trust: float


@dataclass(frozen=True, slots=True)
class Postings:
    """Where each feature occurs, and how much it weighs there."""

    starts: Integers
    places: Integers
    values: Floats | None

    def of(self, rows: Integers) -> tuple[Integers, Integers]:
        """Of those features: which one (by its place in `rows`), and the positions in `places`."""
        begins, counts = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        which = np.repeat(np.arange(len(rows)), counts)
        inside = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
        return which, begins[which] + inside


class Index:
    """Ranks sections for a question."""

    def __init__(self, weights: Weights, terms: Terms) -> None:
        self.weights = weights
        self.sections = weights.sections
        self._features = Features(terms, weights.concepts)
        names = zlib.decompress(base64.b64decode(weights.vocabulary)).decode().split("\n")
        self._row = {name: n for n, name in enumerate(names)}
        idf = _unpacked(weights.idf, np.float32).astype(np.float64)
        self._idf = dict(zip(names, idf.tolist(), strict=True))
        self._idfs = idf
        self._scores = _postings(weights.scores)
        self._lines = _postings(weights.lines)
        self._owners = _unpacked(weights.owners, np.uint16).astype(np.int64)
        self._lengths = _unpacked(weights.lengths, np.float32).astype(np.float64)
        self._recent = lru_cache(RECENT)(self._rank)
        self._none = len(self.sections) - 1
        self._kinds = tuple(map(frozenset, weights.told))
        self._most = float(idf.max(initial=1.0))

    @cached_property
    def _bounds(self) -> tuple[Integers, Integers]:
        """Where each section's questions begin, and its sentences; both stand in the order of the sections."""
        places, questions = np.arange(len(self.sections) + 1), self.weights.questions
        sentences = np.searchsorted(self._owners[questions:], places) + questions
        return np.searchsorted(self._owners[:questions], places), sentences

    def rank(self, question: str) -> tuple[Hit, ...]:
        """Sections that may answer, the most trusted first."""
        return self._recent(question)

    def _rank(self, question: str) -> tuple[Hit, ...]:
        counts = self._features(question)
        if not any(name in self._idf for name in counts):
            return ()
        slopes = self.weights.slopes
        hits = [
            Hit(self.sections[place], values, logistic(self.weights.bias + sum(map(_product, slopes, values))))
            for place, values in self._signals(question, counts)
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.trust))

    def _signals(self, question: str, counts: Mapping[str, int]) -> Iterator[tuple[int, tuple[float, ...]]]:
        scores = self._linear(counts)
        alike = self._alike(counts)
        near, text = self._nearest(alike, 0), self._nearest(alike, 1)
        words = [name for name in counts if name[0] in "w@" and " " not in name]
        covered, elsewhere, unheard, strangest = self._heard(words)
        meant, otherwise, _, _ = self._heard([name for name in counts if name[0] == "~" and "+" not in name])
        alien = self._alien([name for name in words if _CODE.fullmatch(name)])
        asked = asked_kinds(normal(question))
        score_other, near_other = _best_other(scores), _best_other(near)
        length = math.log(1 + sum(name[0] == "w" and " " not in name for name in counts))
        for place in self._candidates(scores, near):
            three = np.sort(alike[self._bounds[0][place] : self._bounds[0][place + 1]])[-3:].sum() / 3
            kinds = self._kinds[place]
            yield place, (
                float(scores[place]), float(scores[place]) - score_other(place), float(near[place]),
                float(three), float(near[place]) - near_other(place), float(text[place]),
                float(covered[place]), float(elsewhere[place]), unheard, float(strangest[place]),
                float(meant[place]), float(otherwise[place]),
                float(scores[self._none] - scores[place]), float(near[self._none]),
                float(len(asked - kinds) > 0), self._usual(place, asked), float(alien[place]), length,
                float(is_han(question)),
            )  # fmt: skip

    def _alien(self, names: list[str]) -> Floats:
        """By section: whether a code, a number or an abbreviation of the question was never said of it."""
        _, _, _, strangest = self._heard(names)
        unknown = any(name not in self._row for name in names)
        return np.ones(len(self.sections)) if unknown else (strangest > 0).astype(float)

    def _usual(self, place: int, asked: frozenset[str]) -> float:
        """How usual the least usual of the asked kinds is with a section, as a logarithm; 0 for the most usual."""
        usual = self.weights.usual[place]
        return min((math.log(RARE + usual.get(kind, 0.0)) for kind in asked), default=math.log(RARE + COMMON))

    def _candidates(self, scores: Floats, near: Floats) -> list[int]:
        found = {*np.argsort(-scores)[:BY_SCORE].tolist(), *np.argsort(-near)[:BY_NEARNESS].tolist()}
        return sorted(found - {self._none})

    def _linear(self, counts: Mapping[str, int]) -> Floats:
        values = weighed(counts, self._idf)
        rows = np.array([self._row[name] for name in values], dtype=np.int64)
        which, places = self._scores.of(rows)
        assert self._scores.values is not None
        weights = self._scores.values[places] * np.fromiter(values.values(), float)[which]
        sums = np.bincount(self._scores.places[places], weights, len(self.sections))
        return np.asarray(sums * self.weights.step + self.weights.intercepts)

    def _alike(self, counts: Mapping[str, int]) -> Floats:
        """The cosine with every line."""
        rows = np.array([self._row[name] for name in counts if is_near(name) and name in self._row], dtype=np.int64)
        squares = self._idfs[rows] ** 2
        which, places = self._lines.of(rows)
        alike = np.bincount(self._lines.places[places], squares[which], len(self._owners)).astype(float)
        unknown = sum(is_near(name) and name not in self._row for name in counts)
        return alike / (self._lengths * math.sqrt(float(squares.sum()) + unknown * self._most**2 + 1e-9))

    def _nearest(self, alike: Floats, kind: int) -> Floats:
        """Of each section the best line, of its questions or of its sentences."""
        bounds = self._bounds[kind]
        best = np.maximum.reduceat(np.append(alike, 0.0), bounds[:-1])
        return np.where(bounds[1:] > bounds[:-1], best, 0.0)

    def _heard(self, words: list[str]) -> tuple[Floats, Floats, float, Floats]:
        """Shares of what the question's words tell: said of the section, said of others only, never said; and of the
        word that tells most of those never said of the section."""
        rows = np.array([self._row[name] for name in words if name in self._row], dtype=np.int64)
        which, places = self._lines.of(rows)
        size = len(self.sections)
        said = np.bincount(which * size + self._owners[self._lines.places[places]], minlength=len(rows) * size) > 0
        tells = self._idfs[rows]
        total = float(tells.sum()) + (len(words) - len(rows)) * self._most + 1e-9
        said = said.reshape(len(rows), size)
        by_section = tells @ said / total
        strangest = (tells[:, None] * ~said).max(axis=0, initial=0.0) / self._most
        return by_section, tells.sum() / total - by_section, 1 - float(tells.sum()) / total, strangest


def is_near(name: str) -> bool:
    """Whether a feature counts for nearness: words, terms, concepts, and pairs of Chinese characters."""
    family = name[0]
    if family == "c":
        return len(name) == 3 and is_han(name) and " " not in name
    return " " not in name if family == "w" else "+" not in name


def logistic(value: float) -> float:
    """0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def load_weights(path: Path = SHIPPED) -> Weights:
    """Read what training wrote. ConfigError when it is not there."""
    if not path.is_file():
        raise ConfigError(f"{path.name} is missing; make it with: python -m tools.faq.training")
    return Weights.model_validate_json(path.read_bytes())


def _best_other(values: Floats) -> Callable[[int], float]:
    """The best of all but one, by the place of that one."""
    first, second = np.argsort(-values)[:2]
    return lambda place: float(values[second] if place == first else values[first])


def _product(slope: float, value: float) -> float:
    return slope * value


def _unpacked(text: str, kind: type[np.generic]) -> NDArray[np.generic]:
    return np.frombuffer(zlib.decompress(base64.b64decode(text)), kind)


def _postings(packed: Packed) -> Postings:
    counts = _unpacked(packed.counts, np.uint16).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)])
    steps = _unpacked(packed.places, np.uint16).astype(np.int64)
    places = np.cumsum(steps)
    before = np.concatenate([[0], places])[starts[:-1]]
    places -= np.repeat(before, counts)
    values = _unpacked(packed.values, np.int8).astype(np.float64) if packed.values else None
    return Postings(starts, places, values)
