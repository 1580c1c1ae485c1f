"""The catalogue: complete, and its faults named by file, line and key."""

from pathlib import Path
from typing import get_args

import pytest

from core.errors import ConfigError
from core.phrases import load_phrases
from core.understanding import Area
from intents.intents import Catalogue, load_catalogue
from intents.normal import bare
from intents.templates import load_concepts, load_templates

CATALOGUE = load_catalogue()
GOOD = """intents:
  - name: goal.set
    label: {zh: 设目标, en: Set a goal}
    area: goal
    route: flow:goal
    slots: [money]
    examples:
      zh: |
        这个月做到50万
      en: |
        reach 500k
"""


def load(folder: Path, text: str, name: str = "goal.yaml") -> Catalogue:
    (folder / name).write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def test_every_area_has_an_intent() -> None:
    assert {intent.area for intent in CATALOGUE.intents} == set(get_args(Area))


@pytest.mark.parametrize("intent", CATALOGUE.intents, ids=lambda intent: intent.name)
def test_an_intent_has_thirty_chinese_and_fifteen_english_examples(intent) -> None:
    assert len(set(intent.examples.zh)) >= 30
    assert len(set(intent.examples.en)) >= 15


def test_out_of_scope_has_two_hundred_chinese_and_a_hundred_and_fifty_english_examples() -> None:
    oos = CATALOGUE.intent("oos")
    assert len(set(oos.examples.zh)) >= 200
    assert len(set(oos.examples.en)) >= 150


def test_no_text_stands_for_two_intents() -> None:
    said: dict[str, str] = {}
    labels = [(CATALOGUE.label(i.name, lang), i.name) for i in CATALOGUE.intents for lang in ("zh", "en")]
    for text, name in [*((text, name) for text, _, name in CATALOGUE.examples()), *labels]:
        assert said.setdefault(bare(text), name) == name, text


def test_every_phrase_that_is_routed_to_is_a_sentence() -> None:
    keys = load_phrases().keys()
    routed = {
        intent.route.removeprefix("phrase:") for intent in CATALOGUE.intents if intent.route.startswith("phrase:")
    }
    assert routed <= keys
    assert {key for key in keys if key.startswith("chat.")} <= routed


def test_flows_and_approvals_are_routed_to() -> None:
    assert CATALOGUE.routed("flow:goal") == CATALOGUE.intent("goal.set")
    assert CATALOGUE.routed("flow:publish") == CATALOGUE.intent("publish.one")
    assert CATALOGUE.routed("approval:ok") == CATALOGUE.intent("approval.approve")
    assert CATALOGUE.routed("flow:unheard_of") is None


def test_templates_speak_of_known_intents_only() -> None:
    names = {intent.name for intent in CATALOGUE.intents}
    templates = load_templates()
    assert set(templates.zh) | set(templates.en) <= names


def test_templates_give_the_same_sentences_every_time() -> None:
    assert load_templates().sentences(3) == load_templates().sentences(3)


def test_a_word_may_stand_for_several_concepts() -> None:
    assert {"metric", "roi"} <= set(load_concepts()["roi"])


def test_a_catalogue_is_read(tmp_path: Path) -> None:
    catalogue = load(tmp_path, GOOD)
    assert catalogue.examples() == (("这个月做到50万", "zh", "goal.set"), ("reach 500k", "en", "goal.set"))


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("    area: goals\n", "    area: goal\n", "goal.yaml:4: intents.0.area"),
        ("    route: flow goal\n", "    route: flow:goal\n", "goal.yaml:5: intents.0.route"),
        ("    slots: [money, mood]\n", "    slots: [money]\n", "goal.yaml:6: intents.0.slots.1"),
        ("    colour: red\n    slots: [money]\n", "    slots: [money]\n", "goal.yaml:6: intents.0.colour"),
        ("      zh: |\n\n", "      zh: |\n        这个月做到50万\n", "goal.yaml:8: intents.0.examples.zh"),
        ("    route: {flow\n", "    route: flow:goal\n", "goal.yaml:6: not YAML"),
    ],
)
def test_a_fault_names_file_line_and_key(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said.replace(".", r"\.")):
        load(tmp_path, GOOD.replace(right, wrong))


def test_a_missing_key_names_the_entry(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"goal\.yaml:2: intents\.0\.route: Field required"):
        load(tmp_path, GOOD.replace("    route: flow:goal\n", ""))


def test_a_text_under_two_intents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"is an example of goal\.set too"):
        load(tmp_path, GOOD + GOOD.removeprefix("intents:\n").replace("goal.set", "goal.change"))


def test_an_intent_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"goal\.set is there twice"):
        load(tmp_path, GOOD)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no intents"):
        load_catalogue(tmp_path)
