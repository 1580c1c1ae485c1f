"""Imported files on SQLite and PostgreSQL: nothing twice, newer over older, taken back without a trace."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlImports, SqlWarehouse
from adapters.storage.facts import FACT_TABLES
from adapters.storage.migrate import metadata
from core.imports import Import, ImportKind, OrderItem, OrderLine, ProductItem, is_imported
from core.market_facts import FactBatch, OrderFact

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 18, 10, tzinfo=ZONE)
OF_MARKET = FactBatch("5", AT, orders=(OrderFact("M1", "MB", AT, AT, "paid", Decimal(9), "search", None, None),))


def a_file(name: str, kind: ImportKind = "orders") -> Import:
    return Import(
        merchant="m1", id=name, kind=kind, name=name, table="t", mapping={}, fields=("order",), first=date(2026, 11, 18),
        as_of=AT, imported_by="u", imported_at=AT,
    )  # fmt: skip


def order(name: str, amount: int = 20, buyer: str = "B1", title: str = "灯") -> OrderItem:
    line = OrderLine(product="", title=title, sku="", units=2, amount=Decimal(amount))
    return OrderItem(
        order=name, buyer=buyer, placed_at=AT, paid_at=AT, status="done", amount=Decimal(amount), channel="",
        province="浙江", city="金华", refund=Decimal(0), refunded_at=None, lines=(line,),
    )  # fmt: skip


def lamp(product: str = "P1") -> ProductItem:
    return ProductItem(
        product=product, title="灯", category="小夜灯", status="active", listed_on=None, price=Decimal(10), stock=3, cost=None
    )  # fmt: skip


async def facts(engine: AsyncEngine) -> dict[str, set[tuple[object, ...]]]:
    """Every row of every fact table, those of m1."""
    async with engine.connect() as connection:
        found = {}
        for name in FACT_TABLES:
            table = metadata.tables[name]
            rows = await connection.execute(select(table).where(table.c.merchant == "m1"))
            found[name] = {tuple(row) for row in rows}
        return found


async def test_one_id_is_imported_once(engine: AsyncEngine) -> None:
    imports = SqlImports(engine)
    first = await imports.add(a_file("f1"), [order("A"), order("B")])
    before = await facts(engine)
    assert (first.added, first.updated, first.same) == (2, 0, 0)
    assert await imports.add(a_file("f1"), [order("A"), order("B")]) == first
    assert await facts(engine) == before


async def test_a_file_taken_back_leaves_no_trace(engine: AsyncEngine) -> None:
    imports = SqlImports(engine)
    await imports.add(a_file("f1"), [order("A"), order("B", buyer="B2")])
    before = await facts(engine)
    second = await imports.add(a_file("f2"), [order("B", 50, "B3", "垫"), order("C")])
    assert (second.added, second.updated) == (1, 1) and await facts(engine) != before
    assert await imports.remove("m1", "f2", "r1") and not await imports.remove("m1", "f2", "r2")
    assert await facts(engine) == before


async def test_the_order_of_files_of_products_and_orders_does_not_matter(engine: AsyncEngine) -> None:
    imports = SqlImports(engine)
    await imports.add(a_file("f1"), [order("A")])
    await imports.add(a_file("f2", "products"), [lamp()])
    late = await facts(engine)
    await imports.remove("m1", "f1", "r1")
    await imports.add(a_file("f3"), [order("A")])
    assert await facts(engine) == late
    assert {row[3] for row in late["fact_lines"]} == {"P1"} and len(late["fact_products"]) == 1


async def test_imported_and_marketplace_facts_never_stand_side_by_side(engine: AsyncEngine) -> None:
    async with SqlWarehouse(engine) as warehouse:
        imports = SqlImports(engine)
        await warehouse.store("m1", OF_MARKET)
        await imports.add(a_file("f1"), [order("A")])
        await warehouse.store("m1", OF_MARKET)
        assert {row[1] for row in (await facts(engine))["fact_orders"]} == {"A"}
        assert is_imported(await warehouse.cursor("m1")) and await warehouse.freshness("m1") == AT
        await imports.remove("m1", "f1", "r1")
        assert await warehouse.cursor("m1") is None and not await imports.state("m1")
        await warehouse.store("m1", OF_MARKET)
        assert {row[1] for row in (await facts(engine))["fact_orders"]} == {"M1"}


async def test_another_shop_is_not_touched(engine: AsyncEngine) -> None:
    async with SqlWarehouse(engine) as warehouse:
        await warehouse.store("m2", OF_MARKET)
        await SqlImports(engine).add(a_file("f1"), [order("A")])
        assert await warehouse.cursor("m2") == "5" and not await SqlImports(engine).state("m2")
