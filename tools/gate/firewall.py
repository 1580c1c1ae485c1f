"""firewall: walls that hold for everybody, checked when a call is staged and again when it runs."""

from collections.abc import Callable, Mapping
from decimal import ROUND_UP, Decimal
from itertools import pairwise
from typing import Protocol, cast

from core.calls import Failed
from core.market import TITLE_LIMIT, Tier
from core.money import say_count, say_money
from core.phrases import Phrase
from tools.gate.adlaw import forbidden_words
from tools.gate.limit import Limits
from tools.gate.step import Step

Wall = Callable[[Step], Phrase | None]

MOST_YUAN = Decimal(1_000_000)
MOST_PIECES = 10_000_000
CENT = Decimal("0.01")


class Listing(Protocol):
    """What the walls of publishing look at."""

    @property
    def title(self) -> str: ...
    @property
    def tiers(self) -> tuple[Tier, ...]: ...
    @property
    def stock(self) -> int: ...
    @property
    def cost(self) -> Decimal | None: ...


def price_floor(step: Step) -> Phrase | None:
    """No tier may be under the shop's multiple of a known cost."""
    listing = cast(Listing, step.arguments)
    if listing.cost is None or not listing.tiers:
        return None
    floor = (listing.cost * step.shop.price_floor_share).quantize(CENT, ROUND_UP)
    price = min(tier.price for tier in listing.tiers)
    if price >= floor:
        return None
    said = {"price": price, "floor": floor, "cost": listing.cost}
    return Phrase("gate.under_floor", {name: say_money(value, step.lang) for name, value in said.items()})


def sane_prices(step: Step) -> Phrase | None:
    """Prices are above zero, in whole cents, and fall with the quantity; a known cost is above zero."""
    listing = cast(Listing, step.arguments)
    if listing.cost is not None and listing.cost <= 0:
        return Phrase("gate.absurd_cost", {"cost": f"{listing.cost:f}"})
    tiers = listing.tiers
    for tier in tiers:
        if not (0 < tier.price <= MOST_YUAN) or tier.price != tier.price.quantize(CENT):
            return Phrase("gate.absurd_price", {"price": f"{tier.price:f}"})
    for lower, upper in pairwise(tiers):
        if upper.min_units <= lower.min_units or upper.price >= lower.price:
            params = {"units": say_count(upper.min_units, step.lang), "price": say_money(upper.price, step.lang)}
            return Phrase("gate.absurd_tiers", params)
    return None if tiers else Phrase("gate.no_price")


def sane_counts(step: Step) -> Phrase | None:
    """Stock and minimum order are counts that a shop can have."""
    listing = cast(Listing, step.arguments)
    if not 0 <= listing.stock <= MOST_PIECES:
        return Phrase("gate.absurd_stock", {"stock": str(listing.stock)})
    if any(not 1 <= tier.min_units <= MOST_PIECES for tier in listing.tiers):
        return Phrase("gate.absurd_min_order")
    return None


def fair_title(step: Step) -> Phrase | None:
    """A title is there, fits, and makes no claim that advertising law forbids."""
    title = cast(Listing, step.arguments).title.strip()
    if not title or len(title) > TITLE_LIMIT:
        return Phrase("gate.title_length", {"length": str(len(title)), "limit": str(TITLE_LIMIT)})
    words = forbidden_words(title)
    return Phrase("gate.forbidden_words", {"words": "、".join(words)}) if words else None


WALLS: Mapping[str, tuple[Wall, ...]] = {"publish": (sane_prices, sane_counts, price_floor, fair_title)}
"""By risk kind."""


class Firewall:
    """The walls of the call's kind, and the bulk size of any call that names several products."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def __call__(self, step: Step) -> Failed | None:
        if not step.writes:
            return None
        for wall in (self._bulk, *WALLS.get(step.tool.kind, ())):
            if (phrase := wall(step)) is not None:
                return Failed(phrase)
        return None

    def _bulk(self, step: Step) -> Phrase | None:
        named = step.call.arguments.get("products", ())
        if len(named) <= self._limits.bulk:
            return None
        return Phrase("gate.bulk", {"count": str(len(named)), "limit": str(self._limits.bulk)})
