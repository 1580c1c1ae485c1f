"""What the market's tests share: folding facts as a sync would, drafts, and a shop in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from adapters.market import SimulatedMarketplace
from adapters.market.buyers import places
from adapters.market.facts import SavedDay, batch, pack
from adapters.market.listing import draw_hidden
from adapters.market.parameters import World
from adapters.market.state import Book, Hidden, Listing, ShopState, Sku
from adapters.market.times import day_number, hour_start
from adapters.market.window import live_until
from core.market import ProductDraft, Tier
from core.market_facts import FactBatch

KEYS = {
    "products": ("product",),
    "skus": ("sku",),
    "traffic": ("day", "product", "channel"),
    "orders": ("order",),
    "lines": ("order", "sku"),
    "buyers": ("buyer",),
    "refunds": ("refund",),
    "reviews": ("review",),
    "ads": ("day", "ad_campaign", "product"),
    "campaigns": ("campaign",),
    "inquiries": ("inquiry",),
    "actions": ("action",),
    "events": ("event",),
}


@dataclass
class Folded:
    """The facts as they stand after all batches, by table and key."""

    tables: dict[str, dict[tuple[Any, ...], Any]] = field(default_factory=lambda: {name: {} for name in KEYS})
    corrected: int = 0

    def add(self, one: FactBatch) -> None:
        for name, key in KEYS.items():
            for row in getattr(one, name):
                place = tuple(getattr(row, k) for k in key)
                old = self.tables[name].get(place)
                self.corrected += old is not None and old != row
                self.tables[name][place] = row

    def rows(self, name: str) -> list[Any]:
        return list(self.tables[name].values())


async def all_facts(market: SimulatedMarketplace, merchant: str = "demo", limit_days: int = 31) -> Folded:
    """Everything a shop tells, from the beginning."""
    folded, cursor = Folded(), None
    while one := await market.facts(merchant, cursor, limit_days):
        folded.add(one)
        cursor = one.cursor
    return folded


def fold(books: Iterable[Book]) -> Folded:
    """The same for books in memory."""
    folded = Folded()
    folded.add(batch([SavedDay(b.day, i, hour_start(b.day * 24 + 24), pack(b)) for i, b in enumerate(books)]))
    return folded


def draft(**changes: Any) -> ProductDraft:
    """A draft that the marketplace takes."""
    values: dict[str, Any] = {
        "title": "云朵解压捏捏乐",
        "category": "toys",
        "attributes": {"material": "硅胶", "age": "8岁以上"},
        "tiers": (Tier(min_units=10, price=Decimal("3.20")), Tier(min_units=100, price=Decimal("2.60"))),
        "stock": 5000,
        "images": ("cloud.jpg",),
    }
    return ProductDraft(**(values | changes))


def listing(world: World, seed: int, name: str, **hidden: float) -> Listing:
    """A listing of long ago with plenty in stock, its hidden demand as said."""
    drawn = draw_hidden(world, seed, name, draft())
    values = {f.name: getattr(drawn, f.name) for f in fields(Hidden)}
    values |= {"visitors": 60.0, "conversion": 0.04, "elasticity": 2.0, "anchor_price": 3.2, "growth": 0.0} | hidden
    return Listing(
        id=name,
        title="云朵解压捏捏乐",
        category="toys",
        attributes={},
        tiers=draft().tiers,
        skus=[Sku(f"{name}-1", "默认", 10_000_000)],
        listed_at=hour_start((day_number(date(2026, 1, 1))) * 24),
        changed_at=0,
        hidden=Hidden(**values),
        images=("cloud.jpg",),
    )


def shop_with(world: World, seed: int, start: date, listings: Iterable[Listing]) -> ShopState:
    """A shop in memory that stands at the beginning of a day."""
    hour = day_number(start) * 24
    shop = ShopState("memory", seed, hour, hour_start(hour))
    shop.listings = {x.id: x for x in listings}
    return shop


def live(shop: ShopState, world: World, days: int) -> list[Book]:
    """Live through whole days."""
    where, books = places(world), []
    for day in range(shop.hour // 24, shop.hour // 24 + days):
        live_until(shop, world, where, (day + 1) * 24)
        assert shop.book
        books.append(shop.book)
    return books


def units(books: Iterable[Book]) -> int:
    """Pieces ordered."""
    return sum(int(str(row[3])) for book in books for row in book.tables.get("lines", {}).values())
