"""What a classifier is fitted on: texts turned into counts of features, with their labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intents.features import Features
from intents.labelled import Labelled
from intents.vectors import Documents


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from: counts of features and labels; `more` is learned from but never scored or calibrated on."""

    documents: Documents
    labels: tuple[str, ...]
    more: Documents = ()
    more_labels: tuple[str, ...] = ()

    def without(self, held: set[int]) -> "Material":
        """The same without the documents of those positions."""
        kept = [i for i in range(len(self.documents)) if i not in held]
        return Material(
            [self.documents[i] for i in kept], tuple(self.labels[i] for i in kept), self.more, self.more_labels
        )

    def without_labels(self, held: set[str]) -> "Material":
        """The same without all documents of those labels."""
        more = [i for i, label in enumerate(self.more_labels) if label not in held]
        kept = self.without({i for i, label in enumerate(self.labels) if label in held})
        return Material(
            kept.documents, kept.labels, [self.more[i] for i in more], tuple(self.more_labels[i] for i in more)
        )

    def all(self) -> tuple[list[Mapping[str, int]], list[str]]:
        """Everything that is learned from."""
        return [*self.documents, *self.more], [*self.labels, *self.more_labels]


def material_of(
    examples: Sequence[Labelled], more: Sequence[Labelled], concepts: Mapping[str, tuple[str, ...]]
) -> Material:
    """Texts turned into counts."""
    features = Features(concepts)
    return Material(
        [features(e.text) for e in examples],
        tuple(e.intent for e in examples),
        [features(e.text) for e in more],
        tuple(e.intent for e in more),
    )
