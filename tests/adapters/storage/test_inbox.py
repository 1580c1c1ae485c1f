"""The inbox: each turn once, and nothing lost by a crash."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlInbox, writing
from adapters.storage.tables import inbox as table
from core.turns import Content, Media, Said, SentFile, SentOther, SentPhoto, SentVoice, Tapped, Turn

AT = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))
MEDIA = Media("0" * 32 + ".jpg", "乌龟.jpg", "image/jpeg", 1234)


def turn(name: str = "1", chat: str = "c1", content: Content = Said("昨天GMV多少")) -> Turn:  # noqa: B008
    return Turn(name, chat, "u1", "demo", AT, content, lang="zh")


@pytest.mark.parametrize(
    "content",
    [
        Said("你好"),
        Tapped("ok:abc"),
        SentPhoto(MEDIA, "夜光乌龟"),
        SentFile(MEDIA, "夜光乌龟"),
        SentVoice(MEDIA),
        SentOther("sticker", "👍"),
    ],
)
async def test_a_turn_comes_back_as_it_was(engine: AsyncEngine, content: Content) -> None:
    inbox = SqlInbox(engine)
    await inbox.receive(turn(content=content))
    assert await inbox.unfinished() == ((turn(content=content), "received"),)


async def test_a_redelivered_turn_is_refused_even_when_it_was_answered(engine: AsyncEngine) -> None:
    inbox = SqlInbox(engine)
    assert await inbox.receive(turn())
    assert not await inbox.receive(turn())
    await inbox.done(turn())
    assert not await inbox.receive(turn())


async def test_the_same_id_in_another_chat_is_another_turn(engine: AsyncEngine) -> None:
    inbox = SqlInbox(engine)
    assert await inbox.receive(turn(chat="c1"))
    assert await inbox.receive(turn(chat="c2"))


async def test_one_of_many_deliveries_at_once_is_taken(engine: AsyncEngine) -> None:
    inbox = SqlInbox(engine)
    assert sum(await asyncio.gather(*(inbox.receive(turn()) for _ in range(50)))) == 1


async def test_unfinished_turns_come_in_order_of_arrival_and_tell_how_far_they_got(engine: AsyncEngine) -> None:
    inbox = SqlInbox(engine)
    for name in ("9", "2", "5"):
        await inbox.receive(turn(name))
    await inbox.sending(turn("2"))
    await inbox.done(turn("9"))
    assert [(one.id, status) for one, status in await inbox.unfinished()] == [("2", "sending"), ("5", "received")]


async def test_an_answered_turn_loses_its_text(engine: AsyncEngine) -> None:
    inbox = SqlInbox(engine)
    await inbox.receive(turn())
    await inbox.done(turn())
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT body FROM inbox"))).scalars().all() == [""]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"content": ["Sung", {}]}', '{"content": ["Said", {"text": "x"}]}'])
async def test_a_turn_that_does_not_parse_is_logged_and_does_not_stop_the_others(
    engine: AsyncEngine, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = SqlInbox(engine)
    await inbox.receive(turn("1"))
    await inbox.receive(turn("2"))
    async with writing(engine) as connection:
        await connection.execute(update(table).where(table.c.turn == "1").values(body=body))
    assert await inbox.unfinished() == ((turn("2"), "received"),)
    assert "is left out" in caplog.text


async def test_times_come_back_aware(engine: AsyncEngine) -> None:
    inbox = SqlInbox(engine)
    await inbox.receive(turn())
    ((back, _),) = await inbox.unfinished()
    assert back.at == AT
    assert back.at.astimezone(UTC).hour == 1
