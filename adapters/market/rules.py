"""The marketplace's rulebook: what it refuses, and in which words."""

from decimal import Decimal
from itertools import pairwise

from adapters.market.parameters import World
from core.errors import MarketRefusedError
from core.market import TITLE_LIMIT, ProductDraft, Tier
from core.phrases import Phrase

MOST_STOCK = 100_000_000
MOST_PRICE = Decimal(10_000_000)


def refuse(name: str, **params: str) -> MarketRefusedError:
    """The error for a phrase of `market.yaml`."""
    return MarketRefusedError(Phrase(f"market.{name}", params))


def check_draft(world: World, draft: ProductDraft) -> None:
    """MarketRefusedError with the first reason not to list it."""
    title = draft.title.strip()
    if not title:
        raise refuse("title_empty")
    if len(title) > TITLE_LIMIT:
        raise refuse("title_long", length=str(len(title)), limit=str(TITLE_LIMIT))
    _check_form(world, draft)
    _check_tiers(draft.tiers)
    if draft.stock < 0 or draft.stock > MOST_STOCK:
        raise refuse("stock_range", stock=str(draft.stock))
    if draft.cost is not None and draft.cost < 0:
        raise refuse("cost_negative")


def _check_form(world: World, draft: ProductDraft) -> None:
    form = world.categories.get(draft.category)
    if form is None:
        raise refuse("category_unknown", category=draft.category)
    for name, (zh, _, required, options) in form.attributes.items():
        value = draft.attributes.get(name, "").strip()
        if required and not value:
            raise refuse("attribute_missing", attribute=zh)
        if value and options and value not in options:
            raise refuse("attribute_option", attribute=zh, value=value, options="、".join(options))
    for name in draft.attributes:
        if name not in form.attributes:
            raise refuse("attribute_unknown", attribute=name)


def _check_tiers(tiers: tuple[Tier, ...]) -> None:
    if not tiers:
        raise refuse("tiers_none")
    for tier in tiers:
        if not 0 < tier.price <= MOST_PRICE:
            raise refuse("price_range")
        if tier.min_units < 1:
            raise refuse("units_range")
    for lower, higher in pairwise(tiers):
        if higher.min_units <= lower.min_units or higher.price >= lower.price:
            raise refuse("tiers_order")
