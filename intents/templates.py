"""Templates of sentences and concepts: what training has besides the catalogue's examples."""

import random
import re
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).with_name("templates.yaml")
CONCEPTS = Path(__file__).with_name("concepts.yaml")
MODES = Path(__file__).with_name("modes.yaml")
_CHOICE = re.compile(r"\(([^()]*)\)(\?)?")
_WORD = re.compile(r"\{(\w)\}")


class Templates(BaseModel):
    """`words` by letter; templates by intent, in two languages. `left_out` are sentences never drawn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    left_out: frozenset[str] = frozenset()
    words: dict[str, tuple[str, ...]]
    zh: dict[str, tuple[str, ...]]
    en: dict[str, tuple[str, ...]]

    def sentences(self, each: int) -> tuple[tuple[str, str], ...]:
        """(text, intent), up to `each` different ones of every template; the same every time."""
        return tuple(
            (text, intent)
            for patterns in (self.zh, self.en)
            for intent, lines in patterns.items()
            for line in lines
            for text in self.expand(line, each)
        )

    def expand(self, template: str, each: int) -> list[str]:
        """Up to `each` different sentences of one template; the same every time."""
        chance = random.Random(template)
        texts = dict.fromkeys(self._one(template, chance) for _ in range(each))
        return [text for text in texts if text and text not in self.left_out]

    def _one(self, pattern: str, chance: random.Random) -> str:
        while True:
            chosen = _CHOICE.sub(lambda m: _choose(m, chance), pattern)
            if chosen == pattern:
                break
            pattern = chosen
        said = _WORD.sub(lambda m: chance.choice(self.words[m[1]]), pattern)
        return " ".join(said.split())


def _choose(match: re.Match[str], chance: random.Random) -> str:
    options: list[str] = match[1].split("|") + ([""] if match[2] else [])
    return chance.choice(options)


def load_templates(path: Path = FILE) -> Templates:
    """pydantic.ValidationError names a wrong key."""
    return Templates.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))


def load_concepts(path: Path = CONCEPTS) -> dict[str, tuple[str, ...]]:
    """Word → the concepts it stands for."""
    found: dict[str, list[str]] = {}
    for concept, words in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader).items():
        for word in words.split():
            found.setdefault(word, []).append(concept)
    return {word: tuple(concepts) for word, concepts in found.items()}


def load_modes(each: int, path: Path = MODES) -> dict[str, tuple[str, ...]]:
    """Texts typed after another message, by mode (single, multi), in both languages, up to `each` of a line."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    templates = load_templates()
    lines = {mode: [line for block in of.values() for line in block.splitlines()] for mode, of in data.items()}
    return {mode: tuple(t for line in of for t in templates.expand(line, each)) for mode, of in lines.items()}
