"""What a shop may ask is let through, and gives what the same statement gives where nobody else's rows are."""

from pathlib import Path

import pytest
import yaml
from sqlalchemy import text

from adapters.storage import open_engine
from adapters.storage.facts import FACT_TABLES
from adapters.storage.guarded import _plain
from analytics.guard import SCHEMA, Refusal, SafeStatement, guard
from core.errors import InternalError
from tests.analytics.guard.shops import Pair, reads
from tests.analytics.guard.test_attacks import dialect_of
from tests.analytics.shop import MERCHANT

HONEST: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parents[1] / "guard_honest.yaml").read_text(encoding="utf-8")
)
KNOWN = {
    "SELECT count(*) AS n FROM fact_orders": ((6,),),
    "SELECT product FROM fact_products EXCEPT SELECT product FROM fact_lines ORDER BY product": (("pC",), ("pD",)),
    "SELECT avg(score) AS stars, count(*) AS n FROM fact_reviews WHERE product = 'pA'": ((4.5, 2),),
    "SELECT ad_campaign, sum(gmv_fen) * 1.0 / nullif(sum(spend_fen), 0) AS roi FROM fact_ads GROUP BY ad_campaign": (
        ("乌龟推广", 3.0),
    ),
    "SELECT count(*) AS n FROM fact_products WHERE stock = 0": ((1,),),
}
"""Worked out by hand, so that not everything rests on a comparison."""


def of(pair: Pair) -> list[str]:
    return HONEST["both"] + HONEST[dialect_of(pair)]


async def unguarded(pair: Pair, statement: str) -> list[tuple[object, ...]]:
    engine = open_engine(pair.alone)
    async with engine.connect() as connection:
        rows = (await connection.execute(text(statement.rstrip(";")))).all()
    await engine.dispose()
    return [tuple(_plain(value) for value in row) for row in rows]


def test_there_are_more_than_sixty() -> None:
    assert len(HONEST["both"]) >= 60


async def test_honest_statements_give_the_right_rows(pair: Pair) -> None:
    wrong: list[tuple[object, ...]] = []
    async with reads(pair.crowded) as wall:
        for statement in of(pair):
            safe = guard(statement, MERCHANT, dialect_of(pair))
            if isinstance(safe, Refusal):
                wrong.append((statement, safe))
                continue
            try:
                found = [*(await wall.select(safe.sql, MERCHANT)).rows]
            except InternalError as error:
                wrong.append((statement, error))
                continue
            right = await unguarded(pair, statement)
            if not right or [*map(rounded, found)] != [*map(rounded, right)]:
                wrong.append((statement, found, right))
    assert not wrong


@pytest.mark.parametrize("statement", KNOWN)
async def test_known_answers_are_given(pair: Pair, statement: str) -> None:
    safe = guard(statement, MERCHANT, dialect_of(pair))
    assert isinstance(safe, SafeStatement)
    async with reads(pair.crowded) as wall:
        assert (await wall.select(safe.sql, MERCHANT)).rows == KNOWN[statement]


def rounded(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(round(value, 9) if isinstance(value, float) else value for value in row)


def test_what_may_be_read_is_the_facts_without_the_merchant() -> None:
    assert {name: tuple(columns) for name, columns in SCHEMA.items()} == {
        name: tuple(column for column in columns if column != "merchant") for name, columns in FACT_TABLES.items()
    }


def test_the_answer_is_capped_and_smaller_limits_are_kept() -> None:
    for said, kept in (("", 50), (" LIMIT 7", 7), (" LIMIT 9000", 50)):
        safe = guard(f"SELECT order_id FROM fact_orders{said}", MERCHANT, "sqlite", most=50)
        assert isinstance(safe, SafeStatement) and safe.sql.endswith(f"LIMIT {kept}")


def test_the_merchant_is_bound_and_never_written() -> None:
    safe = guard("SELECT order_id FROM fact_orders", "o'connor", "postgresql")
    assert isinstance(safe, SafeStatement)
    assert "o'connor" not in safe.sql and safe.parameters == {"merchant": "o'connor"}
