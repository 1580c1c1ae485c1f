"""Texts as terms: what people say turned into what articles say, Chinese words, English stems; stop words left out."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from tools.faq.wording import Wording

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9][a-z0-9.'&%]*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_STEMS = re.compile(r"(?:izations?|ements?|ations?|ings?|ies|ied|es|ed|s|ly|e|y)$")
SOFT = 0.35
"""What a soft word weighs against another."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Cuts texts into terms. `rewrite` False leaves synonyms as they are said."""

    known: re.Pattern[str]
    said: re.Pattern[str]
    meant: dict[str, str]
    stop: frozenset[str]
    soft: frozenset[str]
    rewrite: bool = True

    @classmethod
    def of(cls, wording: Wording, *, rewrite: bool = True) -> "Terms":
        """With the words and synonyms of `wording`."""
        meant = {normal(said): normal(word) for word, ways in wording.same.items() for said in ways}
        return cls(
            known=re.compile(f"({_any(normal(word) for word in (*wording.words, *wording.same))})"),
            said=re.compile(_any(meant)),
            meant=meant,
            stop=frozenset(map(_term, wording.stop)),
            soft=frozenset(map(_term, wording.soft)),
            rewrite=rewrite,
        )

    def plain(self, text: str) -> str:
        """Width and case folded, synonyms said in the articles' words."""
        text = normal(text)
        return self.said.sub(lambda found: self.meant[found.group()], text) if self.rewrite else text

    def all(self, text: str) -> list[str]:
        """Every term in order, stop words left out."""
        found: list[str] = []
        for run in _RUN.findall(self.plain(text)):
            found += self._words(run) if is_han(run) else [stem(run)]
        return [term for term in found if term not in self.stop]

    def weight(self, term: str) -> float:
        """How much a term says by itself: 1, less for soft words."""
        return SOFT if term in self.soft else 1.0

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
    return _HAN.search(text) is not None


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
    for run in _RUN.findall(text):
        size = 2 if is_han(run) else 3
        found |= {run[i : i + size] for i in range(max(len(run) - size + 1, 1))}
    return frozenset(found)


def _term(word: str) -> str:
    return word if is_han(word) else stem(normal(word))


def _any(words: Iterable[str]) -> str:
    """A pattern for any of these, longest first; Latin words stand alone."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word) if is_han(word) else rf"\b{re.escape(word)}\b" for word in ordered)
