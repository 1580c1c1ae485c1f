"""One contract for dialogue state in the database, in Redis and in this process."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from redis.asyncio import Redis
from sqlalchemy import update

from adapters.sessions import MemorySessions, RedisSessions, SqlSessions
from adapters.storage import open_engine, writing
from adapters.storage.tables import sessions as table
from core.errors import CorruptStateError, StaleStateError
from core.ports import Sessions
from core.query import MetricQuery, Window
from core.replies import Text
from core.state import DialogState, Frame
from core.understanding import PastTurn

AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
STATE = DialogState(
    lang="zh",
    frames=(Frame(flow="goal", state="confirm", slots={"target": "600000"}, opened_at=AT),),
    history=(
        PastTurn(
            at=AT,
            text="那上周呢",
            rewritten="上周GMV多少",
            area="data",
            intent="data.query",
            query=MetricQuery(metrics=("gmv",), window=Window(start=date(2026, 11, 9), end=date(2026, 11, 15))),
            products=("夜光乌龟",),
        ),
    ),
    recent=("1", "2"),
    last_replies=(Text(text="3.2万元"),),
    picks=("上周", "上个月"),
)


@dataclass(frozen=True)
class Kept:
    """Sessions, and a way to put any text where a chat's state is stored."""

    sessions: Sessions
    overwrite: Callable[[str, str], Awaitable[None]]


@pytest.fixture
async def in_memory() -> Kept:
    sessions = MemorySessions()

    async def overwrite(chat: str, body: str) -> None:
        sessions._saved[chat] = (body, 1)

    return Kept(sessions, overwrite)


@pytest.fixture
async def in_redis(redis_socket: Path) -> AsyncIterator[Kept]:
    redis = Redis(unix_socket_path=str(redis_socket))
    await redis.ping()
    await redis.flushall()

    async def overwrite(chat: str, body: str) -> None:
        await redis.hset(f"zg:{{{chat}}}:state", mapping={"counter": 1, "body": body})

    yield Kept(RedisSessions(redis), overwrite)
    await redis.aclose()


async def _in_database(url: str) -> AsyncIterator[Kept]:
    engine = open_engine(url)

    async def overwrite(chat: str, body: str) -> None:
        async with writing(engine) as connection:
            await connection.execute(update(table).where(table.c.chat == chat).values(body=body))

    async with writing(engine) as connection:
        await connection.execute(table.delete())
    yield Kept(SqlSessions(engine), overwrite)
    await engine.dispose()


@pytest.fixture
async def in_sqlite(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Kept]:
    async for kept in _in_database(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path)}"):
        yield kept


@pytest.fixture
async def in_postgresql(migrated_postgres: str) -> AsyncIterator[Kept]:
    async for kept in _in_database(migrated_postgres):
        yield kept


@pytest.fixture(params=["in_memory", "in_sqlite", "in_postgresql", "in_redis"])
def kept(request: pytest.FixtureRequest) -> Kept:
    kept: Kept = request.getfixturevalue(request.param)
    return kept


async def test_a_new_chat_has_a_new_state(kept: Kept) -> None:
    assert await kept.sessions.load("c1") == (DialogState(), 0)


async def test_a_saved_state_comes_back_as_it_was(kept: Kept) -> None:
    await kept.sessions.save("c1", STATE, 0)
    assert await kept.sessions.load("c1") == (STATE, 1)
    assert await kept.sessions.load("c2") == (DialogState(), 0)


async def test_saving_over_a_version_that_is_gone_is_refused(kept: Kept) -> None:
    await kept.sessions.save("c1", STATE, 0)
    with pytest.raises(StaleStateError):
        await kept.sessions.save("c1", DialogState(), 0)
    with pytest.raises(StaleStateError):
        await kept.sessions.save("c1", DialogState(), 2)
    assert await kept.sessions.load("c1") == (STATE, 1)


async def test_one_of_many_savers_at_once_wins(kept: Kept) -> None:
    async def save() -> bool:
        try:
            await kept.sessions.save("c1", STATE, 0)
        except StaleStateError:
            return False
        return True

    assert sum(await asyncio.gather(*(save() for _ in range(20)))) == 1


async def test_turns_of_a_chat_run_one_at_a_time_in_order_of_arrival(kept: Kept) -> None:
    seen: list[str] = []

    async def turn(n: int) -> None:
        async with kept.sessions.lock("c1"):
            seen.append(f"in {n}")
            await asyncio.sleep(0)
            seen.append(f"out {n}")

    await asyncio.gather(*(turn(n) for n in range(8)))
    assert seen == [f"{way} {n}" for n in range(8) for way in ("in", "out")]


async def test_chats_do_not_wait_for_each_other(kept: Kept) -> None:
    async with kept.sessions.lock("c1"), asyncio.timeout(2), kept.sessions.lock("c2"):
        assert True


async def test_a_turn_that_fails_frees_the_chat(kept: Kept) -> None:
    async def fail() -> None:
        async with kept.sessions.lock("c1"):
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        await fail()
    async with asyncio.timeout(2), kept.sessions.lock("c1"):
        await kept.sessions.save("c1", STATE, 0)


async def test_a_turn_that_is_cancelled_while_it_waits_leaves_the_others_in_order(kept: Kept) -> None:
    seen: list[int] = []

    async def turn(n: int) -> None:
        async with kept.sessions.lock("c1"):
            seen.append(n)

    async with kept.sessions.lock("c1"):
        turns = [asyncio.create_task(turn(n)) for n in range(4)]
        await asyncio.sleep(0)
        turns[1].cancel()
    await asyncio.gather(*turns, return_exceptions=True)
    assert seen == [0, 2, 3]


@pytest.mark.parametrize(
    "body",
    ["", "not json", "[]", "null", '{"schema_version": 99}', '{"schema_version": 0}', '{"schema_version": 1, "x": 1}'],
)
async def test_a_state_that_does_not_parse_is_reported_and_can_be_saved_over(kept: Kept, body: str) -> None:
    await kept.sessions.save("c1", STATE, 0)
    await kept.overwrite("c1", body)
    with pytest.raises(CorruptStateError) as told:
        await kept.sessions.load("c1")
    await kept.sessions.save("c1", DialogState(), told.value.counter)
    assert await kept.sessions.load("c1") == (DialogState(), 2)
