"""Fitting the classifier with scikit-learn, which only this module imports.

Linear support vector machine, one against the rest, over tf-idf; probabilities by temperature on held-out scores
(Guo et al. 2017, "On Calibration of Modern Neural Networks"); out of scope by a logistic regression over what the
scores look like, also on held-out scores.
"""

import base64
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from intents.classifier import SHIPPED, ZERO, Weights, signals
from intents.features import FAMILIES, Features
from intents.intents import Catalogue, load_catalogue
from intents.patterns import CONCEPTS, FILE, load_concepts, load_patterns

Documents = Sequence[Mapping[str, int]]
Floats = NDArray[np.float64]
FAMILY_WEIGHTS = {"c": 1.0, "w": 1.0, "@": 1.5}
FALSE_ALARMS = 0.025
"""The share of in-scope texts that the gate may turn away on held-out data."""
FOLDS = 5
COST = 1.0
KEEP = 25_000
"""Features of the shipped weights, which makes a file under 3 MB."""
EACH = 20
"""Sentences drawn from every pattern."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and its intent."""

    text: str
    intent: str


@dataclass(frozen=True, slots=True)
class Vectors:
    """Fitted vocabulary with document frequencies; turns counts into rows of tf-idf."""

    index: dict[str, int]
    idf: Floats

    @classmethod
    def fit(cls, documents: Sequence[Mapping[str, int]], rarest: int = 1) -> "Vectors":
        """Keep features that at least `rarest` documents have (words and concepts: one)."""
        seen = Counter(name for document in documents for name in document)
        names = sorted(name for name, n in seen.items() if n >= rarest or name[0] != "c")
        idf = np.array([math.log((1 + len(documents)) / (1 + seen[name])) + 1 for name in names]).round(4)
        return cls({name: i for i, name in enumerate(names)}, idf)

    def rows(self, documents: Sequence[Mapping[str, int]]) -> csr_matrix:
        """A row for each document: sublinear tf times idf, every family to its own unit length."""
        data: list[float] = []
        columns: list[int] = []
        starts = [0]
        for document in documents:
            found = [
                (i, name[0], (1 + math.log(n)) * self.idf[i])
                for name, n in document.items()
                if (i := self.index.get(name)) is not None
            ]
            squares = {family: sum(v * v for _, f, v in found if f == family) for family in FAMILIES}
            columns.extend(i for i, _, _ in found)
            data.extend(v * FAMILY_WEIGHTS[f] / math.sqrt(squares[f]) for _, f, v in found)
            starts.append(len(columns))
        return csr_matrix((data, columns, starts), shape=(len(documents), len(self.idf)))

    def known(self, document: Mapping[str, int]) -> float:
        """The share of the document's features that are in the vocabulary."""
        return sum(name in self.index for name in document) / max(len(document), 1)


def linear(rows: csr_matrix, labels: Sequence[str], cost: float) -> LinearSVC:
    """The estimator, fitted."""
    return LinearSVC(C=cost, tol=1e-3, max_iter=5000, random_state=0).fit(rows, labels)


def decide(model: LinearSVC, rows: csr_matrix) -> Floats:
    """Decision values, a column for each class, also where there are two."""
    values = model.decision_function(rows)
    return values if values.ndim == 2 else np.column_stack([-values, values])


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Scores of every training text by a model that did not see it; `known` is its share of known features."""

    labels: tuple[str, ...]
    scores: Floats
    known: Floats


def held_out(
    documents: Documents, truth: Sequence[str], cost: float, more: Documents, more_truth: Sequence[str]
) -> HeldOut:
    """Cross-validated scores of `documents`; `more` is trained on in every fold and not scored.

    A class with fewer texts than folds is absent from some models and scores low there.
    """
    labels = tuple(sorted(set(truth)))
    scores = np.full((len(truth), len(labels)), -3.0)
    known = np.zeros(len(truth))
    target = np.array(truth)
    for train, test in _folds(target, FOLDS):
        learned = [*(documents[i] for i in train), *more]
        vectors = Vectors.fit(learned)
        model = linear(vectors.rows(learned), [*target[train].tolist(), *more_truth], cost)
        columns = [labels.index(label) for label in model.classes_]
        scores[np.ix_(test, columns)] = decide(model, vectors.rows([documents[i] for i in test]))
        known[test] = [vectors.known(documents[i]) for i in test]
    return HeldOut(labels, scores, known)


def _folds(target: NDArray[np.str_], folds: int) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Stratified; classes rarer than `folds` are dealt out as one group."""
    counts = Counter(target.tolist())
    grouped = np.array([t if counts[t] >= folds else "\0rare" for t in target.tolist()])
    if Counter(grouped.tolist()).get("\0rare", folds) < folds:
        grouped[grouped == "\0rare"] = counts.most_common(1)[0][0]
    return list(StratifiedKFold(folds, shuffle=True, random_state=0).split(np.zeros(len(target)), grouped))


