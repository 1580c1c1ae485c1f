"""The question bank: how people ask for each section, one file an article beside the articles' text.

`## 标题 | Heading` as in the article, then lines `zh 问法` and `en a way of asking`. The first of each language goes on
a button. What no article answers is asked in `unanswered.txt`, under headings of its own: those questions teach what
not to answer.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from core.errors import ConfigError
from core.phrases import Lang

FOLDER = Path(__file__).parent / "questions"
UNANSWERED = "unanswered.txt"
LANGS: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True, slots=True)
class Asked:
    """One way of asking, under a heading of a file."""

    heading: str
    lang: Lang
    text: str


def read_asked(path: Path) -> tuple[Asked, ...]:
    """The questions of one file, none if there is no such file. ConfigError names file and line of the first fault."""
    if not path.is_file():
        return ()
    heading, found = "", []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        start, _, text = line.strip().partition(" ")
        if start == "##":
            heading = text.partition(" | ")[0]
        elif line.strip() and not (heading and text and start in LANGS):
            raise ConfigError(f"{path.name}:{number}: a line is “## 标题 | Heading”, “zh 问法” or “en a way of asking”")
        found += [Asked(heading, lang, text.strip()) for lang in LANGS if lang == start]
    return tuple(found)


def load_unanswered(folder: Path = FOLDER) -> tuple[Asked, ...]:
    """Questions that no article answers."""
    return read_asked(folder / UNANSWERED)
