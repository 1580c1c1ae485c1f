"""Reads and writes a shop's state in the market's tables; every write happens inside the caller's transaction."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.market import tables
from adapters.market.facts import SavedDay, pack, unpack
from adapters.market.state import Buyer, Counters, Listing, Pending, ShopState, Topic, Touched
from adapters.market.times import hour_start
from core.market import Receipt


@dataclass(frozen=True, slots=True)
class _Head:
    """What a shop's own row holds."""

    seed: int
    hour: int
    now: int
    counters: Counters
    topics: list[Topic]


_HEAD = TypeAdapter(_Head)
_LISTING = TypeAdapter(Listing)
_BUYER = TypeAdapter(Buyer)
_PENDING = TypeAdapter(Pending)


async def claim(connection: AsyncConnection, merchant: str) -> int | None:
    """Lock the shop's row until the transaction ends and raise its version; None if there is no such shop.

    An UPDATE as the first statement takes the lock on SQLite and PostgreSQL alike.
    """
    version: int | None = await connection.scalar(
        update(tables.shops)
        .where(tables.shops.c.merchant == merchant)
        .values(version=tables.shops.c.version + 1)
        .returning(tables.shops.c.version)
    )
    return version


async def merchants(connection: AsyncConnection) -> list[str]:
    """All shops."""
    rows = await connection.execute(select(tables.shops.c.merchant).order_by(tables.shops.c.merchant))
    return list(rows.scalars())


async def load_listings(connection: AsyncConnection, merchant: str) -> dict[str, Listing]:
    """All listings of a shop by id."""
    table = tables.listings
    rows = await connection.execute(
        select(table.c.product, table.c.body).where(table.c.merchant == merchant).order_by(table.c.product)
    )
    return {product: _LISTING.validate_json(body) for product, body in rows}


async def load(connection: AsyncConnection, merchant: str) -> ShopState | None:
    """The shop with its listings and the book of its current day; buyers and pending items come apart."""
    text = await connection.scalar(select(tables.shops.c.state).where(tables.shops.c.merchant == merchant))
    if text is None:
        return None
    head = _HEAD.validate_json(text)
    shop = ShopState(merchant, head.seed, head.hour, head.now, head.counters, head.topics)
    shop.listings = await load_listings(connection, merchant)
    day = shop.hour // 24
    table = tables.days
    body = await connection.scalar(select(table.c.body).where(table.c.merchant == merchant, table.c.day == day))
    shop.book = None if body is None else unpack(day, body)
    return shop


async def load_due(connection: AsyncConnection, shop: ShopState, before: int) -> None:
    """Bring in the pending items with a step before a time, seconds."""
    table = tables.pending
    rows = await connection.execute(
        select(table.c.item, table.c.body).where(table.c.merchant == shop.merchant, table.c.next_at < before)
    )
    for item, body in rows:
        if item not in shop.pending and item not in shop.touched.settled:
            shop.pending[item] = _PENDING.validate_json(body)


async def load_buyers(connection: AsyncConnection, shop: ShopState, numbers: Iterable[int]) -> None:
    """Bring in buyers that are not at hand."""
    table, missing = tables.buyers, sorted(set(numbers) - shop.buyers.keys())
    for start in range(0, len(missing), 500):
        wanted = missing[start : start + 500]
        rows = await connection.execute(
            select(table.c.number, table.c.body).where(table.c.merchant == shop.merchant, table.c.number.in_(wanted))
        )
        shop.buyers.update({number: _BUYER.validate_json(body) for number, body in rows})


def close_book(shop: ShopState) -> SavedDay | None:
    """The current day's book as a row, under the shop's next number."""
    if shop.book is None:
        return None
    shop.counters.saved += 1
    return SavedDay(shop.book.day, shop.counters.saved, hour_start(shop.hour), pack(shop.book))


async def save(connection: AsyncConnection, shop: ShopState, books: Sequence[SavedDay]) -> None:
    """Write what was touched, the shop's row and some days' books."""
    merchant, touched = shop.merchant, shop.touched
    listings = [_named(merchant, "product", p, _LISTING.dump_json(shop.listings[p])) for p in sorted(touched.listings)]
    buyers = [_named(merchant, "number", n, _BUYER.dump_json(shop.buyers[n])) for n in sorted(touched.buyers)]
    pending = [
        _named(merchant, "item", i, _PENDING.dump_json(shop.pending[i])) | {"next_at": shop.pending[i].steps[0].at}
        for i in sorted(touched.pending)
    ]
    await _put(connection, tables.listings, listings)
    await _put(connection, tables.buyers, buyers)
    await _put(connection, tables.pending, pending)
    await _put(connection, tables.days, [_day(merchant, book) for book in books])
    for start in range(0, len(settled := sorted(touched.settled)), 500):
        part = settled[start : start + 500]
        table = tables.pending
        await connection.execute(delete(table).where(table.c.merchant == merchant, table.c.item.in_(part)))
    await _save_head(connection, shop)
    shop.touched = Touched()


async def _save_head(connection: AsyncConnection, shop: ShopState) -> None:
    head = _Head(shop.seed, shop.hour, shop.now, shop.counters, shop.topics)
    text, table = _HEAD.dump_json(head).decode(), tables.shops
    done = await connection.execute(
        update(table).where(table.c.merchant == shop.merchant).values(state=text).returning(table.c.version)
    )
    if done.first() is None:
        # A shop written anew must not seem to be the one that somebody still has in memory.
        version = secrets.randbelow(1 << 29)
        await connection.execute(insert(table).values(merchant=shop.merchant, version=version, state=text))


def _named(merchant: str, column: str, name: str | int, body: bytes) -> dict[str, object]:
    return {"merchant": merchant, column: name, "body": body.decode()}


def _day(merchant: str, book: SavedDay) -> dict[str, object]:
    return {"merchant": merchant, "day": book.day, "saved": book.saved, "as_of": book.as_of, "body": book.body}


async def _put(connection: AsyncConnection, table: Table, rows: list[dict[str, object]]) -> None:
    """Insert or replace rows by primary key."""
    if not rows:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    new = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    keys = [c.name for c in table.primary_key.columns]
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=new), rows)


async def erase(connection: AsyncConnection, merchant: str) -> None:
    """Forget a shop."""
    for table in reversed(tables.metadata.sorted_tables):
        await connection.execute(delete(table).where(table.c.merchant == merchant))


async def saved_days(connection: AsyncConnection, merchant: str, after: int, limit: int) -> list[SavedDay]:
    """Days saved after a number, oldest first."""
    table = tables.days
    rows = await connection.execute(
        select(table.c.day, table.c.saved, table.c.as_of, table.c.body)
        .where(table.c.merchant == merchant, table.c.saved > after)
        .order_by(table.c.saved)
        .limit(limit)
    )
    return [SavedDay(*row) for row in rows]


async def receipt(connection: AsyncConnection, merchant: str, request_id: str) -> Receipt | None:
    """What was done under a request id."""
    table = tables.receipts
    rows = await connection.execute(
        select(table.c.request_id, table.c.action, table.c.product).where(
            table.c.merchant == merchant, table.c.request_id == request_id
        )
    )
    row = rows.mappings().first()
    return None if row is None else Receipt.model_validate(dict(row))


async def add_receipt(connection: AsyncConnection, merchant: str, done: Receipt, at: int) -> None:
    """Record it; the primary key refuses a second one under the same id."""
    values = {"merchant": merchant, "request_id": done.request_id, "action": done.action, "product": done.product}
    await connection.execute(insert(tables.receipts).values(**values, at=at))
