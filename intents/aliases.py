"""An index over a `Lexicon`: which alias starts here, which products does a piece of text name."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

from core.lexicon import Lexicon, NamedProduct
from intents.folding import Span, fold

AliasKind = Literal["metric", "dimension", "element"]
KEPT = 64
FIELDS = (
    "province", "city", "channel", "buyer_type", "category", "buyer_level", "refund_reason", "ad_campaign",
    "platform_campaign", "sku", "day_type",
)  # fmt: skip
"""Dimensions whose elements are recognised wherever they stand; the others' are everyday words."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name and what it stands for; `field` is the dimension of an element."""

    text: str
    kind: AliasKind
    value: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An alias found in the text."""

    span: Span
    alias: Alias


class AliasIndex:
    """Built once per `Lexicon`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.aliases = [
            *(Alias(fold(text), "metric", value) for text, value in lexicon.metrics.items()),
            *(Alias(fold(text), "dimension", value) for text, value in lexicon.dimensions.items()),
            *(
                Alias(fold(text), "element", value, field)
                for field in FIELDS
                for text, value in lexicon.elements.get(field, {}).items()
            ),
        ]
        self.aliases += [
            Alias(one.text.removesuffix("s"), one.kind, one.value, one.field)
            for one in self.aliases
            if one.field == "category" and one.text.isascii() and one.text.endswith("s") and len(one.text) > 3
        ]
        self._by_start: dict[str, list[Alias]] = {}
        for alias in self.aliases:
            if alias.text:
                self._by_start.setdefault(alias.text[:2], []).append(alias)
        for group in self._by_start.values():
            group.sort(key=lambda alias: -len(alias.text))
        self._figures: dict[str, list[tuple[int, Alias]]] = {}
        for place, alias in enumerate(self.aliases):
            if alias.kind == "metric" and alias.text:
                self._figures.setdefault(alias.text[0], []).append((place, alias))
        self.products = tuple(ProductNames(product) for product in lexicon.products)
        self._by_pair: dict[str, list[ProductNames]] = {}
        for names in self.products:
            for pair in {names.all[i : i + 2] for i in range(len(names.all) - 1)}:
                self._by_pair.setdefault(pair, []).append(names)

    def figures(self, start: str) -> list[tuple[int, Alias]]:
        """The names of metrics that begin with a character, with their places among all aliases."""
        return self._figures.get(start, [])

    def with_pair(self, pair: str) -> list["ProductNames"]:
        """The products that have these two characters next to each other in a name."""
        return self._by_pair.get(pair, [])

    def hits(self, low: str) -> list[Hit]:
        """All readings of the longest aliases, left to right, without overlaps between different spans."""
        found: list[Hit] = []
        at = 0
        while at < len(low):
            here = self._at(low, at)
            if here and self._longer_inside(low, here[0].span):
                here = []
            found += here
            at = here[0].span.end if here else at + 1
        return found

    def _longer_inside(self, low: str, span: Span) -> bool:
        """Whether a longer name begins within this one and goes on behind it: 各买家等级 names levels, not buyers."""
        for at in range(span.start + 1, span.end):
            other = next(iter(self._at(low, at)), None)
            if other is not None and other.span.end > span.end:
                size = other.span.end - other.span.start
                level = other.alias.value in ("buyer_level", "buyer_type") and low[other.span.start :].isascii()
                if size > span.end - span.start or (level and other.alias.kind == "dimension"):
                    return True
        return False

    def _at(self, low: str, at: int) -> list[Hit]:
        here: list[Hit] = []
        for start in (low[at : at + 2], low[at]):
            for alias in self._by_start.get(start, ()):
                if here and len(alias.text) < here[0].span.end - at:
                    break
                end = _end(low, at, alias.text)
                if end:
                    here.append(Hit(Span(at, end), alias))
        longest = max((hit.span.end for hit in here), default=0)
        return [hit for hit in here if hit.span.end == longest]


def _end(low: str, at: int, alias: str) -> int:
    """Where the alias ends if it stands at `at` as a whole word, else 0."""
    if not low.startswith(alias, at):
        return 0
    end = at + len(alias)
    if not alias.isascii():
        return end
    if at and low[at - 1].isascii() and (low[at - 1].isalpha() or (low[at - 1].isdigit() and alias[0].isdigit())):
        return 0
    if end < len(low) and low[end] == "s" and alias[-1].isalpha() and not alias.startswith(("by ", "per ", "each ")):
        end += 1
    if end < len(low) and low[end].isascii() and low[end].isalnum() and alias[-1].isalnum():
        return 0
    return end


class ProductNames:
    """A product with its folded names."""

    __slots__ = ("all", "names", "product")

    def __init__(self, product: NamedProduct) -> None:
        self.product = product
        names = tuple(fold(name).strip() for name in (product.title, *product.aliases) if name.strip())
        self.names = (*names, *(name.replace("christmas", "xmas") for name in names if "christmas" in name))
        self.all = "\n".join(self.names)

    def has(self, piece: str) -> bool:
        """Whether a name of it contains the piece."""
        return piece in self.all


_recent: OrderedDict[int, AliasIndex] = OrderedDict()


def index_of(lexicon: Lexicon) -> AliasIndex:
    """The index of a lexicon; the last few are kept, by identity (an index holds its lexicon, so ids stay true)."""
    key = id(lexicon)
    index = _recent.get(key)
    if index is None or index.lexicon is not lexicon:
        index = AliasIndex(lexicon)
        _recent[key] = index
        while len(_recent) > KEPT:
            _recent.popitem(last=False)
    return index
