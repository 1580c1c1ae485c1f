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
_WORD = re.compile(r"[a-z0-9][a-z0-9'\-]*")


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
    for hit in _in_english(low[:300], index, taken):
        if not any(hit.span.meets(other.span) for other in found):
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


def _in_english(low: str, index: AliasIndex, taken: list[Span]) -> list[ProductHit]:
    """From each word the longest run of up to four words that stands in a name; words() may say it in Chinese."""
    words_of = list(_WORD.finditer(low))
    found: list[ProductHit] = []
    at = 0
    while at < len(words_of):
        hit, used = _from_word(low, words_of[at : at + 4], index, taken)
        found += [hit] if hit else []
        at += used
    return found


def _from_word(
    low: str, following: list[re.Match[str]], index: AliasIndex, taken: list[Span]
) -> tuple[ProductHit | None, int]:
    for count in range(len(following), 0, -1):
        span = Span(following[0].start(), following[count - 1].end())
        piece = low[span.start : span.end]
        if piece.endswith("'s"):
            span, piece = Span(span.start, span.end - 2), piece[:-2]
        if len(piece) < 3 or not free(span, taken):
            continue
        products = _called(piece, index)
        if products:
            return ProductHit(span, products), count
    return None, 1


def _called(piece: str, index: AliasIndex) -> tuple[NamedProduct, ...]:
    """The products of that name: those whose whole name it is, else those with it in a name."""
    singular = piece.removesuffix("s")
    fits = [names for names in index.with_pair(piece[:2]) if _has_word(names.names, piece)]
    exact = [names for names in fits if piece in names.names or singular in names.names]
    if (exact or fits) and _telling(piece, len(exact or fits), index):
        return tuple(names.product for names in (exact or fits)[:MANY])
    chinese = words().goods.get(piece) or words().goods.get(singular)
    if not chinese:
        return ()
    fits = [names for names in index.products if chinese in names.all]
    exact = [names for names in fits if chinese in names.names]
    return tuple(names.product for names in (exact or fits)[:MANY])


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


def narrowed(products: list[ProductHit], low: str, index: AliasIndex) -> list[ProductHit]:
    """折叠雨伞: of the many products that the first word fits, the one that has the next word in its name too."""
    kept: list[ProductHit] = []
    for hit in sorted(products, key=lambda hit: hit.span):
        if len(hit.products) < 2:
            kept.append(hit)
            continue
        more = low[hit.span.end : hit.span.end + 2]
        both = [names for names in index.with_pair(more) if names.has(hit.span.of(low))] if len(more) == 2 else []
        chinese = bool(more) and not more.isascii()
        if chinese and len(both) == 1:
            kept.append(ProductHit(Span(hit.span.start, hit.span.end + 2), (both[0].product,)))
        else:
            kept.append(hit)
    return kept
