"""From found passages to an answer: one passage, or one for each half of a double question, cut at a sentence."""

import re
from dataclasses import dataclass
from datetime import date

from core.phrases import Lang
from tools.faq.library import Library
from tools.faq.own import look
from tools.faq.passages import Found, Passage
from tools.faq.search import KNOWN
from tools.faq.versions import in_force, replaced

MOST: dict[Lang, int] = {"zh": 400, "en": 800}
"""Characters that a passage may take in an answer."""
PERHAPS = 0.04
"""The least trust with which a passage is offered as what was perhaps meant."""
BARE = 12
"""A first half of fewer characters is only named, and shares the second half's question."""
_ENDS = "？?，,。 "
_JOINT = re.compile(
    r"^(?P<head>.+?)(?P<stop>[？?，,。；;]\s*)?(?:和|与|跟|、|以及|还有|另外|\band\b|(?<=[？?，,。；;]))(?P<rest>.+)$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:各|分别|都|有|的|要|是|怎|应|该)")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?|[^.!?]+(?:[.!?]+(?:\s+|$)|$)")


@dataclass(frozen=True, slots=True)
class Reply:
    """One passage as it is said; `replaced` is the older version that it took the place of."""

    passage: Passage
    text: dict[Lang, str]
    replaced: Passage | None


@dataclass(frozen=True, slots=True)
class Answered:
    """Passages, best first; `related` are passages to go on with."""

    replies: tuple[Reply, ...]
    related: tuple[Passage, ...]


def answer(library: Library, question: str, today: date, own: Library | None = None) -> Answered | None:
    """None when nothing found can be trusted to answer. `own` holds the merchant's documents."""
    found = look(library, own, question, today)
    sure = found[0].trust if found else 0.0
    best = _halves(library, own, question, today, max(sure, KNOWN)) or [
        item.passage for item in found[:1] if sure >= KNOWN
    ]
    if not best:
        return None
    told = best + [now for passage in best if passage.over(today) for now in in_force(library, passage, today)]
    replies = tuple(Reply(passage, _cut(passage), replaced(library, passage, today)) for passage in told)
    return Answered(replies, _related(found, told))


def _halves(library: Library, own: Library | None, question: str, today: date, least: float) -> list[Passage]:
    """The answers to both halves of “A和B有什么要求” or of two questions, if they stand in two places and both can be
    trusted more than the answer to the whole."""
    joint = _JOINT.match(question)
    if joint is None:
        return []
    head, second = joint["head"].strip(), joint["rest"].strip(_ENDS)
    tail = _TAIL.search(second)
    if tail and not joint["stop"] and len(head) < BARE:
        head += second[tail.start() :]
    tops = [look(library, own, half, today)[:1] for half in (head, second)]
    trusted = [top[0].passage for top in tops if top and top[0].trust > least]
    return trusted if len(trusted) == 2 and trusted[0] is not trusted[1] else []


def nearest(library: Library, question: str, today: date, own: Library | None = None) -> tuple[Passage, ...]:
    """Up to two passages that were perhaps meant, where none can be trusted to be."""
    near = (item.passage for item in look(library, own, question, today) if item.trust >= PERHAPS)
    return tuple(passage for passage in near if passage.section.asks["zh"])[:2]


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
