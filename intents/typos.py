"""Figures named with one wrong letter or character."""

import re

from rapidfuzz.distance import Levenshtein

from intents.aliases import Alias, AliasIndex
from intents.folding import Span, free
from intents.wishes import Mention

_SPOKEN = re.compile("多少|几|了|卖|买")
_COMMON = re.compile("[最多少几的了是在和有哪个些比都总吗呢啊第一二三四五六七八九十前后上下]")
"""Characters that are words of their own and no slip of the pen."""


def find_typos(low: str, index: AliasIndex, taken: list[Span]) -> list[Mention]:
    """A metric with one wrong letter or character: 转化律, vistors."""
    for match in re.finditer(r"[a-z]{5,}|[一-鿿]{3,}", low[:200]):
        found = _near(match, index, taken)
        if found is not None:
            return [found]
    return []


def _near(match: re.Match[str], index: AliasIndex, taken: list[Span]) -> Mention | None:
    """The earliest alias that a piece of the text comes so near to."""
    run = match[0]
    starts = range(len(run) - 2) if not run.isascii() else range(1)
    found = [(place, at, alias) for at in starts for place, alias in index.figures(run[at]) if _fits(run, at, alias)]
    for _, at, alias in sorted(found, key=lambda each: each[:2]):
        span = Span(match.start() + at, match.start() + at + (len(run) if run.isascii() else len(alias.text)))
        if free(span, taken):
            return Mention("metric", alias.value, span)
    return None


def _fits(run: str, at: int, alias: Alias) -> bool:
    chinese, size = not run.isascii(), len(alias.text)
    if size < (3 if chinese else 6) or alias.text.isascii() == chinese or _SPOKEN.search(alias.text):
        return False
    piece = run[at : at + size] if chinese else run
    return (len(piece) == size or not chinese) and _one_off(piece, alias.text, chinese)


def _one_off(piece: str, alias: str, chinese: bool) -> bool:
    if chinese:
        wrong = [a for a, b in zip(piece, alias, strict=True) if a != b]
        return piece[0] == alias[0] and len(wrong) == 1 and not _COMMON.match(wrong[0])
    return piece[0] == alias[0] and Levenshtein.distance(piece, alias, score_cutoff=2) <= (1 if len(alias) < 8 else 2)
