"""What the question index sees of a text: pieces of spelling, words and pairs of them, terms, concepts."""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping

import rjieba

from tools.faq.words import RUN, Terms, is_han, normal, stem

FAMILIES = {"c": 1.5, "w": 1.0, "@": 1.0, "~": 1.0}
"""First letter of every feature and what its family weighs: spelling, words, terms, concepts."""
LONGEST = 6
"""Characters of a concept's word, and three words of English."""
MOST = 12
"""Of how many concepts pairs are made."""


class Features:
    """Text → counts of features. `concepts` maps a word, or stems joined by spaces, to what it stands for."""

    def __init__(self, terms: Terms, concepts: Mapping[str, tuple[str, ...]]) -> None:
        self._terms = terms
        self._concepts = concepts

    def __call__(self, text: str) -> Counter[str]:
        """{} for a text without letters or digits."""
        runs = RUN.findall(normal(text))
        found = Counter(self._spelt(runs))
        found.update(f"@{term}" for term in self._terms.all(text))
        concepts = sorted(self._meant(runs))
        found.update(f"~{concept}" for concept in concepts)
        found.update(f"~{one}+{other}" for i, one in enumerate(concepts[:MOST]) for other in concepts[i + 1 : MOST])
        return found

    def _spelt(self, runs: list[str]) -> Iterator[str]:
        words: list[str] = []
        for run in runs:
            han = is_han(run)
            words += rjieba.cut(run, False) if han else [stem(run)]
            padded = f" {run} "
            for size in (1, 2, 3) if han else (3, 4, 5):
                yield from (f"c{padded[i : i + size]}" for i in range(len(padded) - size + 1))
        yield from (f"w{word}" for word in words)
        yield from (f"w{one} {other}" for one, other in itertools.pairwise(words))

    def _meant(self, runs: list[str]) -> set[str]:
        han = "".join(run for run in runs if is_han(run))
        spans = (han[i : i + size] for size in range(1, LONGEST + 1) for i in range(len(han) - size + 1))
        stems = [stem(run) for run in runs if not is_han(run)]
        said = (" ".join(stems[i : i + size]) for size in (1, 2, 3) for i in range(len(stems) - size + 1))
        return {concept for way in (*spans, *said) for concept in self._concepts.get(way, ())}


def by_way(concepts: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Ways of saying by concept turned into concepts by way."""
    found: dict[str, list[str]] = {}
    for concept, ways in concepts.items():
        for way in ways:
            runs = RUN.findall(normal(way))
            key = normal(way) if is_han(way) else " ".join(map(stem, runs))
            if concept not in found.setdefault(key, []):
                found[key].append(concept)
    return {way: tuple(names) for way, names in found.items()}


def weighed(counts: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    """Sublinear tf-idf of the known features, each family to its own length."""
    known = {name: (1 + math.log(count)) * idf[name] for name, count in counts.items() if name in idf}
    squares = dict.fromkeys(FAMILIES, 0.0)
    for name, value in known.items():
        squares[name[0]] += value * value
    share = {family: FAMILIES[family] / math.sqrt(square) for family, square in squares.items() if square}
    return {name: value * share[name[0]] for name, value in known.items()}
