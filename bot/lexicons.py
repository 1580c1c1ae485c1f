"""The lexicon of a shop: the semantic layer's aliases, the shop's products, and the regions and channels there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.catalogue import Semantics
from core.imports import Imports
from core.lexicon import Lexicon, NamedProduct
from core.market import Marketplace
from core.regions import region_words


@dataclass(frozen=True, slots=True)
class _Kept:
    products: tuple[object, ...]
    lexicon: Lexicon


class ShopLexicons:
    """Made anew only when the shop's listings have changed, because understanding indexes them by identity."""

    def __init__(self, semantics: Semantics, market: Marketplace, imports: Imports | None = None) -> None:
        self._imports = imports
        self._semantics = semantics
        self._market = market
        self._kept: dict[str, _Kept] = {}

    async def of(self, merchant: str) -> Lexicon:
        """The lexicon as the shop is now: with the listings of its own exports once there are any."""
        own = await self._imports.products(merchant) if self._imports else ()
        if own:
            return self._kept_or_made(merchant, own, await self._categories(own), tuple(one for one, _ in own))
        products = await self._market.products(merchant)
        listings = tuple(NamedProduct(each.id, each.title, each.aliases) for each in products)
        return self._kept_or_made(merchant, products, await self._categories(), listings)

    async def _categories(self, own: Sequence[tuple[NamedProduct, str]] = ()) -> dict[str, str]:
        """What categories are called, to their ids; a shop's own exports have their own."""
        if own:
            return {category.lower(): category for _, category in own if category}
        categories = await self._market.categories()
        return {name.lower(): each.id for each in categories for name in (each.zh, each.en, each.id)}

    def _kept_or_made(
        self,
        merchant: str,
        of: tuple[object, ...],
        categories: dict[str, str],
        listings: tuple[NamedProduct, ...],
    ) -> Lexicon:
        kept = self._kept.get(merchant)
        if kept is None or kept.products != of:
            metrics, dimensions = self._semantics.lexicon()
            elements = {**self._semantics.elements(), **region_words(), "category": categories}
            kept = _Kept(of, Lexicon(metrics, dimensions, elements, listings))
            self._kept[merchant] = kept
        return kept.lexicon


def general_lexicon(semantics: Semantics) -> Lexicon:
    """Without a shop: what every shop's lexicon holds."""
    metrics, dimensions = semantics.lexicon()
    return Lexicon(metrics, dimensions, {**semantics.elements(), **region_words()}, ())
