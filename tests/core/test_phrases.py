"""Sentences and their uses agree, in both directions."""

import re
from pathlib import Path

import pytest

from core.errors import ConfigError
from core.phrases import SENTENCES, Phrases, load_phrases

ROOT = Path(__file__).parents[2]
PACKAGES = ("core", "analytics", "intents", "tools", "autopilot", "dialogs", "adapters", "bot")
FAMILIES = (
    "dialogs.heard_", "dialogs.try_", "dialogs.told_", "intents.", "goal.metric_", "goal.", "report.was_",
    "sandbox.role_", "sandbox.fault_", "sandbox.theme_", "imports.cell_", "imports.file_",
)  # fmt: skip
"""Keys composed from a closed set: `dialogs.heard_{what}` and the like."""
CALL = re.compile(r"(?:\.say\(\s*|Phrase\(\s*)\"([a-z_]+\.[a-z_0-9]+)\"")
LOUD = re.compile(r"[!！]")


def sources() -> str:
    """Everything that may name a sentence, the sentences themselves left out."""
    files = [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*"))
        if path.suffix in {".py", ".yaml", ".js", ".html"} and SENTENCES not in path.parents
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def used(key: str, text: str) -> bool:
    """Named whole, of a family, or by its bare name where a marketplace refuses."""
    area, _, name = key.partition(".")
    return key in text or key.startswith(FAMILIES) or (area == "market" and f'"{name}"' in text)


def test_every_sentence_is_used() -> None:
    text = sources()
    unused = [key for key in load_phrases().keys() if not used(key, text)]
    assert not sorted(unused)


def test_every_sentence_that_is_said_exists() -> None:
    missing = {key for key in CALL.findall(sources())} - load_phrases().keys()
    assert not sorted(missing)


def test_no_sentence_shouts() -> None:
    phrases = load_phrases()
    loud = [key for key in phrases.keys() if LOUD.search(phrases.text(key, "zh") + phrases.text(key, "en"))]
    assert not sorted(loud)


def test_english_sentences_hold_no_chinese_but_names() -> None:
    phrases = load_phrases()
    han = re.compile(r"[\u4e00-\u9fff]")
    mixed = [key for key in phrases.keys() if han.search(phrases.text(key, "en"))]
    assert len(mixed) <= 12, sorted(mixed)


def test_a_sentence_with_different_parameters_is_refused_by_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("b:\n  zh: '{x}'\n  en: hello\n")
    with pytest.raises(ConfigError, match=r"a\.yaml: b"):
        load_phrases(tmp_path)


def test_a_missing_parameter_is_an_error_not_a_gap() -> None:
    with pytest.raises(KeyError):
        Phrases({"a.b": {"zh": "{x}", "en": "{x}"}}).say("a.b", "zh")
