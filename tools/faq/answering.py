"""From found passages to an answer: one passage, or one for each half of a double question, cut at a sentence."""

import re
from dataclasses import dataclass
from datetime import date

from core.phrases import Lang
from tools.faq.doubles import halves
from tools.faq.library import Library
from tools.faq.own import look
from tools.faq.passages import Found, Passage
from tools.faq.search import KNOWN
from tools.faq.versions import in_force, replaced

MOST: dict[Lang, int] = {"zh": 400, "en": 800}
"""Characters that a passage may take in an answer."""
PERHAPS = 0.04
"""The least trust with which a passage is offered as what was perhaps meant."""
HALF, SURE = 0.15, 0.8
"""The least trust of either half; the trust in the answer to the whole from which on that one is told first."""
BARE = 4
"""A half of fewer characters says little by itself."""
DOUBLE = (3.0, 2.7, -3.6, 0.7, 1.1, 2.2, -0.7)
DOUBLE_BIAS = -3.1
"""Of the likelihood that two questions were asked (see `_both`): a logistic regression on pairs of known questions,
joined, against single ones that could be cut, none of which the index had seen."""
_SENTENCE = re.compile(r"[^。！？]+[。！？]?|[^.!?]+(?:[.!?]+(?:\s+|$)|$)")


@dataclass(frozen=True, slots=True)
class Reply:
    """One passage as it is said; `replaced` is the older version that it took the place of."""

    passage: Passage
    text: dict[Lang, str]
    replaced: Passage | None


@dataclass(frozen=True, slots=True)
class Answered:
    """Passages, best first; `related` are passages to go on with; `trust` is in the whole answer, 0 to 1."""

    replies: tuple[Reply, ...]
    related: tuple[Passage, ...]
    trust: float


def answer(library: Library, question: str, today: date, own: Library | None = None) -> Answered | None:
    """None when nothing found can be trusted to answer. `own` holds the merchant's documents."""
    found = look(library, own, question, today)
    top = found[0] if found else None
    best = _halves(library, own, question, today, top) or [item.passage for item in found[:1] if item.trust >= KNOWN]
    if not best:
        return None
    told = best + [now for passage in best if passage.over(today) for now in in_force(library, passage, today)]
    replies = tuple(Reply(passage, _cut(passage), replaced(library, passage, today)) for passage in told)
    return Answered(replies, _related(found, told), top.trust if top else 0.0)


def _halves(library: Library, own: Library | None, question: str, today: date, whole: Found | None) -> list[Passage]:
    """The answers to both halves of “A和B有什么要求” or of two questions, if they stand in two places and it is
    likelier than not that both were asked for."""
    best: list[Passage] = []
    likeliest = 0.0
    for pair in halves(question):
        tops = [look(library, own, half, today)[:1] for half in pair]
        if not all(tops) or tops[0][0].passage.key == tops[1][0].passage.key:
            continue
        trusts = sorted(top[0].trust for top in tops)
        together = tops[0][0].passage.rule == tops[1][0].passage.rule
        if trusts[0] < HALF or trusts[1] < KNOWN or not (together or all(_names(library, half) for half in pair)):
            continue
        likely = _both(pair, tops[0][0], tops[1][0], whole)
        if likely > likeliest:
            best, likeliest = [top[0].passage for top in tops], likely
    if likeliest > 0 and whole is not None and whole.trust > SURE and whole.passage in best:
        best.sort(key=lambda passage: passage is not whole.passage)
    return best if likeliest > 0 else []


def _both(pair: tuple[str, str], first: Found, second: Found, whole: Found | None) -> float:
    """How likely two questions were asked, as log odds."""
    lengths = sorted(map(len, pair))
    signs = (
        min(first.trust, second.trust),
        max(first.trust, second.trust),
        whole.trust if whole else 0.0,
        float(whole is not None and whole.passage.key in {first.passage.key, second.passage.key}),
        lengths[0] / lengths[1],
        float(first.passage.rule == second.passage.rule),
        float(lengths[0] < BARE),
    )
    return DOUBLE_BIAS + sum(weight * sign for weight, sign in zip(DOUBLE, signs, strict=True))


def _names(library: Library, half: str) -> bool:
    """Whether a half says what it is about; “how much is the fine” is about what the other half says."""
    return any(len(term) > 1 and library.terms.weight(term) == 1 for term in library.terms.all(half))


def nearest(library: Library, question: str, today: date, own: Library | None = None) -> tuple[Passage, ...]:
    """Up to two passages that were perhaps meant, where none can be trusted to be."""
    near = [item.passage for item in look(library, own, question, today) if item.trust >= PERHAPS]
    return tuple({passage.key: passage for passage in reversed(near) if passage.section.asks["zh"]}.values())[::-1][:2]


def _related(found: tuple[Found, ...], told: list[Passage]) -> tuple[Passage, ...]:
    """Up to two to go on with: other sections of the article first, then other passages that came near."""
    others = [item for item in found if item.passage not in told and item.passage.section.asks["zh"]]
    same = [item.passage for item in others if item.passage.article == told[0].article]
    near = [item.passage for item in others if item.passage not in same and item.trust >= KNOWN]
    return tuple(same + near)[:2]


def _cut(passage: Passage) -> dict[Lang, str]:
    """The text in both languages, cut at a sentence's end."""
    texts = passage.section.text
    return {lang: _first(texts[lang], most) for lang, most in MOST.items()}


def _first(text: str, most: int) -> str:
    """Whole sentences from the beginning, at most so many characters; at least one sentence."""
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if kept and len(kept) + len(sentence) > most:
            break
        kept += sentence
    return kept.strip()
