"""`SimulatedMarketplace`: the marketplace port over a demand model with its own clock and tables."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.market import store
from adapters.market.buyers import places
from adapters.market.changes import set_status
from adapters.market.facts import batch
from adapters.market.listing import new_listing, product_id, show
from adapters.market.parameters import HERE, forms, load_world
from adapters.market.rules import check_draft, refuse
from adapters.market.state import ShopState
from adapters.market.tables import metadata
from adapters.market.times import hour_of, hour_start, seconds
from adapters.market.window import live_window, note_action, open_day, plan_window
from adapters.storage.engine import open_engine, writing
from core.market import Category, Marketplace, Product, ProductDraft, Receipt
from core.market_facts import FactBatch

Action = Literal["publish", "take_down", "put_back"]
KEPT = 64
"""How many shops' states are kept in memory between writes."""


class SimulatedMarketplace(Marketplace):
    """Open it with `await SimulatedMarketplace.open(url)`; its clock moves only by `advance`."""

    def __init__(self, engine: AsyncEngine, parameters: Path) -> None:
        self._engine = engine
        self._world = load_world(parameters)
        self._places = places(self._world)
        self._forms = forms(self._world)
        self._lock = asyncio.Lock()
        self._kept: dict[str, tuple[int, ShopState | None]] = {}

    @classmethod
    async def open(cls, url: str, parameters: Path = HERE / "parameters.yaml") -> "SimulatedMarketplace":
        """Connect to an SQLite file or PostgreSQL and create the missing tables. ConfigError as `open_engine`."""
        market = cls(open_engine(url), parameters)
        async with writing(market._engine) as connection:
            await connection.run_sync(metadata.create_all)
        return market

    async def close(self) -> None:
        """Let go of all connections."""
        await self._engine.dispose()

    async def open_shop(self, merchant: str, seed: int, at: datetime) -> None:
        """An empty shop from a time on; nothing happens if there is one."""
        async with self._writing_to(merchant) as (connection, shop):
            if shop is None:
                now = seconds(at)
                await store.save(connection, ShopState(merchant, seed, hour_of(now), now), [])

    async def close_shop(self, merchant: str) -> None:
        """Forget a shop and all its facts."""
        async with self._writing_to(merchant) as (connection, _):
            await store.erase(connection, merchant)
        self._kept.pop(merchant, None)

    async def categories(self) -> tuple[Category, ...]:
        """All categories and their forms."""
        return self._forms

    async def products(self, merchant: str) -> tuple[Product, ...]:
        """All listings of a shop, those taken down included."""
        async with self._engine.connect() as connection:
            found = await store.load_listings(connection, merchant)
        return tuple(show(listing) for listing in found.values())

    async def receipt(self, merchant: str, request_id: str) -> Receipt | None:
        """What the write under this id did, None if it never took place."""
        async with self._engine.connect() as connection:
            return await store.receipt(connection, merchant, request_id)

    async def facts(self, merchant: str, after: str | None, limit_days: int = 31) -> FactBatch | None:
        """The next days saved after a cursor. A day still running comes again, whole, whenever more of it is known."""
        async with self._engine.connect() as connection:
            days = await store.saved_days(connection, merchant, int(after or 0), limit_days)
        return batch(days) if days else None

    async def publish(self, merchant: str, draft: ProductDraft, request_id: str) -> Product:
        """List a product, at the marketplace's time."""
        async with self._changing(merchant, "publish", request_id) as (connection, shop, done):
            if done:
                return show(shop.listings[done.product])
            check_draft(self._world, draft)
            shop.counters.products += 1
            listing = new_listing(self._world, shop.seed, product_id(shop.counters.products), draft, shop.now)
            shop.listings[listing.id] = listing
            note_action(shop, open_day(shop, self._world), "publish", shop.now, listing, "", listing.title)
            await self._record(connection, shop, Receipt(request_id=request_id, action="publish", product=listing.id))
            return show(listing)

    async def take_down(self, merchant: str, product: str, request_id: str) -> Product:
        """Take a listing down; it keeps its id."""
        return await self._set_status(merchant, product, request_id, "take_down")

    async def put_back(self, merchant: str, product: str, request_id: str) -> Product:
        """Put a listing back."""
        return await self._set_status(merchant, product, request_id, "put_back")

    async def _set_status(
        self, merchant: str, product: str, request_id: str, action: Literal["take_down", "put_back"]
    ) -> Product:
        async with self._changing(merchant, action, request_id) as (connection, shop, done):
            listing = shop.listings.get(done.product if done else product)
            if listing is None:
                raise refuse("product_unknown", product=product)
            if done:
                return show(listing)
            set_status(shop, open_day(shop, self._world), listing, "down" if action == "take_down" else "active")
            await self._record(connection, shop, Receipt(request_id=request_id, action=action, product=product))
            return show(listing)

    async def advance(self, now: datetime) -> None:
        """Live through all whole hours up to `now` in every shop; does nothing for a time gone by."""
        async with self._engine.connect() as connection:
            merchants = await store.merchants(connection)
        for merchant in merchants:
            standing = False
            while not standing:
                standing = await self._advance_day(merchant, seconds(now))

    async def _advance_day(self, merchant: str, now: int) -> bool:
        """At most to the end of the shop's day, in one transaction; True once the shop stands at `now`."""
        async with self._writing_to(merchant) as (connection, shop):
            if shop is None or shop.now >= now:
                return True
            last = min(hour_of(now), (shop.hour // 24 + 1) * 24)
            books = []
            if last > shop.hour:
                await self._live(connection, shop, last)
                books = [book for book in (store.close_book(shop),) if book]
            shop.now = now if last == hour_of(now) else hour_start(last)
            await store.save(connection, shop, books)
            return shop.now == now

    async def _live(self, connection: AsyncConnection, shop: ShopState, last: int) -> None:
        window = plan_window(shop, self._world, last)
        await store.load_due(connection, shop, hour_start(last))
        numbers = {item.buyer for item in shop.pending.values()}
        numbers |= {arrival.buyer for arrival in window.arrivals if arrival.buyer}
        await store.load_buyers(connection, shop, numbers)
        live_window(shop, self._world, self._places, window)

    async def _record(self, connection: AsyncConnection, shop: ShopState, done: Receipt) -> None:
        await store.add_receipt(connection, shop.merchant, done, shop.now)
        await store.save(connection, shop, [book for book in (store.close_book(shop),) if book])

    @asynccontextmanager
    async def _changing(
        self, merchant: str, action: Action, request_id: str
    ) -> AsyncIterator[tuple[AsyncConnection, ShopState, Receipt | None]]:
        """One write to a locked shop, with its receipt if it was done before."""
        async with self._writing_to(merchant) as (connection, shop):
            if shop is None:
                raise refuse("shop_unknown")
            done = await store.receipt(connection, merchant, request_id)
            if done and done.action != action:
                raise refuse("request_reused")
            yield connection, shop, done

    @asynccontextmanager
    async def _writing_to(self, merchant: str) -> AsyncIterator[tuple[AsyncConnection, ShopState | None]]:
        """A transaction that holds the shop, one at a time in this process, so that SQLite's writers don't collide.

        The shop is kept between writes, and read again whenever its version shows that somebody else wrote, or
        when a write failed half-way.
        """
        async with self._lock:
            version, kept = self._kept.pop(merchant, (0, None))
            async with writing(self._engine) as connection:
                current = await store.claim(connection, merchant)
                fresh = kept is not None and current == version + 1
                shop = kept if fresh else await store.load(connection, merchant)
                yield connection, shop
            if shop is not None and current is not None and len(self._kept) < KEPT:
                shop.buyers.clear()
                shop.pending.clear()
                self._kept[merchant] = (current, shop)
