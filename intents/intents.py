"""The catalogue of intents: validated data from `intents/catalogue/*.yaml`, one file per area."""

from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from core.errors import ConfigError
from core.phrases import Lang
from core.understanding import Area, SlotKind

FOLDER = Path(__file__).parent / "catalogue"
ROUTES = r"^(handoff|(tool|flow|phrase):[a-z_]+(\.[a-z_]+)?|approval:(ok|edit|no|undo))$"


class Examples(BaseModel):
    """What people type for an intent; a line each in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)

    @field_validator("zh", "en", mode="before")
    @classmethod
    def _lines(cls, value: Any) -> Any:
        return tuple(line.strip() for line in value.splitlines() if line.strip()) if isinstance(value, str) else value


class Label(BaseModel):
    """An intent in a few words: the text of a button, which typed is understood as that intent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str = Field(min_length=1, max_length=20)
    en: str = Field(min_length=1, max_length=40)


class Intent(BaseModel):
    """A catalogue entry. `route` is tool:<name>, flow:<name>, approval:<verdict>, phrase:<key> or handoff.

    `slots` are the kinds that a message of this intent may carry.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z_]+(\.[a-z_]+)?$")
    label: Label
    area: Area
    route: str = Field(pattern=ROUTES)
    slots: tuple[SlotKind, ...] = ()
    examples: Examples


class AreaFile(BaseModel):
    """One file of the catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intents: tuple[Intent, ...] = Field(min_length=1)


class Catalogue(BaseModel):
    """All intents, in the order of files and entries."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intents: tuple[Intent, ...]

    @cached_property
    def _by_name(self) -> dict[str, Intent]:
        return {intent.name: intent for intent in self.intents}

    def intent(self, name: str) -> Intent:
        """KeyError for a name that is not in the catalogue."""
        return self._by_name[name]

    def label(self, name: str, lang: Lang) -> str:
        """What a button for the intent says."""
        label = self.intent(name).label
        return label.zh if lang == "zh" else label.en

    def routed(self, route: str) -> Intent | None:
        """The first intent with that route."""
        return next((intent for intent in self.intents if intent.route == route), None)

    def examples(self) -> tuple[tuple[str, Lang, str], ...]:
        """(text, language, intent) of every example."""
        found: list[tuple[str, Lang, str]] = []
        for intent in self.intents:
            found += [(text, "zh", intent.name) for text in intent.examples.zh]
            found += [(text, "en", intent.name) for text in intent.examples.en]
        return tuple(found)

    def fingerprint(self) -> str:
        """SHA-256 over all examples and their intents, hex."""
        return sha256("\n".join(f"{name}\t{lang}\t{text}" for text, lang, name in self.examples()).encode()).hexdigest()


def load_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Read and check all files. ConfigError names file, line and key."""
    intents: list[Intent] = []
    said: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        for index, intent in enumerate(_read(path).intents):
            intents.append(intent)
            for text in (*intent.examples.zh, *intent.examples.en):
                other = said.setdefault(text, intent.name)
                if other != intent.name:
                    where = _line(yaml.compose(path.read_text(encoding="utf-8")), ("intents", index))
                    raise ConfigError(f"{path.name}:{where}: {intent.name}: {text!r} is an example of {other} too")
    names = [intent.name for intent in intents]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice or not intents:
        raise ConfigError(f"{folder.name}: " + (f"intent {twice} is there twice" if twice else "no intents"))
    return Catalogue(intents=tuple(intents))


def _read(path: Path) -> AreaFile:
    source = path.read_text(encoding="utf-8")
    try:
        return AreaFile.model_validate(yaml.load(source, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise ConfigError(f"{path.name}:{mark.line + 1 if mark else 1}: not YAML: {error.problem}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"])
        raise ConfigError(f"{path.name}:{_line(yaml.compose(source), fault['loc'])}: {key}: {fault['msg']}") from error


def _line(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    """The line (from 1) of the deepest part of `loc` that the file has."""
    line = 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
