"""Every sentence the product says, in both languages, as data in `core/sentences/*.yaml`.

A file maps `key: {zh: …, en: …}`; keys are `<file stem>.<name>`; parameters are `str.format` fields, the same in
both languages.
"""

from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Literal

import yaml

Lang = Literal["zh", "en"]

SENTENCES = Path(__file__).parent / "sentences"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence not yet said: its key and parameters (strings already formatted for people)."""

    key: str
    params: dict[str, str] = field(default_factory=dict)


class Phrases:
    """All sentences, read once."""

    def __init__(self, sentences: dict[str, dict[Lang, str]]) -> None:
        self._sentences = sentences

    def say(self, key: str, lang: Lang, **params: str) -> str:
        """The sentence in `lang`. KeyError names an unknown key or a missing parameter."""
        return self._sentences[key][lang].format(**params)

    def speak(self, phrase: Phrase, lang: Lang) -> str:
        """The same for a `Phrase` value."""
        return self.say(phrase.key, lang, **phrase.params)

    def keys(self) -> frozenset[str]:
        """All keys, for the tests that compare them with their uses."""
        return frozenset(self._sentences)

    def text(self, key: str, lang: Lang) -> str:
        """The raw template, for tests."""
        return self._sentences[key][lang]


def fields(template: str) -> frozenset[str]:
    """The parameter names of a template."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def load_phrases(folder: Path = SENTENCES) -> Phrases:
    """Read all phrase files. ValueError names the file and key of the first fault."""
    sentences: dict[str, dict[Lang, str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, both in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            key = f"{path.stem}.{name}"
            if not isinstance(both, dict) or set(both) != {"zh", "en"}:
                raise ValueError(f"{path}: {name}: needs exactly zh and en")
            if fields(both["zh"]) != fields(both["en"]):
                raise ValueError(f"{path}: {name}: zh and en take different parameters")
            sentences[key] = {"zh": both["zh"].rstrip("\n"), "en": both["en"].rstrip("\n")}
    return Phrases(sentences)
