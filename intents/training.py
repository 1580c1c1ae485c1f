"""Fitting the classifier with scikit-learn, which only this module imports. `python -m intents.training` writes the
weights that are shipped.

A linear support vector machine, one against the rest, over tf-idf; probabilities by temperature on held-out scores
(Guo et al. 2017, "On Calibration of Modern Neural Networks"); out of scope by a logistic regression over what held-out
scores look like. With no out-of-scope text to learn from, classes left out of training stand in for it.
"""

import random
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from core.errors import ConfigError
from intents.classifier import SHIPPED, ZERO, Weights, signals
from intents.features import FAMILIES
from intents.intents import Catalogue, load_catalogue
from intents.labelled import Labelled, fingerprint, read_labelled, report
from intents.leaning import MULTI, points_back, shaped
from intents.leaning import SHIPPED as SHIPPED_MODES
from intents.material import Material, material_of
from intents.sayings import load_sayings
from intents.templates import load_concepts, load_modes, load_templates
from intents.vectors import FAMILY_WEIGHTS, Documents, Vectors

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
FALSE_ALARMS = 0.05
"""The share of in-scope texts that the gate may turn away on held-out data, whose texts are the hardest there are."""
COSTS = (0.3, 1.0)
ROUGH, FINE = 0.1, 1e-3
"""Tolerances of the two fits."""
LARGE = 5000
"""From so many texts on, three folds instead of five: each costs a fit."""
KEEP = 34_000
"""Features of the shipped weights, which makes a file under 5 MB."""
EACH = 20
"""Sentences drawn from every template."""
KEEP_MODES = 12_000
EACH_MODE = 12
"""Sentences drawn from every line of modes.yaml."""
JUMPS = 7
"""Every how many examples one is said as a jump."""
OPENERS = {
    False: ("那", "还有，", "对了，", "那么", "顺便问下，", "另外", "哦，", "再帮我", "嗯，"),
    True: ("and ", "so ", "also ", "btw ", "ok, ", "then ", "by the way, ", "oh and "),
}
DECIDES = frozenset({"approval", "chitchat"})
"""Areas whose examples are often short words about what came before."""
ABSENT = -3.0
"""The score of a class that a fold's model has never seen."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Vocabulary and estimator."""

    vectors: Vectors
    model: LinearSVC

    def scores(self, documents: Documents) -> Floats:
        """Decision values, a column for each class, also where there are two."""
        values = self.model.decision_function(matrix(self.vectors, documents))
        return np.asarray(values if values.ndim == 2 else np.column_stack([-values, values]))


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Scores of texts by models that did not see them; `known` is each text's share of known features."""

    labels: tuple[str, ...]
    scores: Floats
    known: tuple[float, ...]


def matrix(vectors: Vectors, documents: Documents) -> csr_matrix:
    """A row of tf-idf for each document."""
    data, columns, starts = vectors.rows(documents)
    return csr_matrix((data, columns, starts), shape=(len(documents), len(vectors.idf)))


def fit(material: Material, cost: float, keep: int) -> Fitted:
    """Fit on the `keep` features that weigh most in a rough first fit: smaller, and better on what wasn't seen."""
    documents, labels = material.all()
    vectors = Vectors.fit(documents)
    if keep < len(vectors.idf):
        rows = matrix(vectors, documents)
        spread = np.sqrt(np.asarray(rows.multiply(rows).mean(axis=0)).ravel())
        weigh = np.linalg.norm(sides(_machine(rows, labels, cost, ROUGH))[0], axis=0) * spread
        vectors = vectors.only(sorted(np.argsort(-weigh, kind="stable")[:keep].tolist()))
    return Fitted(vectors, _machine(matrix(vectors, documents), labels, cost, FINE))


def _machine(rows: csr_matrix, labels: Sequence[str], cost: float, tolerance: float) -> LinearSVC:
    return LinearSVC(C=cost, tol=tolerance, max_iter=5000, random_state=0).fit(rows, labels)


def sides(model: LinearSVC) -> tuple[Floats, Floats]:
    """Coefficients and biases with a row for each class, also where there are two."""
    if len(model.classes_) == 2:
        return np.vstack([-model.coef_, model.coef_]), np.concatenate([-model.intercept_, model.intercept_])
    return model.coef_, model.intercept_


