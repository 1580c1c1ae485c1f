"""From a question to the passages that answer it: recalls, fusion, reranking, age, and whether to trust them."""

import math
from collections import defaultdict
from datetime import date

from rapidfuzz import fuzz

from tools.faq.library import Entry, Library, contains, sorted_terms
from tools.faq.passages import Found
from tools.faq.past import asked_day, asked_edition, undated
from tools.faq.versions import by_age
from tools.faq.words import normal

RRF = 60
"""Reciprocal rank fusion's constant: Cormack, Clarke & Büttcher 2009 (SIGIR), section 2."""
KEYWORD = 2
"""How many votes the full-text search has; spelling and names have one each."""
POOL = 40
"""How many fused passages are reranked."""
KNOWN = 0.25
"""The least trust with which a passage is given as an answer."""
NAMED = 0.95
"""The trust where the question is the heading itself."""
WEIGHTS = (0.4, 3.0, 6.0, 0.0, 1.4)
BIAS = -4.8
MUCH, SUBJECT = 15.0, 8.0
"""Of the trust in a passage that has no known questions: a logistic regression on questions of the bank, asked of a few
articles as if a merchant had uploaded them, three questions about something else for each about them; the last two
bound a sign at 1."""


def search(library: Library, question: str, today: date) -> tuple[Found, ...]:
    """Passages, best first, whether or not they can be trusted. `today` decides what holds."""
    found = _learned(library, question) if library.index else _read(library, question)
    if not library.steps.age:
        return found
    return by_age(library, found, today, asked_day(library.wording, question, today), asked_edition(question))


def _learned(library: Library, question: str) -> tuple[Found, ...]:
    """By the index of known questions; sections that came after it was made are looked for in the text."""
    assert library.index is not None
    hits = library.index.rank(undated(library.wording, question))
    found = [Found(passage, hit.trust) for hit in hits for passage in library.indexed.get(hit.section, ())]
    if not library.all_indexed:
        found += [item for item in _read(library, question) if item.passage.key not in library.indexed]
        found.sort(key=lambda item: -item.trust)
    return tuple(found)


def _read(library: Library, question: str) -> tuple[Found, ...]:
    """By headings and text alone."""
    asked = library.terms.all(undated(library.wording, question))
    order = _fused(library, question, asked)
    ranked = [(_trust(library, library.entries[n], asked), -place, n) for place, n in enumerate(order)]
    if library.steps.rerank:
        ranked.sort(reverse=True)
    return tuple(Found(library.entries[n].passage, trust) for trust, _, n in ranked)


def elsewhere(library: Library, question: str) -> str:
    """The other marketplace whose rules it asks for, "" for none."""
    text = normal(question)
    return next((name for name in library.wording.elsewhere if name in text), "")


def _fused(library: Library, question: str, asked: list[str]) -> list[int]:
    lists = [library.by_keyword(asked)] * KEYWORD
    if library.steps.fuse:
        lists += [library.by_name(asked), library.by_grams(library.terms.plain(question))]
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in lists:
        for place, n in enumerate(ranking):
            scores[n] += 1 / (RRF + place)
    return sorted(scores, key=lambda n: (-scores[n], n))[:POOL]


def _trust(library: Library, entry: Entry, asked: list[str]) -> float:
    """How sure it is that the passage answers: logistic in how much of the question it covers, how near the question
    is spelt to a known way of asking, how much the shared terms tell, and those of them that name the subject, and how
    much of the question one sentence has. A single shared term that isn't the subject tells nothing."""
    words = frozenset(asked)
    shared = [word for word in words if _credit(entry, word)]
    if not shared or (len(shared) == 1 and not _is_subject(library, entry, shared[0])):
        return 0.0
    said, total = sorted_terms(asked), library.weigh(words)
    if said in entry.ways:
        return NAMED
    signs = (
        sum(library.idf(term) * _credit(entry, term) for term in shared) / total,
        max((fuzz.ratio(said, way) / 100 for way in entry.ways), default=0.0),
        min(library.weigh(shared) / MUCH, 1.0),
        min(library.weigh(words & entry.subject) / SUBJECT, 1.0),
        max((library.weigh(words & sentence) for sentence in library.sentences(entry)), default=0.0) / total,
    )
    return 1 / (1 + math.exp(-BIAS - sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True))))


def _is_subject(library: Library, entry: Entry, term: str) -> bool:
    """Whether one term alone names what the passage is about."""
    return term in entry.subject or (library.terms.weight(term) == 1 and frozenset({term}) in entry.way_terms)


def _credit(entry: Entry, term: str) -> float:
    if term in entry.asked:
        return 1.0
    if term in entry.named:
        return 0.9
    return 0.7 if contains(entry, term) else 0.0
