"""Texts as terms: what people say turned into what articles say, Chinese words, English stems; stop words left out."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from tools.faq.wording import Wording

RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9][a-z0-9.'&%]*")
_PIECE = re.compile(r"[\u3400-\u9fff，。！？；：、]|[a-z0-9]+(?:['./&%-][a-z0-9]+)*")
_FIRST_HAN = "\u3400"
_STEMS = re.compile(r"(?:izations?|ements?|ations?|ings?|ies|ied|es|ed|s|ly|e|y)$")
Ways = dict[str, dict[str, list[tuple[list[str], str]]]]
"""Ways of saying as pieces, with what they mean, by first and second piece ("" for a single one), longest first."""
SOFT, PLAIN, UNHEARD = 0.35, 0.8, 0.3
"""What a soft word, one of doing or describing, and such a one that no article has, weigh against one for a thing."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Cuts texts into terms. Without `said` synonyms stay as they are."""

    known: re.Pattern[str]
    said: Ways
    own: frozenset[str]
    stop: frozenset[str]
    soft: frozenset[str]

    @classmethod
    def of(cls, wording: Wording, *, rewrite: bool = True) -> "Terms":
        """With the words and synonyms of `wording`."""
        own = sorted(filter(is_han, (*wording.words, *wording.same)), key=len, reverse=True)
        return cls(
            known=re.compile(f"({'|'.join(own)})"),
            said=_by_pieces(wording.same) if rewrite else {},
            own=frozenset(own),
            stop=frozenset(map(_term, wording.stop)),
            soft=frozenset(map(_term, wording.soft)),
        )

    def plain(self, text: str) -> str:
        """Width and case folded, punctuation dropped, synonyms said in the articles' words."""
        pieces = _PIECE.findall(normal(text))
        found: list[str] = []
        place = 0
        while place < len(pieces):
            piece, length = pieces[place], 1
            if piece in self.said:
                length, piece = self._meant(pieces, place)
            found.append(piece if piece[0] >= _FIRST_HAN else f" {piece} ")
            place += length
        return "".join(found)

    def _meant(self, pieces: list[str], place: int) -> tuple[int, str]:
        """How many pieces from here on are one way of saying, and what is meant; the longest counts."""
        second = self.said[pieces[place]]
        after = pieces[place + 1] if place + 1 < len(pieces) else ""
        for said, word in (*second.get(after, ()), *second.get("", ())):
            if pieces[place : place + len(said)] == said:
                return len(said), word
        return 1, pieces[place]

    def all(self, text: str) -> list[str]:
        """Every term of a text in order, stop words left out."""
        return self.cut(self.plain(text))

    def cut(self, plain: str) -> list[str]:
        """The same for a text that `plain` gave."""
        found: list[str] = []
        for run in RUN.findall(plain):
            found += self._words(run) if run[0] >= _FIRST_HAN else [stem(run)]
        return [term for term in found if term not in self.stop]

    def weight(self, term: str) -> float:
        """How much a term says by itself: 1 for things and words of the trade, less for others and for soft words."""
        if term in self.soft:
            return SOFT
        return 1.0 if term in self.own or names_a_thing(term) else PLAIN

    def _words(self, run: str) -> list[str]:
        """Words we know ourselves first, the dictionary's between them."""
        found: list[str] = []
        for n, piece in enumerate(self.known.split(run)):
            if piece:
                found += [piece] if n % 2 else rjieba.cut(piece, False)
        return found


def normal(text: str) -> str:
    """Width and case folded."""
    return unicodedata.normalize("NFKC", text).lower()


def is_han(text: str) -> bool:
    """Whether it has a Chinese character."""
    return any(letter >= _FIRST_HAN for letter in text)


@lru_cache(maxsize=20_000)
def names_a_thing(word: str) -> bool:
    """Whether it is a noun or a foreign word, and not one of doing, counting or joining."""
    return not is_han(word) or any(tag[0] in "njibz" or tag == "eng" for _, tag in rjieba.tag(word))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """An English word without its ending; short words and numbers as they are."""
    word = word.removesuffix("'s").strip(".'")
    if len(word) <= 3 or any(letter.isdigit() for letter in word):
        return word
    short = _STEMS.sub("", word)
    return short if len(short) >= 3 else word


def grams(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters and threes of Latin letters, for near matches and typos."""
    found: set[str] = set()
    for run in RUN.findall(text):
        size = 2 if run[0] >= _FIRST_HAN else 3
        found |= {run[i : i + size] for i in range(max(len(run) - size + 1, 1))}
    return frozenset(found)


def _term(word: str) -> str:
    return word if is_han(word) else stem(normal(word))


def _by_pieces(same: dict[str, tuple[str, ...]]) -> Ways:
    found: Ways = defaultdict(lambda: defaultdict(list))
    for word, ways in same.items():
        for way in ways:
            pieces = _PIECE.findall(normal(way))
            found[pieces[0]][pieces[1] if len(pieces) > 1 else ""].append((pieces, normal(word)))
    for seconds in found.values():
        for ways_on in seconds.values():
            ways_on.sort(key=lambda way: -len(way[0]))
    return dict(found)
