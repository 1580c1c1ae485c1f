"""What the marketplace refuses, and the words it does it in."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import adapters.market.rules
from adapters.market import SimulatedMarketplace
from adapters.market.parameters import World
from adapters.market.rules import check_draft
from core.errors import MarketRefusedError
from core.market import TITLE_LIMIT, Tier
from core.phrases import load_phrases
from tests.adapters.market.shop import draft


def tiers(*steps: tuple[int, str]) -> tuple[Tier, ...]:
    return tuple(Tier(min_units=units, price=Decimal(price)) for units, price in steps)


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("title_empty", {"title": "  "}),
    ("title_long", {"title": "字" * (TITLE_LIMIT + 1)}),
    ("category_unknown", {"category": "rockets"}),
    ("attribute_missing", {"attributes": {"material": "硅胶"}}),
    ("attribute_option", {"attributes": {"material": "黄金", "age": "8岁以上"}}),
    ("attribute_unknown", {"attributes": {"material": "硅胶", "age": "8岁以上", "wings": "2"}}),
    ("tiers_none", {"tiers": ()}),
    ("price_range", {"tiers": tiers((1, "0"))}),
    ("price_range", {"tiers": tiers((1, "-2.5"))}),
    ("price_range", {"tiers": tiers((1, "10000001"))}),
    ("units_range", {"tiers": tiers((0, "2"))}),
    ("tiers_order", {"tiers": tiers((10, "2"), (100, "2"))}),
    ("tiers_order", {"tiers": tiers((10, "2"), (100, "3"))}),
    ("tiers_order", {"tiers": tiers((10, "3"), (10, "2"))}),
    ("stock_range", {"stock": -1}),
    ("cost_negative", {"cost": Decimal(-1)}),
]


@pytest.mark.parametrize(("reason", "changes"), REFUSED)
def test_a_wrong_draft_is_refused_with_its_reason(world: World, reason: str, changes: dict[str, Any]) -> None:
    with pytest.raises(MarketRefusedError) as refused:
        check_draft(world, draft(**changes))
    assert refused.value.phrase.key == f"market.{reason}"


@pytest.mark.parametrize(("reason", "changes"), REFUSED)
def test_the_reason_can_be_said_in_both_languages(world: World, reason: str, changes: dict[str, Any]) -> None:
    phrases = load_phrases()
    with pytest.raises(MarketRefusedError) as refused:
        check_draft(world, draft(**changes))
    assert phrases.speak(refused.value.phrase, "zh") != phrases.speak(refused.value.phrase, "en")


def test_a_good_draft_is_taken(world: World) -> None:
    check_draft(world, draft())
    check_draft(world, draft(title="字" * TITLE_LIMIT, stock=0))


async def test_unknown_products_and_shops_are_refused(market: SimulatedMarketplace) -> None:
    with pytest.raises(MarketRefusedError, match="product_unknown"):
        await market.take_down("demo", "p9999", "r1")
    with pytest.raises(MarketRefusedError, match="shop_unknown"):
        await market.publish("nobody", draft(), "r2")


def test_every_sentence_of_the_marketplace_is_used() -> None:
    folder = Path(adapters.market.rules.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    phrases = load_phrases()
    keys = [key for key in sorted(phrases.keys()) if key.startswith("market.")]
    assert [key for key in keys if f'refuse("{key.removeprefix("market.")}"' not in code] == []


async def test_categories_have_forms_with_required_fields(market: SimulatedMarketplace) -> None:
    categories = await market.categories()
    assert len(categories) >= 8
    for category in categories:
        assert 3 <= len(category.attributes) <= 6
        assert any(a.required for a in category.attributes)
        assert category.words
