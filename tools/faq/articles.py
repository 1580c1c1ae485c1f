"""Articles: Markdown files with front matter, read and checked as a whole, cut by heading into sections.

A section is `## 标题 | Heading`, a Chinese paragraph with the key fact first, and the same in English as a blockquote.
How people ask for it stands in the question bank (see `bank`); without any, its heading does.
Articles of one title and platform are versions: the older has `expires`.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import ConfigError
from core.phrases import Lang
from tools.faq.bank import FOLDER as QUESTIONS
from tools.faq.bank import LANGS, Asked, read_asked
from tools.faq.wording import LOADER

FOLDER = Path(__file__).parent / "articles"
OWN = "自己的资料"
"""The platform of what a merchant uploaded."""
_FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_HEADING = re.compile(r"^## (.+?) \| (.+)$")


class Names(BaseModel):
    """What people call the subject."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)


class Front(BaseModel):
    """The front matter. `source` is law, standard or rulebook by name; it stopped holding on `expires`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    title_en: str
    platform: str
    source: str
    source_en: str
    effective: date
    expires: date | None = None
    aliases: Names


@dataclass(frozen=True, slots=True)
class Section:
    """One heading's text in both languages, and ways people ask for it."""

    heading: dict[Lang, str]
    asks: dict[Lang, tuple[str, ...]]
    text: dict[Lang, str]


@dataclass(frozen=True, slots=True)
class Article:
    """One document. Those of one `title` and `platform` are versions of the same rules."""

    file: str
    front: Front
    sections: tuple[Section, ...]


def load_articles(folder: Path = FOLDER, questions: Path = QUESTIONS) -> tuple[Article, ...]:
    """All articles of a folder by file name, with their questions. ConfigError names file and line of the first
    fault."""
    return tuple(
        read_article(path.name, path.read_text(encoding="utf-8"), read_asked(questions / f"{path.stem}.txt"))
        for path in sorted(folder.glob("*.md"))
    )


def read_article(file: str, text: str, asked: tuple[Asked, ...] = ()) -> Article:
    """One article. ConfigError names file and line of the first fault."""
    found = _FRONT.match(text)
    if found is None:
        raise ConfigError(f"{file}:1: starts with front matter between two lines of ---")
    front = _read_front(file, found.group(1))
    sections = _read_sections(file, text[found.end() :], text[: found.end()].count("\n"))
    if not sections:
        raise ConfigError(f"{file}: has no section; write one as “## 标题 | Heading”")
    strangers = {each.heading for each in asked} - {section.heading["zh"] for section in sections}
    if strangers:
        raise ConfigError(f"{file}: has no section {sorted(strangers)[0]!r}, which its questions ask for")
    return Article(file, front, tuple(_with_questions(section, asked) for section in sections))


def _with_questions(section: Section, asked: tuple[Asked, ...]) -> Section:
    own = [each for each in asked if each.heading == section.heading["zh"]]
    asks = {lang: tuple(dict.fromkeys(each.text for each in own if each.lang == lang)) for lang in LANGS}
    return replace(section, asks={lang: asks[lang] or (section.heading[lang],) for lang in LANGS})


def _read_front(file: str, text: str) -> Front:
    try:
        return Front.model_validate(yaml.load(text, LOADER))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ConfigError(f"{file}:{line}: {error.problem}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        key = str(fault["loc"][0]) if fault["loc"] else ""
        raise ConfigError(f"{file}:{_line_of(text, key)}: {key}: {fault['msg']}") from error


def _line_of(text: str, key: str) -> int:
    """The line of a key in the file (the front matter begins on its second line), 1 if it is not there."""
    return next((n for n, line in enumerate(text.split("\n"), 2) if line.startswith(f"{key}:")), 1)


def _read_sections(file: str, body: str, above: int) -> tuple[Section, ...]:
    sections: list[Section] = []
    lines: list[str] = []
    start = above + 1
    for number, line in enumerate(body.split("\n"), above + 1):
        if line.startswith("## "):
            sections += _section(file, start, lines)
            start, lines = number, []
        lines.append(line.rstrip())
    return (*sections, *_section(file, start, lines))


def _section(file: str, line: int, lines: list[str]) -> list[Section]:
    """The section that these lines are, none if they are blank. `line` is the first one's."""
    if not any(lines):
        return []
    heading = _HEADING.match(lines[0])
    if heading is None:
        raise ConfigError(f"{file}:{line}: a section begins with “## 标题 | Heading”")
    zh = [text for text in lines[1:] if text and not text.startswith(">")]
    en = [text.lstrip("> ") for text in lines if text.startswith(">")]
    if not zh or not en:
        raise ConfigError(f"{file}:{line}: a section needs a Chinese paragraph and an English one as a blockquote")
    return [
        Section(
            heading={"zh": heading.group(1), "en": heading.group(2)},
            asks={"zh": (), "en": ()},
            text={"zh": "".join(zh), "en": " ".join(filter(None, en))},
        )
    ]
