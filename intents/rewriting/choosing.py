"""Which of the readings of a message is the right one: a linear score over the evidence, fitted on conversations."""

from collections import defaultdict
from collections.abc import Iterator
from math import exp
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from intents.rewriting.candidates import Candidate, Candidates
from intents.rewriting.evidence import Evidence, of_candidate, of_scene

SHIPPED = Path(__file__).parents[1] / "weights" / "readings.json"


class ReadingWeights(BaseModel):
    """What fitting wrote: by reading, the weight of each piece of evidence. `source` hashes what it was fitted on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    weights: dict[str, dict[str, float]]


class Chooser:
    """Weighs the readings of a message."""

    def __init__(self, weights: ReadingWeights) -> None:
        self._weights = weights.weights

    def best(self, candidates: Candidates, leaning: float) -> Candidate:
        """The one with the highest score; the message by itself where nothing was said before."""
        if candidates.last is None:
            return candidates.all()[0]
        return likeliest(
            [(candidate, self._score(candidate, found)) for candidate, found in weighed(candidates, leaning)]
        )

    def _score(self, candidate: Candidate, evidence: Evidence) -> float:
        weights = [self._weights[name] for name in levels(candidate) if name in self._weights]
        return sum(value * sum(each.get(name, 0.0) for each in weights) for name, value in evidence.items() if value)


def levels(candidate: Candidate) -> tuple[str, ...]:
    """Whose weights count for a reading: its own, and those that all completed ones share."""
    return (candidate.name,) if candidate.name == "alone" else (candidate.name, "completed")


def likeliest(scored: list[tuple[Candidate, float]]) -> Candidate:
    """First by itself or not, then what it is about, then how it is put: several readings may say the same, and their
    chances add up."""
    top = max(score for _, score in scored)
    chances = [(candidate, exp(score - top)) for candidate, score in scored]
    for of in (_is_alone, _intent):
        sums: dict[object, float] = defaultdict(float)
        for candidate, chance in chances:
            sums[of(candidate)] += chance
        best = max(sums, key=sums.__getitem__)
        chances = [(candidate, chance) for candidate, chance in chances if of(candidate) == best]
    best_put = max(chances, key=lambda pair: pair[1])[0]
    plain = next((candidate for candidate, _ in chances if candidate.name == "product"), None)
    return plain if plain is not None and best_put.name == "topic" else best_put


def _is_alone(candidate: Candidate) -> object:
    return candidate.name == "alone"


def _intent(candidate: Candidate) -> object:
    return candidate.intent


def weighed(candidates: Candidates, leaning: float) -> Iterator[tuple[Candidate, Evidence]]:
    """Every reading with its evidence."""
    last = candidates.last
    shared = of_scene(candidates.scene, candidates.own, leaning, last, candidates.word) if last is not None else {}
    for candidate in candidates.all():
        yield candidate, shared | of_candidate(candidate, candidates)


def load_chooser() -> Chooser:
    """With the weights that are shipped."""
    return Chooser(ReadingWeights.model_validate_json(SHIPPED.read_bytes()))
