"""Whether a message leans on what came before: by words that point back, and by a small classifier of its own."""

import re
from pathlib import Path

from intents.classifier import Classifier, load_classifier
from intents.normal import normalise

SHIPPED = Path(__file__).parent / "weights" / "modes.json"
MULTI = "multi"
_WORD = re.compile(r"[\u3400-\u9fff]|[a-z0-9']+")
_SIZES = (2, 4, 6, 9, 14)
_POINTS = re.compile(
    r"它|他们|她们|(?:这|那)(?:个|款|条|批|种|类|张|份)(?!月|星期|礼拜|季度|什么|谁)|这些|那些|这几(?!天|年|个月)|刚才|刚刚"
    r"|(?<!\w)(?:it|its|them|their|those|these(?! days)|he|she|him|her|that one|this one|the other|as well)\b"
    r"|\b(?:that|this)[.?!]*$"
    r"|\bthat(?= (?:part|product|one|number|buyer|customer|campaign|title|price|plan|in))"
    r"|(?<!\bhi )(?<!\bhey )(?<!\bis )(?<!\bare )\bthere\b(?! (?:is|are|was|were|any|a)\b)"
    r"|\b(?:like|for|about|with) (?:that|this)\b"
)


def shaped(text: str) -> str:
    """The text with a word for its length, as the classifier of modes reads it."""
    length = len(_WORD.findall(normalise(text)))
    return f"{text} len{'abcdef'[sum(length > most for most in _SIZES)]}"


def points_back(text: str) -> bool:
    """Whether a pronoun or the like refers to something said before."""
    return _POINTS.search(normalise(text)) is not None


class Leaning:
    """How much a text looks like one that hangs on the turn before."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier

    def __call__(self, text: str) -> float:
        """0 stands alone – 1 leans."""
        return sum(guess.confidence for guess in self._classifier.classify(shaped(text)) if guess.label == MULTI)


def load_leaning() -> Leaning:
    """With the weights that are shipped."""
    return Leaning(load_classifier(SHIPPED))
