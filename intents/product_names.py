"""Which of the shop's products a text names, by a title, an alias or a part of one."""

import re
from dataclasses import dataclass

from core.lexicon import NamedProduct
from intents.aliases import AliasIndex
from intents.folding import Span, free
from intents.words import words

MANY = 8
LONGEST_PIECE = 24
_RUN = re.compile(r"[一-鿿0-9a-z\-]+")
_WORD = re.compile(r"[a-z][a-z0-9'\-]{2,}(?: [a-z0-9][a-z0-9'\-]*){0,3}")


@dataclass(frozen=True, slots=True)
class ProductHit:
    """A piece of the text that stands in the names of `products` (at most `MANY` of them)."""

    span: Span
    products: tuple[NamedProduct, ...]


def find_products(low: str, index: AliasIndex, taken: list[Span]) -> list[ProductHit]:
    """Longest pieces first, left to right; pieces that most names share are no names."""
    if not index.products:
        return []
    found: list[ProductHit] = []
    for match in _RUN.finditer(low[:300]):
        if not match[0].isascii():
            found += _in_chinese(match, index, taken)
    for match in _WORD.finditer(low[:300]):
        hit = _in_english(match, index, taken)
        if hit is not None and not any(hit.span.meets(other.span) for other in found):
            found.append(hit)
    return sorted(found, key=lambda hit: hit.span)


def _in_chinese(match: re.Match[str], index: AliasIndex, taken: list[Span]) -> list[ProductHit]:
    run, found, at = match[0], list[ProductHit](), 0
    while at < len(run) - 1:
        hit = _longest(run, at, match.start(), index, taken)
        if hit is None:
            at += 1
        else:
            found.append(hit)
            at = hit.span.end - match.start()
    return found


def _longest(run: str, at: int, offset: int, index: AliasIndex, taken: list[Span]) -> ProductHit | None:
    """Grows the piece at `at` while some name still has it."""
    fits = index.with_pair(run[at : at + 2])
    size = 2
    if not fits:
        return None
    while at + size < len(run) and size < LONGEST_PIECE:
        longer = [names for names in fits if names.has(run[at : at + size + 1])]
        if not longer or not free(Span(offset + at, offset + at + size + 1), taken):
            break
        fits, size = longer, size + 1
    piece, span = run[at : at + size], Span(offset + at, offset + at + size)
    if not _telling(piece, len(fits), index) or not free(span, taken):
        return None
    exact = [names for names in fits if piece in names.names]
    return ProductHit(span, tuple(names.product for names in (exact or fits)[:MANY]))


def _in_english(match: re.Match[str], index: AliasIndex, taken: list[Span]) -> ProductHit | None:
    pieces = match[0].split()
    for start in range(len(pieces)):
        for end in range(len(pieces), start, -1):
            piece = " ".join(pieces[start:end])
            at = match.start() + len(" ".join(pieces[:start])) + (1 if start else 0)
            span = Span(at, at + len(piece))
            if len(piece) < 3 or not free(span, taken):
                continue
            fits = [names for names in index.with_pair(piece[:2]) if _has_word(names.names, piece)]
            if fits and _telling(piece, len(fits), index):
                return ProductHit(span, tuple(names.product for names in fits[:MANY]))
    return None


def _has_word(names: tuple[str, ...], piece: str) -> bool:
    singular = piece.removesuffix("s")
    return any(
        re.search(rf"(?<![a-z]){re.escape(singular)}(?:s|es)?(?![a-z])", name) is not None
        for name in names
        if singular in name
    )


def _telling(piece: str, fits: int, index: AliasIndex) -> bool:
    if piece in words().stop_pieces or all(word in words().stop_pieces for word in piece.split()):
        return False
    if piece.isdigit() or (len(piece) == 2 and piece[0] in "一二两三四五六七八九十几多每"):
        return False
    return fits <= MANY or len(piece) > 3
