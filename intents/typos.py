"""Figures named with one wrong letter or character."""

import re

from rapidfuzz.distance import Levenshtein

from intents.aliases import AliasIndex
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
    chinese = not match[0].isascii()
    for alias in index.aliases:
        size = len(alias.text)
        if (
            alias.kind != "metric"
            or _SPOKEN.search(alias.text)
            or size < (3 if chinese else 6)
            or alias.text.isascii() == chinese
        ):
            continue
        for at in range(len(match[0]) - size + 1) if chinese else (0,):
            piece = match[0][at : at + size] if chinese else match[0]
            if not _one_off(piece, alias.text, chinese):
                continue
            span = Span(match.start() + at, match.start() + at + len(piece))
            if free(span, taken):
                return Mention("metric", alias.value, span)
    return None


def _one_off(piece: str, alias: str, chinese: bool) -> bool:
    if chinese:
        wrong = [a for a, b in zip(piece, alias, strict=True) if a != b]
        return piece[0] == alias[0] and len(wrong) == 1 and not _COMMON.match(wrong[0])
    return piece[0] == alias[0] and Levenshtein.distance(piece, alias, score_cutoff=2) <= (1 if len(alias) < 8 else 2)
