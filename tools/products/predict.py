"""Which category a product belongs in, by the words that sellers use."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from core.market import Category

OPTIONS = 3
HEAD = 2.0
"""How much more a word counts at the end of the name, where the noun stands (夜光乌龟摆件 is a 摆件)."""
LEAD = 1.3
"""How far the first must be ahead of the second to be taken without asking."""
AFTER_HEAD = re.compile(r"\s(?:for|with|in|from)\s")
"""A storage box for the kitchen is a storage box."""
TYPO = 80


@dataclass(frozen=True, slots=True)
class Prediction:
    """`category` None: unsure, and `options` are the likeliest three, or all when no word points anywhere."""

    category: Category | None
    options: tuple[Category, ...]


def predict(name: str, text: str, categories: Sequence[Category]) -> Prediction:
    """By the words in the name (what it ends in counts double) and, less, in the rest of the text."""
    low_name, low_text = name.lower().strip(), text.lower()
    scored = _ranked([(_score(low_name, low_text, one), one) for one in categories])
    if not scored:
        close = [one for _, one in _ranked([(_fuzzy(low_name or low_text, one), one) for one in categories])]
        return Prediction(None, (*close, *(one for one in categories if one not in close)))
    second = scored[1][0] if len(scored) > 1 else 0.0
    options = tuple(one for _, one in scored[:OPTIONS])
    return Prediction(options[0] if scored[0][0] >= LEAD * second else None, options)


def _ranked(scored: list[tuple[float, Category]]) -> list[tuple[float, Category]]:
    """Those with any score, best first."""
    return sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])


def chosen(hint: str, categories: Sequence[Category]) -> Category | None:
    """The category that a merchant named by id or by its name in either language, a typo allowed."""
    names = {name.lower(): one for one in categories for name in (one.id, one.zh, one.en)}
    best = process.extractOne(hint.strip().lower(), names.keys(), scorer=fuzz.ratio, score_cutoff=TYPO)
    return None if best is None else names[best[0]]


def _score(name: str, text: str, category: Category) -> float:
    """The longest of its words in the name, and a quarter of the longest elsewhere in the text."""
    words = [word.lower() for word in (*category.words, category.zh, category.en)]
    head = AFTER_HEAD.split(name)[0]
    ends = (head, head.removesuffix("s"))
    named = max((len(word) * (HEAD if _ends(word, ends) else 1.0) for word in words if _has(word, name)), default=0.0)
    said = max((float(len(word)) for word in words if _has(word, text)), default=0.0)
    return named + said / 4


def _ends(word: str, names: tuple[str, ...]) -> bool:
    return any(name.endswith(word) for name in names)


def _has(word: str, text: str) -> bool:
    """English words stand alone, Chinese ones anywhere."""
    if not word.isascii():
        return word in text
    plain = "".join(char if char.isalnum() and char.isascii() else " " for char in text)
    return f" {word} " in f" {plain} " or f" {word}s " in f" {plain} "


def _fuzzy(text: str, category: Category) -> float:
    """For typos: how well the best of its longer words fits anywhere in the text, 0 under the threshold. Never taken
    without asking: 玻璃花瓶 is close to 玻璃杯."""
    long = (word for word in category.words if len(word) >= (5 if word.isascii() else 3))
    scores = (fuzz.partial_ratio(word.lower(), text) for word in long)
    best = max(scores, default=0.0)
    return best if text and best >= TYPO else 0.0
