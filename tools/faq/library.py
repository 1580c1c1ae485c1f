"""`Library`: articles made searchable. Everything is in memory and read-only once built."""

import heapq
import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz, process

from tools.faq.articles import Article
from tools.faq.index import Index, Key, Weights
from tools.faq.passages import Passage, by_section, whole
from tools.faq.wording import Wording
from tools.faq.words import PLAIN, UNHEARD, Terms, grams, is_han

_STOPS = re.compile(r"[。；;！？!?]|\.\s")
DEEP = 24
"""How many passages each recall gives."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Which steps of retrieval are on; an evaluation turns them off to see what each gains. `learn` is the index of
    known questions."""

    cut: bool = True
    rewrite: bool = True
    fuse: bool = True
    rerank: bool = True
    learn: bool = True
    age: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is searched: plain texts and term sets.

    `ways` are headings, and what an own document is asked with, as sorted terms; `subject` the terms of heading and
    article names.
    """

    passage: Passage
    ways: tuple[str, ...]
    way_terms: tuple[frozenset[str], ...]
    asked: frozenset[str]
    named: frozenset[str]
    subject: frozenset[str]
    body: str
    body_terms: frozenset[str]


class Library:
    """Passages and three ways to recall them. Building reads nothing from disk."""

    def __init__(
        self,
        articles: tuple[Article, ...],
        wording: Wording,
        steps: Steps | None = None,
        beside: "Library | None" = None,
        weights: Weights | None = None,
    ) -> None:
        """With `beside`, how much a term tells is counted in both: a few passages alone can't say what is rare.
        `weights` are of the index of known questions."""
        self.steps = steps or Steps()
        self.wording = wording
        self._beside = beside
        self.terms: Terms = beside.terms if beside else Terms.of(wording, rewrite=self.steps.rewrite)
        self.passages = by_section(articles) if self.steps.cut else whole(articles)
        self.index = Index(weights, self.terms) if weights and self.steps.learn else None
        self._sentences: dict[int, tuple[frozenset[str], ...]] = {}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The passages as they are searched by heading and text."""
        return tuple(map(self._entry, self.passages))

    def _entry(self, passage: Passage) -> Entry:
        section, front = passage.section, passage.article.front
        asks = (*_own_asks(passage), *section.heading.values())
        names = " | ".join((front.title, front.title_en, *front.aliases.zh, *front.aliases.en))
        ways = [self.terms.all(ask) for ask in asks]
        body = self.terms.plain(f"{section.text['zh']} {section.text['en']}")
        return Entry(
            passage=passage,
            ways=tuple(sorted_terms(way) for way in ways),
            way_terms=tuple(map(frozenset, ways)),
            asked=frozenset(term for way in ways for term in way),
            named=frozenset(self.terms.all(names)),
            subject=frozenset(self.terms.all(f"{names} | {' | '.join(section.heading.values())}")),
            body=body,
            body_terms=frozenset(self.terms.cut(body)),
        )

    @cached_property
    def _df(self) -> Counter[str]:
        own = Counter(term for e in self.entries for term in e.asked | e.named | e.body_terms)
        return own + self._beside._df if self._beside else own

    @cached_property
    def _size(self) -> int:
        return len(self.passages) + (self._beside._size if self._beside else 0)

    def idf(self, term: str) -> float:
        """How much a term tells, near 0 for one in every passage, most for a thing that no article names."""
        weight = self.terms.weight(term)
        if weight == PLAIN and not self._df[term]:
            weight = UNHEARD
        return weight * math.log(1 + self._size / (self._df[term] + 0.5))

    def weigh(self, terms: Iterable[str]) -> float:
        """What terms tell together."""
        return sum(map(self.idf, terms))

    def sentences(self, entry: Entry) -> tuple[frozenset[str], ...]:
        """The terms of each sentence of a passage."""
        key = id(entry)
        if key not in self._sentences:
            text = entry.passage.section.text
            parts = _STOPS.split(f"{text['zh']}。{text['en']}")
            self._sentences[key] = tuple(frozenset(self.terms.all(part)) for part in parts if part.strip())
        return self._sentences[key]

    @cached_property
    def _rows(self) -> sqlite3.Connection:
        return _fts(self.entries)

    def by_keyword(self, asked: list[str]) -> list[int]:
        """Full-text search, best first."""
        if not asked:
            return []
        match = " OR ".join(f'"{term}"' for term in dict.fromkeys(asked))
        query = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 4, 2, 1), rowid LIMIT ?"
        return [row[0] for row in self._rows.execute(query, (match, DEEP))]

    @cached_property
    def _ways(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        pairs = [(way, n) for n, entry in enumerate(self.entries) for way in entry.ways]
        return tuple(way for way, _ in pairs), tuple(n for _, n in pairs)

    def by_name(self, asked: list[str]) -> list[int]:
        """Passages whose heading or known ways of asking are spelt most alike, best first."""
        ways, owners = self._ways
        found = process.extract(sorted_terms(asked), ways, scorer=fuzz.ratio, limit=3 * DEEP, score_cutoff=80)
        return list(dict.fromkeys(owners[place] for _, _, place in found))[:DEEP]

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for n, entry in enumerate(self.entries):
            section = entry.passage.section
            front = entry.passage.article.front
            texts = (*_own_asks(entry.passage), *section.heading.values(), front.title, *section.text.values())
            for gram in grams(self.terms.plain(" ".join(texts))):
                places[gram].append(n)
        return places

    def by_grams(self, text: str) -> list[int]:
        """Passages that share the rarest pairs of characters, best first."""
        scores: defaultdict[int, float] = defaultdict(float)
        for gram in grams(text):
            if places := self._grams.get(gram):
                weight = math.log(1 + len(self.entries) / len(places))
                for n in places:
                    scores[n] += weight
        return heapq.nsmallest(DEEP, scores, key=lambda n: (-scores[n], n))

    @cached_property
    def indexed(self) -> dict[Key, tuple[Passage, ...]]:
        """The passages of each section that the index knows, the newest version first."""
        known = set(self.index.sections) if self.index else set()
        found: dict[Key, list[Passage]] = defaultdict(list)
        for passage in self.passages:
            if passage.key in known:
                found[passage.key].append(passage)
        return {key: tuple(sorted(each, key=_effective, reverse=True)) for key, each in found.items()}

    @cached_property
    def all_indexed(self) -> bool:
        """Whether the index knows every passage."""
        return sum(map(len, self.indexed.values())) == len(self.passages)

    def warm(self) -> None:
        """Build what is built on first use."""
        if self.index and self.all_indexed:
            self.index.rank("a")
            return
        self.by_name(["a"])
        self.by_grams("a")
        self.idf("没见过的词")


def _effective(passage: Passage) -> date:
    return passage.article.front.effective


def _own_asks(passage: Passage) -> tuple[str, ...]:
    asks = passage.section.asks
    return (*asks["zh"], *asks["en"]) if passage.own else ()


def sorted_terms(terms: list[str]) -> str:
    """One string for terms in any order."""
    return " ".join(sorted(terms))


def _fts(entries: tuple[Entry, ...]) -> sqlite3.Connection:
    rows = sqlite3.connect(":memory:", check_same_thread=False)
    rows.execute("CREATE VIRTUAL TABLE t USING fts5(asked, named, body)")
    rows.executemany(
        "INSERT INTO t(rowid, asked, named, body) VALUES (?, ?, ?, ?)",
        ((n, " ".join(e.asked), " ".join(e.named), " ".join(e.body_terms)) for n, e in enumerate(entries)),
    )
    return rows


def contains(entry: Entry, term: str) -> bool:
    """Whether a passage's text has a term; Chinese ones also inside longer words."""
    return term in entry.body_terms or (is_han(term) and len(term) > 1 and term in entry.body)
