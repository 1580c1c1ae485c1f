"""Storing facts: idempotent, corrected later, days and hours in the shop's zone, lines that follow their orders."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlShops, SqlWarehouse
from adapters.storage.migrate import metadata
from core.calls import Scalar
from core.market_facts import (
    AdFact,
    BuyerFact,
    CampaignFact,
    EventFact,
    FactBatch,
    InquiryFact,
    LineFact,
    OrderFact,
    ProductFact,
    RefundFact,
    ReviewFact,
    ShopActionFact,
    SkuFact,
    TrafficFact,
)
from core.records import Shop

AT = datetime(2026, 11, 18, 16, 30, tzinfo=UTC)
"""Half past midnight on the 19th in Shanghai."""
DAY = date(2026, 11, 19)
ORDER = OrderFact("O1", "B1", AT, AT, "paid", Decimal("12.345"), "search", None, None)
LINE = LineFact("O1", "S1", "P1", 3, Decimal("12.345"))
BATCH = FactBatch(
    cursor="c1",
    as_of=AT + timedelta(hours=1),
    products=(
        ProductFact("P1", "夜光乌龟", "toys", "active", DAY, Decimal("3.20"), 500, None, ("乌龟", '小"夜灯"')),
        ProductFact("P2", "陀螺", "toys", "down", DAY, Decimal("1.10"), 0, Decimal("0.4"), ()),
    ),
    skus=(SkuFact("S1", "P1", "绿色", Decimal("3.20"), 500),),
    traffic=(TrafficFact(DAY, "P1", "search", 100, 50, 40, 3, 4, 2),),
    orders=(ORDER,),
    lines=(LINE,),
    buyers=(BuyerFact("B1", "浙江", "金华", "L2", AT, None),),
    refunds=(RefundFact("R1", "O1", "P1", AT, Decimal("1"), "破损"),),
    reviews=(ReviewFact("V1", "P1", AT, 5),),
    ads=(AdFact(DAY, "A1", "P1", Decimal("3.215"), 100, 10, 1, Decimal("20")),),
    campaigns=(CampaignFact("C1", "双11", DAY, DAY, ("P1", "P2")),),
    inquiries=(
        InquiryFact("Q1", "P1", "B1", AT, AT + timedelta(seconds=95)),
        InquiryFact("Q2", None, "B1", AT, None),
    ),
    actions=(ShopActionFact("X1", AT, "price", "P1", "3.5", "3.2"),),
    events=(EventFact("E1", "weather", "寒潮", DAY, DAY, ("帽子", "围巾")),),
)


async def rows_of(engine: AsyncEngine, table: str) -> list[dict[str, Scalar]]:
    chosen = metadata.tables[table]
    async with engine.connect() as connection:
        found = await connection.execute(select(chosen).order_by(*chosen.primary_key))
        return [{name: value for name, value in row.items() if name != "merchant"} for row in found.mappings()]


async def everything(engine: AsyncEngine) -> dict[str, list[dict[str, Scalar]]]:
    return {name: await rows_of(engine, name) for name in metadata.tables if name.startswith("fact_")}


@pytest.fixture
async def warehouse(engine: AsyncEngine) -> "SqlWarehouse":  # type: ignore[misc]
    async with SqlWarehouse(engine) as warehouse:
        yield warehouse


async def test_every_kind_of_fact_becomes_the_row_that_analytics_reads(
    engine: AsyncEngine, warehouse: SqlWarehouse
) -> None:
    await warehouse.store("demo", BATCH)
    assert await everything(engine) == {
        "fact_products": [
            {"product": "P1", "title": "夜光乌龟", "category": "toys", "status": "active", "listed_on": "2026-11-19",
             "price_fen": 320, "stock": 500, "cost_fen": None, "aliases": '["乌龟", "小\\"夜灯\\""]'},
            {"product": "P2", "title": "陀螺", "category": "toys", "status": "down", "listed_on": "2026-11-19",
             "price_fen": 110, "stock": 0, "cost_fen": 40, "aliases": "[]"},
        ],
        "fact_skus": [{"sku": "S1", "product": "P1", "name": "绿色", "price_fen": 320, "stock": 500}],
        "fact_traffic": [
            {"day": "2026-11-19", "product": "P1", "channel": "search", "impressions": 100, "page_views": 50,
             "visitors": 40, "favourites": 3, "add_to_cart": 4, "inquiries": 2},
        ],
        "fact_orders": [
            {"order_id": "O1", "buyer": "B1", "placed_at": "2026-11-18T16:30:00+00:00", "placed_on": "2026-11-19",
             "placed_hour": 0, "paid_at": "2026-11-18T16:30:00+00:00", "paid_on": "2026-11-19", "paid_hour": 0,
             "status": "paid", "amount_fen": 1235, "channel": "search", "platform_campaign": None,
             "ad_campaign": None},
        ],
        "fact_lines": [
            {"order_id": "O1", "sku": "S1", "product": "P1", "units": 3, "amount_fen": 1235, "buyer": "B1",
             "paid_on": "2026-11-19", "paid_hour": 0, "status": "paid", "channel": "search",
             "platform_campaign": None, "ad_campaign": None},
        ],
        "fact_buyers": [
            {"buyer": "B1", "province": "浙江", "city": "金华", "level": "L2", "first_paid_on": "2026-11-19",
             "last_paid_on": None},
        ],
        "fact_refunds": [
            {"refund": "R1", "order_id": "O1", "product": "P1", "refunded_on": "2026-11-19", "refunded_hour": 0,
             "amount_fen": 100, "reason": "破损"},
        ],
        "fact_reviews": [{"review": "V1", "product": "P1", "reviewed_on": "2026-11-19", "score": 5}],
        "fact_ads": [
            {"day": "2026-11-19", "ad_campaign": "A1", "product": "P1", "spend_fen": 322, "impressions": 100,
             "clicks": 10, "orders": 1, "gmv_fen": 2000},
        ],
        "fact_platform_campaigns": [{"campaign": "C1", "name": "双11", "starts": "2026-11-19", "ends": "2026-11-19"}],
        "fact_campaign_products": [{"campaign": "C1", "product": "P1"}, {"campaign": "C1", "product": "P2"}],
        "fact_inquiries": [
            {"inquiry": "Q1", "product": "P1", "buyer": "B1", "asked_at": "2026-11-18T16:30:00+00:00",
             "asked_on": "2026-11-19", "asked_hour": 0, "answered_at": "2026-11-18T16:31:35+00:00",
             "response_seconds": 95},
            {"inquiry": "Q2", "product": None, "buyer": "B1", "asked_at": "2026-11-18T16:30:00+00:00",
             "asked_on": "2026-11-19", "asked_hour": 0, "answered_at": None, "response_seconds": None},
        ],
        "fact_shop_actions": [
            {"action": "X1", "at": "2026-11-18T16:30:00+00:00", "acted_on": "2026-11-19", "acted_hour": 0,
             "action_type": "price", "product": "P1", "value_before": "3.5", "value_after": "3.2"},
        ],
        "fact_events": [
            {"event": "E1", "kind": "weather", "name": "寒潮", "starts": "2026-11-19", "ends": "2026-11-19",
             "words": '["帽子", "围巾"]'},
        ],
        "fact_sync": [{"cursor": "c1", "as_of": "2026-11-18T17:30:00+00:00"}],
    }  # fmt: skip


async def test_storing_the_same_batch_twice_changes_nothing(engine: AsyncEngine, warehouse: SqlWarehouse) -> None:
    await warehouse.store("demo", BATCH)
    once = await everything(engine)
    await warehouse.store("demo", BATCH)
    assert await everything(engine) == once


async def test_days_and_hours_are_those_of_the_shop(engine: AsyncEngine, warehouse: SqlWarehouse) -> None:
    await SqlShops(engine).put(Shop(merchant="demo", name="Leather", timezone="Europe/London"))
    await warehouse.store("demo", BATCH)
    (order,) = await rows_of(engine, "fact_orders")
    assert (order["paid_on"], order["paid_hour"]) == ("2026-11-18", 16)


async def test_an_order_cancelled_later_takes_its_lines_out_of_the_paid(
    engine: AsyncEngine, warehouse: SqlWarehouse
) -> None:
    await warehouse.store("demo", BATCH)
    await warehouse.store("demo", FactBatch("c2", AT, orders=(replace(ORDER, status="cancelled"),)))
    ((order,), (line,)) = (await rows_of(engine, "fact_orders"), await rows_of(engine, "fact_lines"))
    assert (order["status"], order["paid_on"], order["paid_hour"]) == ("cancelled", None, None)
    assert (line["status"], line["paid_on"], line["paid_hour"]) == ("cancelled", None, None)


async def test_an_order_paid_later_brings_its_lines_along(engine: AsyncEngine, warehouse: SqlWarehouse) -> None:
    unpaid = replace(ORDER, status="unpaid", paid_at=None)
    await warehouse.store("demo", FactBatch("c1", AT, orders=(unpaid,), lines=(LINE,)))
    paid = replace(ORDER, paid_at=AT + timedelta(days=1), channel="campaign", platform_campaign="C1")
    await warehouse.store("demo", FactBatch("c2", AT, orders=(paid,)))
    (line,) = await rows_of(engine, "fact_lines")
    assert (line["paid_on"], line["channel"], line["platform_campaign"]) == ("2026-11-20", "campaign", "C1")


async def test_a_line_before_its_order_is_filled_when_the_order_comes(
    engine: AsyncEngine, warehouse: SqlWarehouse
) -> None:
    await warehouse.store("demo", FactBatch("c1", AT, lines=(LINE,)))
    (line,) = await rows_of(engine, "fact_lines")
    assert (line["buyer"], line["paid_on"]) == (None, None)
    await warehouse.store("demo", FactBatch("c2", AT, orders=(ORDER,)))
    (line,) = await rows_of(engine, "fact_lines")
    assert (line["buyer"], line["paid_on"]) == ("B1", "2026-11-19")


async def test_a_line_corrected_later_reads_its_stored_order(engine: AsyncEngine, warehouse: SqlWarehouse) -> None:
    await warehouse.store("demo", BATCH)
    await warehouse.store("demo", FactBatch("c2", AT, lines=(replace(LINE, units=9),)))
    (line,) = await rows_of(engine, "fact_lines")
    assert (line["units"], line["buyer"], line["paid_on"]) == (9, "B1", "2026-11-19")


async def test_a_campaigns_products_are_replaced_as_a_whole(engine: AsyncEngine, warehouse: SqlWarehouse) -> None:
    await warehouse.store("demo", BATCH)
    await warehouse.store("demo", FactBatch("c2", AT, campaigns=(CampaignFact("C1", "双11", DAY, DAY, ("P3",)),)))
    assert await rows_of(engine, "fact_campaign_products") == [{"campaign": "C1", "product": "P3"}]
    await warehouse.store("demo", FactBatch("c3", AT, campaigns=(CampaignFact("C1", "双11", DAY, DAY, ()),)))
    assert await rows_of(engine, "fact_campaign_products") == []


async def test_shops_do_not_touch_each_other(engine: AsyncEngine, warehouse: SqlWarehouse) -> None:
    await warehouse.store("demo", BATCH)
    await warehouse.store("other", replace(BATCH, orders=(replace(ORDER, status="cancelled"),)))
    own = await warehouse.select("SELECT status FROM fact_lines WHERE merchant = :merchant", {"merchant": "demo"})
    assert own.rows == (("paid",),)


async def test_progress_and_freshness_are_those_of_the_last_batch(engine: AsyncEngine, warehouse: SqlWarehouse) -> None:
    assert (await warehouse.cursor("demo"), await warehouse.freshness("demo")) == (None, None)
    assert await warehouse.first_day("demo") is None
    await warehouse.store("demo", BATCH)
    assert (await warehouse.cursor("demo"), await warehouse.freshness("demo")) == ("c1", AT + timedelta(hours=1))
    assert await warehouse.first_day("demo") == DAY
    assert await warehouse.cursor("other") is None


async def test_a_batch_that_fails_leaves_nothing(engine: AsyncEngine, warehouse: SqlWarehouse) -> None:
    broken = replace(BATCH, lines=(replace(LINE, product=None),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="fact_lines"):
        await warehouse.store("demo", broken)
    assert all(rows == [] for rows in (await everything(engine)).values())
