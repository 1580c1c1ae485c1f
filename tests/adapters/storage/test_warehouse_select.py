"""Reading the warehouse: read-only, bounded in time and rows, plain values."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlWarehouse
from core.errors import InternalError
from core.market_facts import FactBatch, TrafficFact

OWN = {"merchant": "demo"}
ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*), :merchant AS m FROM n",
    "postgresql": "SELECT pg_sleep(60) IS NULL AS n, :merchant AS m",
}


@pytest.fixture
async def warehouse(engine: AsyncEngine) -> AsyncIterator[SqlWarehouse]:
    async with SqlWarehouse(engine, timeout=0.2, max_rows=5) as warehouse:
        traffic = tuple(
            TrafficFact(date(2026, 11, day), "P1", "search", 100 * day, 50, 40, 3, 4, 2) for day in range(1, 11)
        )
        await warehouse.store("demo", FactBatch("c1", datetime(2026, 11, 11, tzinfo=UTC), traffic=traffic))
        yield warehouse


async def test_values_are_plain_on_both_databases(warehouse: SqlWarehouse) -> None:
    sql = (
        "SELECT day, SUM(impressions) AS n, SUM(impressions) / 8.0 AS share, AVG(visitors) AS mean, NULL AS empty "
        "FROM fact_traffic WHERE merchant = :merchant AND day BETWEEN :start AND :end GROUP BY day ORDER BY day"
    )
    rows = await warehouse.select(sql, {**OWN, "start": "2026-11-01", "end": "2026-11-02"})
    assert rows.columns == ("day", "n", "share", "mean", "empty")
    assert rows.rows == (("2026-11-01", 100, 12.5, 40.0, None), ("2026-11-02", 200, 25.0, 40.0, None))
    assert [type(value) for value in rows.rows[0]] == [str, int, float, float, type(None)]


async def test_rows_are_cut_at_the_limit(warehouse: SqlWarehouse) -> None:
    rows = await warehouse.select("SELECT day FROM fact_traffic WHERE merchant = :merchant", OWN)
    assert len(rows.rows) == 5


async def test_nothing_found_still_has_its_columns(warehouse: SqlWarehouse) -> None:
    rows = await warehouse.select("SELECT day FROM fact_traffic WHERE merchant = :merchant", {"merchant": "other"})
    assert (rows.columns, rows.rows) == (("day",), ())


async def test_a_query_without_end_is_stopped(warehouse: SqlWarehouse) -> None:
    with pytest.raises(TimeoutError, match=r"over 0\.2 s"):
        await warehouse.select(ENDLESS[warehouse.dialect], OWN)


async def test_after_a_stopped_query_the_next_one_works(warehouse: SqlWarehouse) -> None:
    with pytest.raises(TimeoutError):
        await warehouse.select(ENDLESS[warehouse.dialect], OWN)
    assert (await warehouse.select("SELECT 1 AS one, :merchant AS m", OWN)).rows == ((1, "demo"),)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM fact_traffic WHERE merchant = :merchant",
        "UPDATE fact_traffic SET visitors = 0 WHERE merchant = :merchant RETURNING day",
        "INSERT INTO fact_sync (merchant, cursor, as_of) VALUES (:merchant, 'x', 'y') RETURNING cursor",
        "CREATE TABLE stolen AS SELECT * FROM fact_traffic WHERE merchant = :merchant",
        "SELECT nothing FROM nowhere WHERE merchant = :merchant",
    ],
)
async def test_what_writes_or_is_wrong_fails_and_changes_nothing(warehouse: SqlWarehouse, sql: str) -> None:
    with pytest.raises(InternalError, match="a query failed"):
        await warehouse.select(sql, {"merchant": "demo"})
    count = await warehouse.select("SELECT SUM(visitors) AS n FROM fact_traffic WHERE merchant = :merchant", OWN)
    assert (count.rows, await warehouse.cursor("demo")) == (((400,),), "c1")


@pytest.mark.parametrize(
    ("sql", "parameters"), [("SELECT 1", OWN), ("SELECT :merchant", {}), ("SELECT :merchant", {"merchant": ""})]
)
async def test_a_statement_that_is_bound_to_no_merchant_is_refused(
    warehouse: SqlWarehouse, sql: str, parameters: dict[str, str | int | float | bool | None]
) -> None:
    with pytest.raises(InternalError, match="not bound to a merchant"):
        await warehouse.select(sql, parameters)
