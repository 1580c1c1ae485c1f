"""Writing one batch of facts: upserts, and lines that follow their orders."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.fact_rows import FROM_ORDER, ORDER_UNKNOWN, FactRows, Row, iso_utc
from adapters.storage.facts import (
    fact_ads,
    fact_buyers,
    fact_campaign_products,
    fact_events,
    fact_inquiries,
    fact_lines,
    fact_orders,
    fact_platform_campaigns,
    fact_products,
    fact_refunds,
    fact_reviews,
    fact_shop_actions,
    fact_skus,
    fact_sync,
    fact_traffic,
)
from adapters.storage.statements import put
from core.market_facts import CampaignFact, FactBatch, LineFact

IDS_AT_ONCE = 500


async def store_facts(connection: AsyncConnection, rows: FactRows, batch: FactBatch) -> None:
    """Everything in the batch, then how far the sync has come."""
    for table, facts in _plain_rows(rows, batch):
        await _upsert(connection, table, facts)
    await _store_campaigns(connection, rows, batch.campaigns)
    orders = {fact.order: rows.order(fact) for fact in batch.orders}
    await _upsert(connection, fact_orders, list(orders.values()))
    await _correct_lines(connection, rows.merchant, orders)
    await _store_lines(connection, rows, batch.lines, orders)
    sync = {"merchant": rows.merchant, "cursor": batch.cursor, "as_of": iso_utc(batch.as_of)}
    await _upsert(connection, fact_sync, [sync])


def _plain_rows(rows: FactRows, batch: FactBatch) -> tuple[tuple[Table, list[Row]], ...]:
    """The tables that stand by themselves."""
    return (
        (fact_products, [rows.product(fact) for fact in batch.products]),
        (fact_skus, [rows.sku(fact) for fact in batch.skus]),
        (fact_traffic, [rows.traffic(fact) for fact in batch.traffic]),
        (fact_buyers, [rows.buyer(fact) for fact in batch.buyers]),
        (fact_refunds, [rows.refund(fact) for fact in batch.refunds]),
        (fact_reviews, [rows.review(fact) for fact in batch.reviews]),
        (fact_ads, [rows.ad(fact) for fact in batch.ads]),
        (fact_inquiries, [rows.inquiry(fact) for fact in batch.inquiries]),
        (fact_shop_actions, [rows.action(fact) for fact in batch.actions]),
        (fact_events, [rows.event(fact) for fact in batch.events]),
    )


async def _upsert(connection: AsyncConnection, table: Table, rows: Sequence[Row]) -> None:
    await put(connection, table, [column.name for column in table.primary_key], rows)


async def _store_campaigns(connection: AsyncConnection, rows: FactRows, campaigns: Sequence[CampaignFact]) -> None:
    """A campaign's products are replaced as a whole."""
    if not campaigns:
        return
    await _upsert(connection, fact_platform_campaigns, [rows.campaign(fact) for fact in campaigns])
    theirs = fact_campaign_products.c
    old = delete(fact_campaign_products).where(
        theirs.merchant == rows.merchant, theirs.campaign.in_([fact.campaign for fact in campaigns])
    )
    await connection.execute(old)
    enrolled = {fact.campaign: rows.enrolments(fact) for fact in campaigns}
    await _upsert(connection, fact_campaign_products, [row for each in enrolled.values() for row in each])


async def _correct_lines(connection: AsyncConnection, merchant: str, orders: dict[str, Row]) -> None:
    """Give the lines stored by earlier batches their order's new columns. Which orders have any is asked first: one
    update each for orders without lines would cost most of a first sync."""
    with_lines = await _with_lines(connection, merchant, sorted(orders))
    if not with_lines:
        return
    lines = fact_lines.c
    same_order = (lines.merchant == bindparam("of_merchant")) & (lines.order_id == bindparam("of_order"))
    statement = update(fact_lines).where(same_order).values({name: bindparam(f"new_{name}") for name in FROM_ORDER})
    values = [
        {
            "of_merchant": merchant,
            "of_order": order,
            **{f"new_{name}": orders[order][name] for name in FROM_ORDER},
        }
        for order in with_lines
    ]
    await connection.execute(statement, values)


async def _store_lines(
    connection: AsyncConnection, rows: FactRows, lines: Sequence[LineFact], orders: dict[str, Row]
) -> None:
    elsewhere = sorted({line.order for line in lines} - orders.keys())
    known = orders | await _stored_orders(connection, rows.merchant, elsewhere)
    await _upsert(connection, fact_lines, [rows.line(line, known.get(line.order, ORDER_UNKNOWN)) for line in lines])


async def _with_lines(connection: AsyncConnection, merchant: str, ids: Sequence[str]) -> list[str]:
    found: list[str] = []
    for some in batched(ids):
        these = fact_lines.c.order_id.in_(some)
        query = select(fact_lines.c.order_id).where(fact_lines.c.merchant == merchant, these).distinct()
        found += (await connection.scalars(query)).all()
    return found


def batched(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at once as any database takes in one statement."""
    return (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))


async def _stored_orders(
    connection: AsyncConnection, merchant: str, ids: Sequence[str]
) -> dict[str, Mapping[str, Any]]:
    columns = (fact_orders.c.order_id, *(fact_orders.c[name] for name in FROM_ORDER))
    found: dict[str, Mapping[str, Any]] = {}
    for some in batched(ids):
        these = fact_orders.c.order_id.in_(some)
        query = select(*columns).where(fact_orders.c.merchant == merchant, these)
        found |= {row["order_id"]: row for row in (await connection.execute(query)).mappings()}
    return found
