"""How alike two texts are: Jaccard over character trigrams, as tests/evaluation/README.md defines it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable

from bot.evaluate.rows import FOLDER


def trigrams(text: str) -> frozenset[str]:
    """Of the text without spaces, in lower case, with two marks on each side."""
    padded = f"##{''.join(text.lower().split())}##"
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def evaluation_texts() -> set[str]:
    """The messages of every set that is measured on, the histories left out."""
    names = ("intents.jsonl", "rewriting.jsonl", "data.jsonl")
    lines = [line for name in names for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return {json.loads(line)["text"] for line in lines}


class Likeness:
    """Finds the text of a set that is most like another."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [(text, trigrams(text)) for text in dict.fromkeys(texts)]
        self._with: dict[str, list[int]] = defaultdict(list)
        for number, (_, grams) in enumerate(self._texts):
            for gram in grams:
                self._with[gram].append(number)

    def nearest(self, text: str) -> tuple[float, str]:
        """The likeness (0–1) and the text."""
        grams = trigrams(text)
        shared = Counter(number for gram in grams for number in self._with.get(gram, ()))
        best = (0.0, "")
        for number, count in shared.items():
            other, theirs = self._texts[number]
            best = max(best, (count / (len(grams) + len(theirs) - count), other))
        return best
