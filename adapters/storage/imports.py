"""`SqlImports`: imported files, their items, and the facts that follow from the newest item of every key."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.facts import fact_products, fact_sync
from adapters.storage.import_projection import Projection, clear_facts, has_merges, take_over
from adapters.storage.import_tables import import_items, imports
from adapters.storage.shops import SqlShops
from adapters.storage.store_facts import batched
from core.imports import (
    AdItem,
    Import,
    ImportKind,
    ImportState,
    Item,
    KindState,
    OrderItem,
    ProductItem,
    TrafficItem,
)
from core.lexicon import NamedProduct

ITEMS: Mapping[str, type[Item]] = {
    "orders": OrderItem,
    "products": ProductItem,
    "traffic": TrafficItem,
    "ads": AdItem,
}
ORDER: tuple[ImportKind, ...] = ("products", "orders", "traffic", "ads")
"""Products first, so that the others find theirs."""


class SqlImports:
    """`core.imports.Imports`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, new: Import, items: Sequence[Item]) -> Import:
        """One transaction: files, items, facts and freshness, or nothing."""
        zone = await self._zone(new.merchant)
        bodies = await asyncio.to_thread(_bodies, items)
        async with writing(self._engine) as connection:
            if (known := await _stored(connection, new.merchant, new.id)) is not None:
                return known
            await take_over(connection, new.merchant, first=not await _standing(connection, new.merchant))
            before = await _newest(connection, new.merchant, new.kind, list(bodies))
            changed = {key: item for key, (item, body) in bodies.items() if before.get(key) != body}
            counted = _counted(new, bodies, before, len(changed))
            await _keep(connection, counted, bodies)
            standing = await _standing(connection, new.merchant)
            if new.kind == "products" and await has_merges(connection, new.merchant, changed.values()):
                await _rebuild(connection, new.merchant, standing, zone)
            else:
                projection = Projection(connection, new.merchant, zone, new.imported_at)
                old = [_parsed(new.kind, before[key]) for key in changed if key in before]
                await projection.write(list(changed.values()), old)
                await projection.close(*_cursor(standing))
        return counted

    async def remove(self, merchant: str, import_id: str, request_id: str) -> bool:
        """The facts are made anew of what stands; without any they are gone, and the sync begins from the start."""
        zone = await self._zone(merchant)
        async with writing(self._engine) as connection:
            await take_over(connection, merchant, first=False)
            own = (imports.c.merchant == merchant) & (imports.c.import_id == import_id) & (imports.c.removed_by == "")
            taken = update(imports).where(own).values(removed_by=request_id).returning(imports.c.seq)
            seq = (await connection.scalars(taken)).first()
            if seq is None:
                return False
            of_file = (import_items.c.merchant == merchant) & (import_items.c.seq == seq)
            await connection.execute(delete(import_items).where(of_file))
            await _rebuild(connection, merchant, await _standing(connection, merchant), zone)
        return True

    async def get(self, merchant: str, import_id: str) -> Import | None:
        """One, with who took it back."""
        async with self._engine.connect() as connection:
            return await _stored(connection, merchant, import_id)

    async def state(self, merchant: str) -> ImportState:
        """By kind: the fields told by any file, the first day, and how far the data goes."""
        async with self._engine.connect() as connection:
            return _state(await _standing(connection, merchant))

    async def products(self, merchant: str) -> tuple[tuple[NamedProduct, str], ...]:
        """Listings in the fact tables, none for a shop without imports."""
        async with self._engine.connect() as connection:
            if not await _standing(connection, merchant):
                return ()
            columns = (fact_products.c.product, fact_products.c.title, fact_products.c.category)
            found = await connection.execute(select(*columns).where(fact_products.c.merchant == merchant))
            return tuple((NamedProduct(row.product, row.title), row.category) for row in found)

    async def _zone(self, merchant: str) -> ZoneInfo:
        shop = await SqlShops(self._engine).get(merchant)
        return ZoneInfo(shop.timezone if shop else "Asia/Shanghai")


