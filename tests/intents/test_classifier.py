"""The classifier: the shipped weights are the catalogue's, and plain Python gives what scikit-learn gives."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.classifier import SHIPPED, Classifier, load_classifier
from intents.features import Features
from intents.intents import load_catalogue
from intents.labelled import Labelled, fingerprint
from intents.training import KEEP, Material, best_cost, fit, material_of, train

CLASSIFIER = load_classifier()
SMALL = [
    Labelled(text=text, intent=intent)
    for text, _, intent in load_catalogue().examples()
    if intent in {"goal.set", "goal.show", "ads.stop", "report.now", "oos"}
]


@pytest.fixture(scope="module")
def small() -> tuple[Material, Classifier]:
    material = material_of(SMALL, (), {})
    return material, Classifier(train(material, "oos", {}, "test"))


def test_the_shipped_weights_were_trained_from_this_catalogue() -> None:
    assert CLASSIFIER.weights.source == fingerprint(load_catalogue()), "run: python -m intents.training"


def test_the_shipped_weights_are_small() -> None:
    assert SHIPPED.stat().st_size <= 5_000_000
    assert len(CLASSIFIER.weights.vocabulary.split("\n")) <= KEEP


def test_the_shipped_weights_know_every_intent() -> None:
    assert set(CLASSIFIER.weights.labels) == {intent.name for intent in load_catalogue().intents}


def test_plain_inference_equals_scikit_learn(small: tuple[Material, Classifier]) -> None:
    material, classifier = small
    fitted = fit(material, best_cost(material, KEEP), KEEP)
    step = classifier.weights.step
    fitted.model.coef_ = np.rint(fitted.model.coef_ / step) * step
    ours = np.array([classifier.scores(each.text)[0] for each in SMALL])
    assert np.abs(ours - fitted.scores(material.documents)).max() < 1e-3


def test_rounding_the_weights_to_a_byte_changes_no_answer(small: tuple[Material, Classifier]) -> None:
    material, classifier = small
    exact = fit(material, best_cost(material, KEEP), KEEP).scores(material.documents).argmax(axis=1)
    ours = np.array([classifier.scores(each.text)[0] for each in SMALL]).argmax(axis=1)
    assert (ours == exact).mean() >= 0.999


def test_training_twice_gives_the_same_weights(small: tuple[Material, Classifier]) -> None:
    material, classifier = small
    assert train(material, "oos", {}, "test") == classifier.weights


def test_confidences_are_chances(small: tuple[Material, Classifier]) -> None:
    guesses = small[1].classify("把广告停了")
    assert guesses[0].label == "ads.stop"
    assert sum(guess.confidence for guess in guesses) == pytest.approx(1.0)


def test_the_likeliest_comes_first() -> None:
    confidences = [guess.confidence for guess in CLASSIFIER.classify("昨天卖了多少")]
    assert confidences == sorted(confidences, reverse=True)


@pytest.mark.parametrize(
    "text",
    ["今天会不会下雨", "write me a poem", "帮我打印面单", "推荐个电影", "what's the weather", "把这句话翻译成日语"],
)
def test_out_of_scope_comes_first_for_what_is_none_of_our_business(text: str) -> None:
    assert CLASSIFIER.classify(text)[0].label == "oos"


def test_digits_are_alike() -> None:
    features = Features({})
    assert features("目标50万") == features("目标3,800万")


def test_concepts_count_also_as_pairs() -> None:
    counts = Features({"目标": ("goal",), "改成": ("change",)})("目标改成60万")
    assert {"@goal", "@change", "@change@goal"} <= set(counts)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_classified(text: str) -> None:
    guesses = CLASSIFIER.classify(text)
    assert all(0 <= guess.confidence <= 1 for guess in guesses)


def test_understanding_does_not_import_what_training_needs() -> None:
    code = "import sys, intents.engine; print([m for m in ('sklearn', 'scipy', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
