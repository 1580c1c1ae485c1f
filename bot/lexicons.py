"""The lexicon of a shop: the semantic layer's aliases, the shop's products, and the regions and channels there are."""

from dataclasses import dataclass

from analytics.catalogue import Semantics
from core.lexicon import Lexicon, NamedProduct
from core.market import Marketplace, Product
from core.regions import region_words


@dataclass(frozen=True, slots=True)
class _Kept:
    products: tuple[Product, ...]
    lexicon: Lexicon


class ShopLexicons:
    """Made anew only when the shop's listings have changed, because understanding indexes them by identity."""

    def __init__(self, semantics: Semantics, market: Marketplace) -> None:
        self._semantics = semantics
        self._market = market
        self._kept: dict[str, _Kept] = {}

    async def of(self, merchant: str) -> Lexicon:
        """The lexicon as the shop is now."""
        products = await self._market.products(merchant)
        kept = self._kept.get(merchant)
        if kept is None or kept.products != products:
            kept = _Kept(products, await self._made(products))
            self._kept[merchant] = kept
        return kept.lexicon

    async def _made(self, products: tuple[Product, ...]) -> Lexicon:
        metrics, dimensions = self._semantics.lexicon()
        categories = await self._market.categories()
        named = {name.lower(): each.id for each in categories for name in (each.zh, each.en, each.id)}
        elements = {**self._semantics.elements(), **region_words(), "category": named}
        listings = tuple(NamedProduct(each.id, each.title, each.aliases) for each in products)
        return Lexicon(metrics, dimensions, elements, listings)


def general_lexicon(semantics: Semantics) -> Lexicon:
    """Without a shop: what every shop's lexicon holds."""
    metrics, dimensions = semantics.lexicon()
    return Lexicon(metrics, dimensions, {**semantics.elements(), **region_words()}, ())