def _bodies(items: Sequence[Item]) -> dict[str, tuple[Item, str]]:
    return {item.key: (item, item.model_dump_json()) for item in items}


def _parsed(kind: str, body: str) -> Item:
    return ITEMS[kind].model_validate_json(body)


def _counted(new: Import, bodies: Mapping[str, Any], before: Mapping[str, str], changed: int) -> Import:
    added = len(bodies.keys() - before.keys())
    told = {"added": added, "updated": changed - added, "same": len(bodies) - changed}
    return new.model_copy(update=told)


async def _keep(connection: AsyncConnection, new: Import, bodies: Mapping[str, tuple[Item, str]]) -> None:
    row = {"merchant": new.merchant, "import_id": new.id, "removed_by": "", "body": new.model_dump_json()}
    seq = (await connection.scalars(insert(imports).returning(imports.c.seq), row)).one()
    own = {"merchant": new.merchant, "kind": new.kind, "seq": seq}
    rows = [own | {"item": key, "body": body} for key, (_, body) in bodies.items()]
    if rows:
        await connection.execute(insert(import_items), rows)


async def _newest(connection: AsyncConnection, merchant: str, kind: str, keys: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    items = import_items.c
    for some in batched(keys):
        these = (items.merchant == merchant) & (items.kind == kind) & items.item.in_(some)
        query = select(items.item, items.body).where(these).order_by(items.seq)
        found |= {row.item: row.body for row in await connection.execute(query)}
    return found


async def _stored(connection: AsyncConnection, merchant: str, import_id: str) -> Import | None:
    own = (imports.c.merchant == merchant) & (imports.c.import_id == import_id)
    row = (await connection.execute(select(imports.c.body, imports.c.removed_by).where(own))).first()
    return row and Import.model_validate_json(row.body).model_copy(update={"removed_by": row.removed_by})


async def _standing(connection: AsyncConnection, merchant: str) -> tuple[Import, ...]:
    own = (imports.c.merchant == merchant) & (imports.c.removed_by == "")
    bodies = await connection.scalars(select(imports.c.body).where(own).order_by(imports.c.seq))
    return tuple(map(Import.model_validate_json, bodies))


def _state(standing: Sequence[Import]) -> ImportState:
    state: ImportState = {}
    for each in standing:
        known = state.get(each.kind)
        firsts = [first for first in (each.first, known.first if known else None) if first]
        state[each.kind] = KindState(
            fields=frozenset(each.fields) | (known.fields if known else frozenset()),
            first=min(firsts, default=None),
            as_of=max(each.as_of, known.as_of if known else each.as_of),
        )
    return state


def _cursor(standing: Sequence[Import]) -> tuple[str, datetime]:
    """The facts of orders tell how fresh the shop's data is, without them the others."""
    state = _state(standing)
    as_of = state["orders"].as_of if "orders" in state else max(each.as_of for each in state.values())
    return standing[-1].id, as_of.astimezone(UTC)


async def _rebuild(connection: AsyncConnection, merchant: str, standing: Sequence[Import], zone: ZoneInfo) -> None:
    await clear_facts(connection, merchant)
    if not standing:
        await connection.execute(delete(fact_sync).where(fact_sync.c.merchant == merchant))
        return
    projection = Projection(connection, merchant, zone, standing[-1].imported_at)
    for kind in ORDER:
        await projection.write(await _all_newest(connection, merchant, kind), ())
    await projection.close(*_cursor(standing))


async def _all_newest(connection: AsyncConnection, merchant: str, kind: str) -> list[Item]:
    items = import_items.c
    own = (items.merchant == merchant) & (items.kind == kind)
    last = select(items.item, func.max(items.seq).label("seq")).where(own).group_by(items.item).subquery()
    joined = import_items.join(last, (items.item == last.c.item) & (items.seq == last.c.seq))
    bodies = list(await connection.scalars(select(items.body).select_from(joined).where(own)))
    return await asyncio.to_thread(lambda: [_parsed(kind, body) for body in bodies])
