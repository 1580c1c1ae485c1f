"""`Projection`: the fact tables of a shop that lives by its own exports, written from items."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.fact_rows import FactRows, iso_utc
from adapters.storage.facts import (
    FACT_TABLES,
    fact_buyers,
    fact_lines,
    fact_orders,
    fact_products,
    fact_refunds,
    fact_skus,
    fact_sync,
)
from adapters.storage.import_facts import Facts, buyer_of
from adapters.storage.statements import add_once, insert_into, put
from adapters.storage.store_facts import batched, store_facts
from adapters.storage.tables import metadata
from core.imports import IMPORTED, Item, OrderItem, ProductItem

BEFORE = "2000-01-01T00:00:00+00:00"
"""How fresh the data is while a first import is being written."""


async def take_over(connection: AsyncConnection, merchant: str, *, first: bool) -> None:
    """Hold the shop's facts for this transaction; with the first import the marketplace's go."""
    row = {"merchant": merchant, "cursor": f"{IMPORTED}begun", "as_of": BEFORE}
    await add_once(connection, fact_sync, ["merchant"], row)
    held = select(fact_sync.c.cursor).where(fact_sync.c.merchant == merchant).with_for_update()
    await connection.execute(held)
    if first:
        await clear_facts(connection, merchant)


async def clear_facts(connection: AsyncConnection, merchant: str) -> None:
    """All facts of a shop. How far its sync has come stays: that row is what other writers wait for."""
    for table in (metadata.tables[name] for name in FACT_TABLES):
        await connection.execute(delete(table).where(table.c.merchant == merchant))


async def has_merges(connection: AsyncConnection, merchant: str, items: Iterable[Item]) -> bool:
    """Whether a product has facts under its title so far, which its id now tells better."""
    titles = {item.title for item in items if isinstance(item, ProductItem) and item.title != item.product}
    for some in batched(sorted(titles)):
        own = (fact_products.c.merchant == merchant) & fact_products.c.product.in_(some)
        if (await connection.execute(select(fact_products.c.product).where(own).limit(1))).first():
            return True
    return False


class Projection:
    """Writes within the caller's transaction; `close` says how fresh the data is now."""

    def __init__(self, connection: AsyncConnection, merchant: str, zone: ZoneInfo, now: datetime) -> None:
        self._connection = connection
        self._merchant = merchant
        self._rows = FactRows(merchant, zone)
        self._zone = zone
        self._now = now

    async def write(self, items: Sequence[Item], old: Sequence[Item]) -> None:
        """The facts of items in place of those of `old`, the same keys before."""
        if not items:
            return
        await self._forget([item.order for item in old if isinstance(item, OrderItem)])
        titles, known = await self._products()
        facts = Facts(titles, known, self._zone, self._now)
        batch = facts.batch(items, f"{IMPORTED}writing", self._now)
        await store_facts(self._connection, self._rows, batch)
        await self._add_missing(fact_products, [self._rows.product(each) for each in facts.mentioned.values()])
        await put(self._connection, fact_skus, ["merchant", "sku"], [self._rows.sku(e) for e in facts.skus.values()])
        await self._buyers(
            [item for item in items if isinstance(item, OrderItem)], [i for i in old if isinstance(i, OrderItem)]
        )

    async def close(self, cursor: str, as_of: datetime) -> None:
        """How far the data goes."""
        row = {"merchant": self._merchant, "cursor": f"{IMPORTED}{cursor}", "as_of": iso_utc(as_of)}
        await put(self._connection, fact_sync, ["merchant"], [row])

    async def _forget(self, orders: Sequence[str]) -> None:
        for some in batched(orders):
            for table in (fact_lines, fact_refunds):
                own = (table.c.merchant == self._merchant) & table.c.order_id.in_(some)
                await self._connection.execute(delete(table).where(own))

    async def _products(self) -> tuple[dict[str, str], frozenset[str]]:
        """Titles to ids, and all ids. Where several listings share a title the first id has it."""
        columns = (fact_products.c.product, fact_products.c.title)
        query = select(*columns).where(fact_products.c.merchant == self._merchant)
        found = (await self._connection.execute(query.order_by(fact_products.c.product.desc()))).all()
        return {row.title: row.product for row in found}, frozenset(row.product for row in found)

    async def _add_missing(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            statement = insert_into(self._connection, table).on_conflict_do_nothing()
            await self._connection.execute(statement, rows)

    async def _buyers(self, orders: Sequence[OrderItem], old: Sequence[OrderItem]) -> None:
        """Their first and last payment over all orders there are, their place as the newest order that tells it."""
        concerned = sorted({buyer_of(order) for order in (*orders, *old)})
        told = {buyer_of(each): (each.province, each.city) for each in sorted(orders, key=_placed) if each.province}
        for some in batched(concerned):
            kept, gone = await self._buyer_rows(some, told)
            await put(self._connection, fact_buyers, ["merchant", "buyer"], kept)
            own = (fact_buyers.c.merchant == self._merchant) & fact_buyers.c.buyer.in_(gone)
            await self._connection.execute(delete(fact_buyers).where(own))

    async def _buyer_rows(
        self, buyers: Sequence[str], told: dict[str, tuple[str, str]]
    ) -> tuple[list[dict[str, Any]], list[str]]:
        theirs = (fact_buyers.c.merchant == self._merchant) & fact_buyers.c.buyer.in_(buyers)
        before = {row.buyer: row for row in await self._connection.execute(select(fact_buyers).where(theirs))}
        orders = fact_orders.c
        paid = select(orders.buyer, func.min(orders.paid_on).label("first"), func.max(orders.paid_on).label("last"))
        own = (orders.merchant == self._merchant) & orders.buyer.in_(buyers)
        found = {row.buyer: row for row in await self._connection.execute(paid.where(own).group_by(orders.buyer))}
        rows = []
        for buyer, row in found.items():
            known = (before[buyer].province, before[buyer].city) if buyer in before else ("", "")
            province, city = told.get(buyer, known)
            place = {"province": province, "city": city, "level": ""}
            days = {"first_paid_on": row.first, "last_paid_on": row.last}
            rows.append({"merchant": self._merchant, "buyer": buyer, **place, **days})
        return rows, [buyer for buyer in buyers if buyer not in found]


def _placed(order: OrderItem) -> datetime:
    return order.placed_at
