"""What the classifier sees of a text: character n-grams, words and word pairs, concepts and pairs of them."""

import re
from collections.abc import Iterator, Mapping

import rjieba

from intents.normal import normalise

FAMILIES = "cw@"
"""First letter of every feature: characters, words, concepts. Each family is normalised by itself."""

_CHUNK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[a-z0#]+(?:'[a-z]+)?|[/%]")
_DIGITS = re.compile(r"\d[\d,.]*")
_LONGEST_CONCEPT = 6
_MOST_WORDS = 3
_MOST_CONCEPTS = 20
_SHORTEST_STEM = 3
_SHORTEST_SLIP = 4
_NUMERAL = "[〇零一二两三四五六七八九十百千]"
_COUNTED = "个|件|套|双|只|条|箱|盒|款|支|包|把|张|台|单|人|斤|pcs|pieces?|units?|sets?|pairs?|boxes|orders?|buyers?"
_KINDS = re.compile(
    rf"(?P<handle>@[a-z0-9_]{{2,}})|(?P<link>https?://)"
    rf"|(?P<time>\d{{1,2}}:\d\d|(?:\d{{1,2}}|{_NUMERAL}{{1,3}}) ?(?:点半?|點|[ap]\.?m\b|o'clock))"
    rf"|(?P<percent>\d[\d,.]* ?(?:%|per ?cent|pct|个点|折)|百分之|{_NUMERAL}+(?:成|折|个点))"
    rf"|(?P<large>\d[\d,.]* ?(?:万|w\b|k\b|千|grand\b|thousand|million)|{_NUMERAL}*万)"
    rf"|(?P<money>[¥$]|\d[\d,.]* ?(?:元|块|毛|蚊|yuan|rmb|quid|bucks)|{_NUMERAL}+(?:元|块|毛|蚊))"
    rf"|(?P<count>(?:\d[\d,]*|{_NUMERAL}+) ?(?:{_COUNTED}))|(?P<decimal>\d+\.\d)|(?P<number>\d+|{_NUMERAL}{{2,}})"
)
_FIGURES = frozenset({"percent", "large", "money", "count", "decimal", "number"})
_ENDINGS = {"'s": ("",), "ies": ("y",), "ied": ("y",), "ing": ("", "e"), "ed": ("", "e"), "es": ("", "e")}
_ENDINGS |= {"s": ("",), "ly": ("",), "er": ("", "e"), "d": ("",)}


class Features:
    """Text → counts of features. `concepts` maps a word (or up to three joined by "_", or a Chinese string) to what it
    stands for. A Chinese string inside a longer one is not read; Latin words are also read without their ending, or
    with their letters in disorder."""

    def __init__(self, concepts: Mapping[str, tuple[str, ...]]) -> None:
        self.concepts = concepts
        latin = (word for word in concepts if len(word) >= _SHORTEST_SLIP and word.isascii() and word.isalpha())
        self._slips = {_shape(word): word for word in latin}
        self._bases: dict[str, str] = {}

    def __call__(self, text: str) -> dict[str, int]:
        """Counts by feature; {} for a text without letters or digits."""
        counts: dict[str, int] = {}
        plain = normalise(text).replace("’", "'")
        for feature in (*self._all(_CHUNK.findall(_DIGITS.sub("0", plain))), *_kinds(plain)):
            counts[feature] = counts.get(feature, 0) + 1
        concepts = sorted(name for name in counts if name[0] == "@")[:_MOST_CONCEPTS]
        counts.update((f"{left}{right}", 1) for i, left in enumerate(concepts) for right in concepts[i + 1 :])
        return counts

    def _all(self, chunks: list[str]) -> Iterator[str]:
        words: list[str] = []
        for chunk in chunks:
            if chunk[0] >= "\u3400":
                words.extend(rjieba.cut(chunk))
                yield from _pieces(chunk, (1, 2, 3, 4))
                yield from self._chinese(chunk)
            else:
                words.append(chunk)
                yield from _pieces(chunk, (2, 3, 4, 5))
        yield from (f"w{word}" for word in words)
        pairs = zip(["^", *words], [*words, "$"], strict=True) if words else ()
        yield from (f"w{left} {right}" for left, right in pairs)
        yield from self._latin(chunks)

    def _chinese(self, chunk: str) -> Iterator[str]:
        read = 0
        for start in range(len(chunk)):
            for end in range(min(len(chunk), start + _LONGEST_CONCEPT), max(start, read), -1):
                found = self.concepts.get(chunk[start:end])
                if found:
                    yield from (f"@{concept}" for concept in found)
                    read = end
                    break

    def _latin(self, chunks: list[str]) -> Iterator[str]:
        bases = [self._base(chunk) for chunk in chunks]
        for start, chunk in enumerate(chunks):
            if chunk[0] < "\u3400":
                for size in range(1, min(_MOST_WORDS, len(chunks) - start) + 1):
                    said, base = "_".join(chunks[start : start + size]), "_".join(bases[start : start + size])
                    found = self.concepts.get(said) or self.concepts.get(base) or ()
                    yield from (f"@{concept}" for concept in found)

    def _base(self, word: str) -> str:
        """The word that stands in the list for this one, else the word itself."""
        if word in self.concepts or word[0] >= "\u3400":
            return word
        if word not in self._bases:
            if len(self._bases) > 50_000:
                self._bases.clear()
            plain = next((each for each in _plain(word) if each in self.concepts), None)
            self._bases[word] = plain or self._slips.get(_shape(word), word)
        return self._bases[word]


def _kinds(text: str) -> Iterator[str]:
    """What kinds of numbers there are, and whether two."""
    kinds = [str(match.lastgroup) for match in _KINDS.finditer(text)]
    yield from (f"@#{kind}" for kind in dict.fromkeys(kinds))
    if sum(kind in _FIGURES for kind in kinds) > 1:
        yield "@#two"


def _pieces(chunk: str, sizes: tuple[int, ...]) -> Iterator[str]:
    padded = f" {chunk} "
    for size in sizes:
        yield from (f"c{padded[i : i + size]}" for i in range(len(padded) - size + 1))


def _plain(word: str) -> Iterator[str]:
    """What an English word may be without its ending: stopped → stopp, stoppe, stop."""
    for ending, instead in _ENDINGS.items():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            yield from (f"{stem}{letter}" for letter in instead)
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def _shape(word: str) -> str:
    """Alike for words with the same first letter and otherwise the same letters in any order, doubled or not."""
    return word[0] + "".join(sorted(set(word[1:]))) if len(word) >= _SHORTEST_SLIP else word
