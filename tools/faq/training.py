"""Fitting the question index with scikit-learn, which only this module imports. `python -m tools.faq.training` writes
the weights that are shipped.

The sections are classes of a linear support vector machine, one against the rest. The trust is a logistic regression
over the signals of lines that the machine did not see: some left out by themselves, and some with the whole section or
article that answers them, so that nothing does.
"""

import math
import sys
import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from tools.faq.features import Features, weighed
from tools.faq.index import SHIPPED, SIGNALS, Hit, Index, Packed, Weights, is_near
from tools.faq.kinds import asked_kinds
from tools.faq.material import Line, Material, load_material
from tools.faq.wording import load_wording
from tools.faq.words import Terms

Floats = NDArray[np.float64]
FOLDS = 3
SEEN = 2
"""In how many lines a feature must be."""
COST = 1.0
UNANSWERED = 0.5
"""What all questions without an answer weigh together, against all those with one."""
HALF = 24
"""A weight's most, as a byte."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the index gave for a line that it had not seen; `right` is None where nothing is right."""

    line: Line
    hits: tuple[Hit, ...]
    right: int | None


def fit(material: Material, features: Callable[[Line], Counter[str]]) -> Weights:
    """Everything but the trust."""
    lines = (*material.questions, *material.sentences)
    counts = [features(line) for line in lines]
    seen = Counter(name for count in counts for name in count)
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    idf = {name: math.log((1 + len(lines)) / (1 + seen[name])) + 1 for name in names}
    row = {name: n for n, name in enumerate(names)}
    model = LinearSVC(C=COST, tol=1e-2).fit(_matrix(counts, idf, row), [line.section for line in lines])
    size = len(material.sections)
    slopes, intercepts = np.zeros((len(names), size)), np.full(size, -9.0)
    slopes[:, model.classes_], intercepts[model.classes_] = model.coef_.T, model.intercept_
    step = float(np.abs(slopes).max()) / HALF
    rounded = np.rint(slopes / step).astype(np.int8)
    kept = [_near(count, row) for count in counts]
    idfs = np.array([idf[name] for name in names])
    most = float(idfs.max())
    unknown = [sum(is_near(name) and name not in row for name in count) for count in counts]
    lengths = [
        math.sqrt(float((idfs[rows] ** 2).sum()) + lost * most**2 + 1e-9)
        for rows, lost in zip(kept, unknown, strict=True)
    ]
    return Weights(
        source=material.source,
        sections=material.sections,
        told=material.told,
        concepts=material.concepts,
        usual=_usual(material),
        vocabulary=b64encode(zlib.compress("\n".join(names).encode(), 9)).decode(),
        idf=packed(idfs, np.float32),
        scores=_postings([np.flatnonzero(weights) for weights in rounded], rounded),
        step=step,
        intercepts=tuple(intercepts.round(4).tolist()),
        lines=_postings(_turned(kept, len(names)), None),
        questions=len(material.questions),
        owners=packed([line.section for line in lines], np.uint16),
        lengths=packed(lengths, np.float32),
        slopes=(0.0,) * len(SIGNALS),
        bias=0.0,
    )


def _usual(material: Material) -> tuple[dict[str, float], ...]:
    """By section, the share of its questions that ask for each kind."""
    asked: list[Counter[str]] = [Counter() for _ in material.sections]
    size = Counter(line.section for line in material.questions)
    for line in material.questions:
        asked[line.section].update(asked_kinds(line.text))
    return tuple(
        {kind: round(times / size[place], 3) for kind, times in sorted(counts.items())}
        for place, counts in enumerate(asked)
    )


def _matrix(counts: Sequence[Counter[str]], idf: dict[str, float], row: dict[str, int]) -> csr_matrix:
    weights = [weighed(count, idf) for count in counts]
    starts = np.cumsum([0, *(len(each) for each in weights)])
    places = [row[name] for each in weights for name in each]
    return csr_matrix(([v for each in weights for v in each.values()], places, starts), (len(counts), len(row)))


def _near(count: Counter[str], row: dict[str, int]) -> list[int]:
    return sorted(row[name] for name in count if is_near(name) and name in row)


