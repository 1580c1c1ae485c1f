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
_MOST_CONCEPTS = 12


class Features:
    """Text → counts of features. `concepts` maps a word (or two, or a Chinese string) to what it stands for."""

    def __init__(self, concepts: Mapping[str, tuple[str, ...]]) -> None:
        self.concepts = concepts

    def __call__(self, text: str) -> dict[str, int]:
        """Counts by feature; {} for a text without letters or digits."""
        counts: dict[str, int] = {}
        for feature in self._all(_CHUNK.findall(_DIGITS.sub("0", normalise(text)))):
            counts[feature] = counts.get(feature, 0) + 1
        concepts = sorted(name for name in counts if name[0] == "@")[:_MOST_CONCEPTS]
        counts.update((f"{left}{right}", 1) for i, left in enumerate(concepts) for right in concepts[i + 1 :])
        return counts

    def _all(self, chunks: list[str]) -> Iterator[str]:
        words: list[str] = []
        for chunk in chunks:
            if chunk[0] >= "\u3400":
                words.extend(rjieba.cut(chunk))
                yield from self._chinese(chunk)
            else:
                words.append(chunk)
                yield from self._latin(chunk)
        yield from (f"w{word}" for word in words)
        pairs = list(zip(["^", *words], [*words, "$"], strict=True)) if words else []
        yield from (f"w{left} {right}" for left, right in pairs)
        for left, right in pairs[1:-1]:
            yield from self._concept(f"{left} {right}")

    def _chinese(self, chunk: str) -> Iterator[str]:
        padded = f" {chunk} "
        for size in (1, 2, 3, 4):
            yield from (f"c{padded[i : i + size]}" for i in range(len(padded) - size + 1))
        for size in range(1, _LONGEST_CONCEPT + 1):
            for start in range(len(chunk) - size + 1):
                yield from self._concept(chunk[start : start + size])

    def _latin(self, word: str) -> Iterator[str]:
        padded = f" {word} "
        for size in (2, 3, 4, 5):
            yield from (f"c{padded[i : i + size]}" for i in range(len(padded) - size + 1))
        yield from self._concept(word)

    def _concept(self, word: str) -> Iterator[str]:
        for concept in self.concepts.get(word, ()):
            yield f"@{concept}"