def folds(labels: Sequence[str]) -> list[tuple[Indices, Indices]]:
    """Stratified; classes with fewer texts than folds are dealt out as one group."""
    number = 3 if len(labels) >= LARGE else 5
    target = np.array(labels)
    names, counts = np.unique(target, return_counts=True)
    grouped = np.where(np.isin(target, names[counts < number]), "\0rare", target)
    if 0 < int((grouped == "\0rare").sum()) < number:
        grouped = np.where(grouped == "\0rare", names[counts.argmax()], grouped)
    return list(StratifiedKFold(number, shuffle=True, random_state=0).split(np.zeros(len(target)), grouped))


def best_cost(material: Material, keep: int) -> float:
    """The cost with most texts right on one fold."""
    _, test = folds(material.labels)[0]
    rest = material.without(set(test.tolist()))
    right: dict[float, float] = {}
    for cost in COSTS:
        fitted = fit(rest, cost, keep)
        guesses = fitted.model.classes_[fitted.scores([material.documents[i] for i in test]).argmax(axis=1)]
        right[cost] = float((guesses == np.array(material.labels)[test]).mean())
    return max(COSTS, key=lambda cost: right[cost])


def held_out(material: Material, cost: float, keep: int) -> HeldOut:
    """Cross-validated scores of all documents."""
    labels = tuple(sorted(set(material.labels)))
    scores = np.full((len(material.documents), len(labels)), ABSENT)
    known = np.zeros(len(material.documents))
    for _, test in folds(material.labels):
        fitted = fit(material.without(set(test.tolist())), cost, keep)
        documents = [material.documents[i] for i in test]
        columns = [labels.index(label) for label in fitted.model.classes_]
        scores[np.ix_(test, np.array(columns))] = fitted.scores(documents)
        known[test] = [fitted.vectors.known(document) for document in documents]
    return HeldOut(labels, scores, tuple(known.tolist()))


def strangers(material: Material, cost: float, keep: int, sharp: float) -> list[list[float]]:
    """Signals of texts whose class was left out of training, a fifth of the classes at a time."""
    labels = sorted(set(material.labels))
    found: list[list[float]] = []
    for start in range(min(5, len(labels))):
        left_out = set(labels[start::5])
        if len(labels) - len(left_out) < 2:
            continue
        fitted = fit(material.without_labels(left_out), cost, keep)
        documents = [d for d, label in zip(material.documents, material.labels, strict=True) if label in left_out]
        rows = fitted.scores(documents).tolist()
        found += [signals(r, None, fitted.vectors.known(d), sharp) for r, d in zip(rows, documents, strict=True)]
    return found


def sharpness(held: HeldOut, truth: Sequence[str], oos: str | None) -> float:
    """The softmax sharpness with the least log loss over in-scope texts."""
    inside = [i for i, label in enumerate(held.labels) if label != oos]
    rows = [i for i, label in enumerate(truth) if label != oos]
    scores = held.scores[np.ix_(np.array(rows), np.array(inside))]
    right = scores[np.arange(len(rows)), [inside.index(held.labels.index(truth[i])) for i in rows]]
    top = scores.max(axis=1)

    def loss(sharp: float) -> float:
        return float(np.mean(np.log(np.exp((scores - top[:, None]) * sharp).sum(axis=1)) - (right - top) * sharp))

    return round(min((loss(sharp), sharp) for sharp in (float(1.065**power) / 2 for power in range(60)))[1], 4)


