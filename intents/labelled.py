"""Labelled texts in JSON lines, and how well a classifier does on them."""

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from pydantic import BaseModel, ConfigDict, ValidationError

from core.errors import ConfigError
from intents.classifier import Classifier, Weights, load_classifier
from intents.intents import Catalogue
from intents.sayings import load_sayings
from intents.templates import CONCEPTS, FILE, MODES


class Labelled(BaseModel):
    """A text and its intent; other keys of the line are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    intent: str


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """All lines. ConfigError names the file and line of the first fault, or says that the file has too little."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: can't be read as UTF-8 text: {error}") from error
    found: list[Labelled] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            found.append(_parsed(line, path, number))
    if not found:
        raise ConfigError(f"{path}: no labelled lines")
    return tuple(found)


def _parsed(line: str, path: Path, number: int) -> Labelled:
    try:
        return Labelled.model_validate(json.loads(line))
    except (json.JSONDecodeError, ValidationError) as error:
        raise ConfigError(f'{path}:{number}: needs {{"text": …, "intent": …}} in one line of JSON') from error


def fingerprint(catalogue: Catalogue) -> str:
    """SHA-256, hex, of all that the shipped weights are trained on."""
    sayings = "\n".join("\t".join(each) for each in load_sayings(catalogue))
    parts = (catalogue.fingerprint(), sayings, *(path.read_text(encoding="utf-8") for path in (FILE, CONCEPTS, MODES)))
    return sha256("\0".join(parts).encode()).hexdigest()


def report(weights: Weights, tested: Sequence[Labelled], oos: str | None) -> dict[str, float | None]:
    """Shares 0–1. `accuracy` and `macro_f1` are over in-scope texts, as the public sets count them; `oos_recall` is
    the share of out-of-scope texts found, `oos_false_alarms` that of in-scope texts taken for one; None without such
    texts. `load_ms` and `infer_us` are those of the exported weights in plain Python, read back from a file."""
    classifier, load_ms = _load(weights)
    start = perf_counter()
    guesses = [classifier.classify(each.text)[0].label for each in tested]
    infer_us = (perf_counter() - start) / len(tested) * 1e6
    pairs = [(each.intent, guess) for each, guess in zip(tested, guesses, strict=True)]
    inside = [(truth, guess) for truth, guess in pairs if truth != oos]
    outside = [guess for truth, guess in pairs if truth == oos]
    return {
        "accuracy": _share([truth == guess for truth, guess in inside]),
        "macro_f1": _macro_f1(inside),
        "oos_recall": _share([guess == oos for guess in outside]),
        "oos_false_alarms": _share([guess == oos for _, guess in inside]) if oos else None,
        "load_ms": round(load_ms, 2),
        "infer_us": round(infer_us, 1),
    }


def _load(weights: Weights) -> tuple[Classifier, float]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "weights.json"
        path.write_text(weights.model_dump_json(), encoding="utf-8")
        start = perf_counter()
        classifier = load_classifier(path)
        return classifier, (perf_counter() - start) * 1e3


def _share(hits: Sequence[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Mean F1 over the labels of the truth."""
    labels = sorted({truth for truth, _ in pairs})
    scores = []
    for label in labels:
        hit = sum(truth == guess == label for truth, guess in pairs)
        said = sum(guess == label for _, guess in pairs)
        there = sum(truth == label for truth, _ in pairs)
        scores.append(2 * hit / (said + there))
    return round(sum(scores) / len(scores), 4) if scores else None