def _turned(kept: Sequence[Sequence[int]], size: int) -> list[list[int]]:
    """Features by line turned into lines by feature."""
    found: list[list[int]] = [[] for _ in range(size)]
    for place, rows in enumerate(kept):
        for row in rows:
            found[row].append(place)
    return found


def packed(values: Iterable[float] | NDArray[np.generic], kind: type[np.generic]) -> str:
    """As `index` reads it."""
    return b64encode(zlib.compress(np.asarray(values).astype(kind).tobytes(), 9)).decode()


def _postings(places: Sequence[Sequence[int] | NDArray[np.generic]], values: NDArray[np.int8] | None) -> Packed:
    flat = [step for each in places for step in np.diff(np.asarray(each, dtype=np.int64), prepend=0)]
    told = [] if values is None else [values[row, place] for row, each in enumerate(places) for place in each]
    return Packed(
        counts=packed([len(each) for each in places], np.uint16),
        places=packed(flat, np.uint16),
        values=packed(told, np.int8) if told else "",
    )


def held_out(material: Material, features: Callable[[Line], Counter[str]], terms: Terms) -> list[Held]:
    """Every question asked twice: of an index without it, and of one without all that answers it."""
    found: list[Held] = []
    last = len(material.sections) - 1
    for fold in range(FOLDS):
        away = {line for n, line in enumerate(material.questions) if n % FOLDS == fold}
        index = Index(
            fit(material.only((q for q in material.questions if q not in away), material.sentences), features), terms
        )
        found += [
            Held(line, tuple(index.rank(line.text)), None if line.section == last else line.section)
            for line in sorted(away, key=lambda line: line.section)
        ]
        gone = {n for n in range(last) if _fold(material, n) == fold}
        left = material.only(
            (q for q in material.questions if q.section not in gone),
            (s for s in material.sentences if s.section not in gone),
        )
        index = Index(fit(left, features), terms)
        asked = [line for line in material.questions if line.section in gone]
        found += [Held(line, tuple(index.rank(line.text)), None) for line in asked]
        sys.stderr.write(f"fold {fold + 1} of {FOLDS}\n")
    return found


def _fold(material: Material, section: int) -> int:
    """Every other article goes as a whole, of the others one section at a time."""
    titles = list(dict.fromkeys(material.articles))
    number = titles.index(material.articles[section])
    return (number // 2 if number % 2 else section) % FOLDS


def trust(material: Material, held: Sequence[Held]) -> tuple[tuple[float, ...], float]:
    """Slopes and bias of the probability that a section answers."""
    rows, right, weights = [], [], []
    answered = sum(each.right is not None for each in held)
    written = sum(each.line.section == len(material.sections) - 1 for each in held)
    for each in held:
        if each.right is not None:
            weight = 1.0
        elif each.line.section == len(material.sections) - 1:
            weight = UNANSWERED / 2 * answered / written
        else:
            weight = UNANSWERED / 2 * answered / (len(held) - answered - written)
        for hit in each.hits:
            rows.append(hit.signals)
            right.append(each.right is not None and hit.section == material.sections[each.right])
            weights.append(weight)
    values = np.array(rows)
    mean, deviation = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=3000).fit((values - mean) / deviation, right, sample_weight=weights)
    slopes = model.coef_[0] / deviation
    return tuple(slopes.round(5).tolist()), round(float(model.intercept_[0] - mean @ slopes), 5)


def train() -> Weights:
    """The weights that are shipped."""
    material = load_material()
    terms = Terms.of(load_wording())
    maker = Features(terms, material.concepts)
    kept: dict[str, Counter[str]] = {}

    def features(line: Line) -> Counter[str]:
        if line.text not in kept:
            kept[line.text] = maker(line.text)
        return kept[line.text]

    slopes, bias = trust(material, held_out(material, features, terms))
    return fit(material, features).model_copy(update={"slopes": slopes, "bias": bias})


if __name__ == "__main__":
    SHIPPED.parent.mkdir(exist_ok=True)
    SHIPPED.write_text(train().model_dump_json(indent=0), encoding="utf-8")
