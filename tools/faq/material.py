"""What the question index is trained on: the question bank, the articles' own sentences, and what none answers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import yaml

from tools.faq.articles import Article, load_articles
from tools.faq.bank import LANGS, load_unanswered
from tools.faq.features import by_way
from tools.faq.index import NONE, Key
from tools.faq.kinds import FILE as KINDS
from tools.faq.kinds import asked_kinds, told_kinds
from tools.faq.past import undated
from tools.faq.wording import LOADER, Wording, load_wording
from tools.faq.words import normal

CONCEPTS = Path(__file__).parent / "concepts.yaml"
_STOPS = re.compile(r"[。；]|[.;] ")
SHORTEST = 4
"""Characters of a sentence that is worth learning from."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text and its section's place; `group` keeps apart what is left out together."""

    section: int
    text: str
    group: str


@dataclass(frozen=True, slots=True)
class Material:
    """`questions` are by section, those that no article answers last; `sentences` are the articles' own."""

    sections: tuple[Key, ...]
    told: tuple[tuple[str, ...], ...]
    articles: tuple[str, ...]
    questions: tuple[Line, ...]
    sentences: tuple[Line, ...]
    concepts: dict[str, tuple[str, ...]]
    source: str

    def only(self, questions: Iterable[Line], sentences: Iterable[Line]) -> "Material":
        """The same with fewer lines."""
        return Material(
            self.sections, self.told, self.articles, tuple(questions), tuple(sentences), self.concepts, self.source
        )


def key_of(article: Article, heading: str) -> Key:
    """A section in all versions of its rule."""
    return article.front.platform, article.front.title, heading


def load_material() -> Material:
    """Everything as it is shipped. ConfigError names file and line of the first fault."""
    return material_of(load_articles(), load_wording(), load_concepts())


def load_concepts(path: Path = CONCEPTS) -> dict[str, tuple[str, ...]]:
    """What words stand for, by word."""
    read = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    ways = {concept: tuple(way.strip() for way in str(text).split(",")) for concept, text in read.items()}
    return by_way(ways)


def material_of(articles: Sequence[Article], wording: Wording, concepts: dict[str, tuple[str, ...]]) -> Material:
    """The lines of these articles and of the questions without an answer."""
    pairs = [(article, section) for article in articles for section in article.sections]
    sections = tuple(dict.fromkeys(key_of(article, section.heading["zh"]) for article, section in pairs))
    place = {key: n for n, key in enumerate(sections)}
    files = {key_of(article, section.heading["zh"]): article.front.title for article, section in pairs}
    texts = dict.fromkeys(sections, "")
    for article, section in pairs:
        texts[key_of(article, section.heading["zh"])] += section.text["zh"]
    questions: dict[Line, None] = {}
    sentences: dict[Line, None] = {}
    for article, section in pairs:
        key = key_of(article, section.heading["zh"])
        for lang in LANGS:
            asked = [*filter(partial(_told, told_kinds(texts[key])), section.asks[lang]), section.heading[lang]]
            questions |= dict.fromkeys(Line(place[key], undated(wording, text), files[key]) for text in asked)
            told = _STOPS.split(section.text[lang])
            sentences |= dict.fromkeys(
                Line(place[key], normal(text), files[key]) for text in told if len(text) >= SHORTEST
            )
    strangers = [Line(len(sections), undated(wording, each.text), each.heading) for each in load_unanswered()]
    ordered = sorted(questions, key=lambda line: line.section)
    return Material(
        sections=(*sections, NONE),
        told=(*(tuple(sorted(told_kinds(texts[key]))) for key in sections), ()),
        articles=(*(files[key] for key in sections), ""),
        questions=(*ordered, *dict.fromkeys(strangers)),
        sentences=tuple(sorted(sentences, key=lambda line: line.section)),
        concepts=concepts,
        source=fingerprint(articles, concepts, wording),
    )


def _told(told: frozenset[str], question: str) -> bool:
    """Whether a section tells every kind of fact that a question of the bank asks it for; else it answers nothing."""
    return asked_kinds(normal(question)) <= told


def fingerprint(articles: Sequence[Article], concepts: dict[str, tuple[str, ...]], wording: Wording) -> str:
    """Changes with whatever the index is made of."""
    asked = [(a.file, s.heading["zh"], s.asks, s.text) for a in articles for s in a.sections]
    kinds = KINDS.read_text(encoding="utf-8")
    whole = f"{asked}{load_unanswered()}{sorted(concepts.items())}{wording.model_dump_json()}{kinds}"
    return sha256(whole.encode()).hexdigest()[:16]
