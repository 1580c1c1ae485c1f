"""Every sentence the product says, in both languages, as data in `core/sentences/*.yaml`.

A file maps `key: {zh: …, en: …}`; keys are `<file stem>.<name>`; parameters are `str.format` fields, the same in
both languages.
"""

from pathlib import Path
from string import Formatter

import yaml

from core.errors import ConfigError
from core.phrase import Lang, Phrase

__all__ = ["SENTENCES", "Lang", "Phrase", "Phrases", "load_phrases"]

SENTENCES = Path(__file__).parent / "sentences"


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
    """Read all phrase files. ConfigError names file and line, or key, of the first fault."""
    sentences: dict[str, dict[Lang, str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, both in _read(path).items():
            sentences[f"{path.stem}.{name}"] = _checked(both, f"{path.name}: {name}")
    return Phrases(sentences)


def _read(path: Path) -> dict[str, object]:
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path.name}:{line}: not YAML: {error.problem}") from error
    if not isinstance(found, dict):
        raise ConfigError(f"{path.name}: must map names to sentences")
    return found


def _checked(both: object, where: str) -> dict[Lang, str]:
    if not isinstance(both, dict) or set(both) != {"zh", "en"}:
        raise ConfigError(f"{where}: needs exactly zh and en")
    zh, en = str(both["zh"]).rstrip("\n"), str(both["en"]).rstrip("\n")
    if fields(zh) != fields(en):
        raise ConfigError(f"{where}: zh and en take different parameters")
    return {"zh": zh, "en": en}
