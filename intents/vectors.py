"""Counts of features turned into tf-idf, for training; the classifier does the same sum at run time."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intents.features import FAMILIES

Documents = Sequence[Mapping[str, int]]
FAMILY_WEIGHTS = {"c": 1.0, "w": 1.5, "@": 0.8}


@dataclass(frozen=True, slots=True)
class Vectors:
    """A vocabulary with inverse document frequencies (smoothed: log((1 + n) / (1 + df)) + 1)."""

    index: dict[str, int]
    idf: tuple[float, ...]

    @classmethod
    def fit(cls, documents: Documents) -> "Vectors":
        """All features of the documents, in the order of their names."""
        seen = Counter(name for document in documents for name in document)
        names = sorted(seen)
        idf = tuple(round(math.log((1 + len(documents)) / (1 + seen[name])) + 1, 4) for name in names)
        return cls({name: i for i, name in enumerate(names)}, idf)

    def only(self, kept: Sequence[int]) -> "Vectors":
        """The features of those positions."""
        names = list(self.index)
        return Vectors({names[old]: new for new, old in enumerate(kept)}, tuple(self.idf[old] for old in kept))

    def rows(self, documents: Documents) -> tuple[list[float], list[int], list[int]]:
        """Values, columns and row starts of a sparse matrix: sublinear tf times idf, each family to its own length."""
        values: list[float] = []
        columns: list[int] = []
        starts = [0]
        for document in documents:
            for column, value in self._row(document):
                columns.append(column)
                values.append(value)
            starts.append(len(columns))
        return values, columns, starts

    def _row(self, document: Mapping[str, int]) -> list[tuple[int, float]]:
        found = [
            (column, name[0], (1 + math.log(count)) * self.idf[column])
            for name, count in document.items()
            if (column := self.index.get(name)) is not None
        ]
        squares = dict.fromkeys(FAMILIES, 0.0)
        for _, family, value in found:
            squares[family] += value * value
        share = {f: FAMILY_WEIGHTS[f] / math.sqrt(squares[f]) for f in FAMILIES if squares[f]}
        return [(column, value * share[family]) for column, family, value in found]

    def known(self, document: Mapping[str, int]) -> float:
        """The share of the document's features that are in the vocabulary."""
        return sum(name in self.index for name in document) / max(len(document), 1)
