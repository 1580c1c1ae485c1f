"""Conversations written for this project, with the right reading of their last message: the weights of readings are
fitted on them. `conversations/<zh|en>.txt`: kind|intent|messages before, set apart by " / "|message|stand-alone question."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from core.errors import ConfigError
from core.phrases import Lang
from core.understanding import Mode, Rewrite

FOLDER = Path(__file__).with_name("conversations")
KINDS: dict[str, Rewrite] = {"n": "none", "j": "jump", "i": "in_domain", "x": "cross_domain", "f": "follow_up"}


@dataclass(frozen=True, slots=True)
class Conversation:
    """`history` is what the merchant said before, oldest first; `standalone` the text itself where it is complete."""

    lang: Lang
    rewrite: Rewrite
    intent: str
    history: tuple[str, ...]
    text: str
    standalone: str

    @property
    def mode(self) -> Mode:
        """Whether it stands alone."""
        return "single" if self.rewrite in ("none", "jump") else "multi"


def load_conversations(folder: Path = FOLDER) -> tuple[Conversation, ...]:
    """All of them. ConfigError names the file and line of one that doesn't fit."""
    found: list[Conversation] = []
    for lang in get_args(Lang):
        path = folder / f"{lang}.txt"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                found.append(_read(line, lang, f"{path.name}:{number}"))
    return tuple(found)


def _read(line: str, lang: Lang, place: str) -> Conversation:
    parts = line.split("|")
    if len(parts) != 5 or parts[0] not in KINDS:
        raise ConfigError(f"{place}: needs kind|intent|before|message|stand-alone question")
    kind, intent, before, text, standalone = parts
    return Conversation(lang, KINDS[kind], intent, tuple(before.split(" / ")), text, standalone or text)
