"""patterns.yaml and the code that uses it go together."""

import re
from pathlib import Path

import yaml

import intents
from intents.patterns import PATTERNS
from intents.words import words

CODE = "".join(path.read_text(encoding="utf-8") for path in Path(intents.__file__).parent.glob("*.py"))


def test_every_pattern_is_used_and_every_name_is_known() -> None:
    named = set(re.findall(r"(?:pattern|table|each)\(\s*\"([a-z_.]+)\"", CODE))
    assert named == set(yaml.safe_load(PATTERNS.read_text(encoding="utf-8")))


def test_words_are_lower_case_so_that_folded_text_can_match() -> None:
    texts = [text for many in words().implied.values() for text in many]
    assert [text for text in (*texts, *words().overview, *words().undefined) if text != text.lower()] == []