def gate(inside: Sequence[Sequence[float]], outside: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Weights over `signals`, bias last, cut so that 0.5 turns away FALSE_ALARMS of what is inside, or fewer if that
    costs nothing: where both are well apart the cut is in the middle of the gap."""
    values = np.array([*inside, *outside])
    is_outside = np.arange(len(values)) >= len(inside)
    mean, deviation = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=2000)
    slopes = model.fit((values - mean) / deviation, is_outside).coef_[0] / deviation
    z = values @ slopes
    least = float(np.quantile(z[~is_outside], 1 - FALSE_ALARMS))
    found = z[is_outside & (z > least)]
    cut = (least + float(np.quantile(found, 0.01))) / 2 if len(found) else least
    return (*slopes.round(6).tolist(), round(-cut, 6))


def _gate(material: Material, held: HeldOut, oos: str, cost: float, keep: int, sharp: float) -> tuple[float, ...]:
    column = held.labels.index(oos) if oos in held.labels else None
    rows = zip(held.scores.tolist(), held.known, material.labels, strict=True)
    seen = [(signals(row, column, known, sharp), label) for row, known, label in rows]
    inside = [values for values, label in seen if label != oos]
    return gate(
        inside,
        [v for v, label in seen if label == oos] if column is not None else strangers(material, cost, keep, sharp),
    )


def train(
    material: Material, oos: str | None, concepts: Mapping[str, tuple[str, ...]], source: str, keep: int = KEEP
) -> Weights:
    """Choose the cost, calibrate, fit on everything, and round the weights to a byte each."""
    cost = best_cost(material, keep)
    held = held_out(material, cost, keep)
    sharp = sharpness(held, material.labels, oos)
    fitted = fit(material, cost, keep)
    coefficients, bias = sides(fitted.model)
    step = float(np.abs(coefficients).max()) / (ZERO - 1)
    rows = (np.rint(coefficients.T / step) + ZERO).astype(np.uint8)
    return Weights(
        source=source,
        labels=tuple(fitted.model.classes_.tolist()),
        oos=oos,
        vocabulary="\n".join(fitted.vectors.index),
        idf=fitted.vectors.idf,
        family_weights=tuple(FAMILY_WEIGHTS[family] for family in FAMILIES),
        rows=b64encode(rows.tobytes()).decode(),
        step=step,
        bias=tuple(bias.round(6).tolist()),
        sharpness=sharp,
        gate=_gate(material, held, oos, cost, keep, sharp) if oos is not None else (),
        concepts=dict(concepts),
    )


def train_catalogue(catalogue: Catalogue) -> Weights:
    """The weights that are shipped."""
    concepts = load_concepts()
    said = (*catalogue.examples(), *load_sayings(catalogue))
    examples = [Labelled(text=text, intent=intent) for text, _, intent in said]
    more = [Labelled(text=text, intent=intent) for text, intent in load_templates().sentences(EACH)]
    return train(material_of(examples, more, concepts), "oos", concepts, fingerprint(catalogue))


def train_and_report(train_path: Path, test_path: Path, oos_label: str | None) -> dict[str, float | None]:
    """Fit on one labelled file, measure on another (see `labelled.report`). ConfigError for a file that is none."""
    learned, tested = read_labelled(train_path), read_labelled(test_path)
    if len({each.intent for each in learned}) < 2:
        raise ConfigError(f"{train_path}: needs at least two intents")
    heard_of = any(each.intent == oos_label for each in (*learned, *tested))
    weights = train(material_of(learned, (), {}), oos_label if heard_of else None, {}, str(train_path.name))
    return report(weights, tested, oos_label)


def train_modes(catalogue: Catalogue) -> Weights:
    """The weights that tell a message which leans on the one before from one that stands alone."""
    concepts, modes = load_concepts(), load_modes(EACH_MODE)
    apart = [text for text, _, name in catalogue.examples() if name.partition(".")[0] not in DECIDES]
    apart = [text for text in apart if not points_back(text)]
    chance = random.Random(0)
    jumps = [f"{chance.choice(OPENERS[text.isascii()])}{text}" for text in apart[::JUMPS] if len(text) > 8]
    alone = (*apart, *jumps, *modes["single"] * 3)
    examples = [Labelled(text=shaped(text), intent="single") for text in alone]
    examples += [Labelled(text=shaped(text), intent=MULTI) for text in modes[MULTI]]
    return train(material_of(examples, (), concepts), None, concepts, fingerprint(catalogue), KEEP_MODES)


def write_all(catalogue: Catalogue) -> None:
    """The weights that are shipped, both files."""
    SHIPPED.write_text(train_catalogue(catalogue).model_dump_json(indent=0), encoding="utf-8")
    SHIPPED_MODES.write_text(train_modes(catalogue).model_dump_json(indent=0), encoding="utf-8")


if __name__ == "__main__":
    write_all(load_catalogue())
