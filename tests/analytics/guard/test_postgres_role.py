"""PostgreSQL's role: it binds one statement only, and without it nothing is read."""

import pytest
from sqlalchemy import text

from adapters.storage import SqlGuardedReads, open_engine
from core.errors import InternalError
from tests.analytics.guard.shops import Pair, reads

COUNT = "SELECT count(*) AS n FROM fact_orders"


async def test_a_statement_leaves_neither_role_nor_merchant_behind(postgres_pair: Pair) -> None:
    engine = open_engine(postgres_pair.crowded)
    assert (await SqlGuardedReads(engine).select(COUNT, "tiny")).rows == ((6,),)
    async with engine.connect() as connection:
        query = (
            "SELECT current_user, current_setting('zhanggui.merchant', true), current_setting('transaction_read_only')"
        )
        assert tuple((await connection.execute(text(query))).one()) == ("postgres", "", "off")
        assert await connection.scalar(text(COUNT)) == 9
    await engine.dispose()


async def test_a_merchant_who_has_nothing_sees_nothing(postgres_pair: Pair) -> None:
    async with reads(postgres_pair.crowded) as wall:
        assert (await wall.select(COUNT, "nobody")).rows == ((0,),)


async def test_a_statement_without_a_merchant_is_refused(pair: Pair) -> None:
    async with reads(pair.crowded) as wall:
        with pytest.raises(InternalError, match="without a merchant"):
            await wall.select(COUNT, "")


async def test_where_the_role_may_not_be_taken_nothing_is_read(postgres_pair: Pair) -> None:
    owner = open_engine(postgres_pair.alone)
    async with owner.begin() as connection:
        await connection.execute(text("DROP ROLE IF EXISTS plain"))
        await connection.execute(text("CREATE ROLE plain LOGIN"))
    await owner.dispose()
    async with reads(postgres_pair.alone.replace("postgres@", "plain@")) as wall:
        with pytest.raises(InternalError, match=r"role|refused"):
            await wall.select(COUNT, "tiny")