def sharpness(held: HeldOut, truth: Sequence[str], oos: str | None) -> float:
    """The softmax sharpness with the least log loss over in-scope texts."""
    inside = [i for i, label in enumerate(held.labels) if label != oos]
    rows = [i for i, label in enumerate(truth) if label != oos]
    scores = held.scores[np.ix_(rows, inside)]
    right = np.array([inside.index(held.labels.index(truth[i])) for i in rows])

    def loss(k: float) -> float:
        z = (scores - scores.max(axis=1, keepdims=True)) * k
        return float(np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(rows)), right]))

    return min(np.geomspace(0.5, 20, 60).tolist(), key=loss)


def gate(held: HeldOut, truth: Sequence[str], oos: str | None, sharp: float) -> tuple[float, ...]:
    """Weights of the out-of-scope gate, bias last, cut so that 0.5 turns away FALSE_ALARMS of the in-scope texts."""
    column = held.labels.index(oos) if oos in held.labels else None
    values = np.array(
        [
            signals(list(row), column, known, sharp)
            for row, known in zip(held.scores.tolist(), held.known.tolist(), strict=True)
        ]
    )
    outside = np.array([label == oos for label in truth])
    mean, deviation = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=2000).fit((values - mean) / deviation, outside)
    slopes = model.coef_[0] / deviation
    z = values @ slopes
    bias = -float(np.quantile(z[~outside], 1 - FALSE_ALARMS))
    return (*slopes.round(6).tolist(), round(bias, 6))


def train(
    examples: Sequence[Labelled],
    oos: str | None,
    concepts: Mapping[str, tuple[str, ...]],
    source: str,
    cost: float = COST,
    more: Sequence[Labelled] = (),
    keep: int | None = None,
) -> Weights:
    """Fit everything and quantise the weights to a byte each. `more` is learned from but not calibrated on."""
    features = Features(concepts)
    documents, more_documents = [features(e.text) for e in examples], [features(e.text) for e in more]
    truth, more_truth = [e.intent for e in examples], [e.intent for e in more]
    held = held_out(documents, truth, cost, more_documents, more_truth)
    sharp = sharpness(held, truth, oos)
    learned = [*documents, *more_documents]
    vectors, model = smaller(learned, [*truth, *more_truth], cost, keep)
    coefficients, bias = both_sides(model)
    step = float(np.abs(coefficients).max()) / (ZERO - 1)
    rows = (np.rint(coefficients.T / step) + ZERO).astype(np.uint8)
    return Weights(
        source=source,
        labels=tuple(model.classes_.tolist()),
        oos=oos,
        vocabulary="\n".join(vectors.index),
        idf=tuple(vectors.idf.tolist()),
        family_weights=tuple(FAMILY_WEIGHTS[f] for f in FAMILIES),
        rows=base64.b64encode(rows.tobytes()).decode(),
        step=step,
        bias=tuple(bias.round(6).tolist()),
        sharpness=round(sharp, 4),
        gate=gate(held, truth, oos, sharp) if oos in truth else (),
        concepts=dict(concepts),
    )


def smaller(documents: Documents, truth: Sequence[str], cost: float, keep: int | None) -> tuple[Vectors, LinearSVC]:
    """A model of the `keep` features that weigh most in one of all of them, fitted anew; None keeps all."""
    vectors = Vectors.fit(documents)
    rows = vectors.rows(documents)
    model = linear(rows, truth, cost)
    if keep is None or keep >= len(vectors.index):
        return vectors, model
    coefficients, _ = both_sides(model)
    spread = np.sqrt(np.asarray(rows.multiply(rows).mean(axis=0)).ravel())
    kept = sorted(np.argsort(-np.linalg.norm(coefficients, axis=0) * spread)[:keep].tolist())
    names = list(vectors.index)
    chosen = Vectors({names[old]: new for new, old in enumerate(kept)}, vectors.idf[kept])
    return chosen, linear(chosen.rows(documents), truth, cost)


def both_sides(model: LinearSVC) -> tuple[Floats, Floats]:
    """Coefficients and biases with a row for each class, also where there are two."""
    if len(model.classes_) == 2:
        return np.vstack([-model.coef_, model.coef_]), np.concatenate([-model.intercept_, model.intercept_])
    return model.coef_, model.intercept_


def fingerprint(catalogue: Catalogue) -> str:
    """SHA-256, hex, of all that the shipped weights are trained on."""
    parts = (catalogue.fingerprint(), FILE.read_text(encoding="utf-8"), CONCEPTS.read_text(encoding="utf-8"))
    return sha256("\0".join(parts).encode()).hexdigest()


def train_catalogue(catalogue: Catalogue) -> Weights:
    """The weights that are shipped."""
    examples = [Labelled(text, intent) for text, _, intent in catalogue.examples()]
    more = [Labelled(text, intent) for text, intent in load_patterns().sentences(EACH)]
    return train(examples, "oos", load_concepts(), fingerprint(catalogue), more=more, keep=KEEP)


if __name__ == "__main__":
    SHIPPED.write_text(train_catalogue(load_catalogue()).model_dump_json(indent=0), encoding="utf-8")
