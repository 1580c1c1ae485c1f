"""The page's own interface."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.types import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import ClientSession, ClientWebSocketResponse, FormData

from bot.sandbox import OWNER, STAFF, Faults, Sandbox
from bot.sandbox.page import STATIC
from bot.sandbox.people import Json
from core.phrases import load_phrases
from tests.sandbox.asking import get_status, post, state
from tests.sandbox.conftest import MovingClock
from tests.sandbox.pictures import png

ASK = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="同意", callback_data="ok:a1")]])


@pytest.fixture
async def socket(sandbox: Sandbox) -> AsyncIterator[ClientWebSocketResponse]:
    async with ClientSession(sandbox.base_url) as session, session.ws_connect("/api/events") as opened:
        yield opened


async def event(socket: ClientWebSocketResponse, kind: str) -> Json:
    async with asyncio.timeout(5):
        while True:
            body: Json = await socket.receive_json()
            if body["kind"] == kind:
                return body


async def test_what_is_typed_reaches_the_bot(bot: Bot, sandbox: Sandbox) -> None:
    assert (await post(sandbox, "/api/say", {"user": OWNER.id, "text": "在吗"}))[0] == 200
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.text == "在吗"


async def test_sending_again_under_the_same_id_says_it_once(bot: Bot, sandbox: Sandbox) -> None:
    body = {"user": OWNER.id, "text": "同意", "client": "c1"}
    first, second = [await post(sandbox, "/api/say", body) for _ in range(2)]
    assert first == second
    assert len(await bot.get_updates()) == 1


async def test_an_empty_text_is_not_taken(sandbox: Sandbox) -> None:
    status, body = await post(sandbox, "/api/say", {"user": OWNER.id, "text": " "})
    assert (status, body["error"]) == (400, "refused")


async def test_an_unknown_field_is_not_taken(sandbox: Sandbox) -> None:
    assert (await post(sandbox, "/api/say", {"user": OWNER.id, "text": "a", "more": 1}))[0] == 400


async def test_a_stranger_is_not_taken(sandbox: Sandbox) -> None:
    assert (await post(sandbox, "/api/say", {"user": 1, "text": "a"}))[0] == 400


async def test_a_button_that_is_not_there_can_not_be_tapped(bot: Bot, sandbox: Sandbox) -> None:
    sent = await bot.send_message(OWNER.id, "同意吗", reply_markup=ASK)
    body = {"user": OWNER.id, "message": sent.message_id, "data": "ok:other"}
    assert (await post(sandbox, "/api/tap", body))[0] == 400


async def test_the_answer_to_a_tap_is_shown(bot: Bot, sandbox: Sandbox, socket: ClientWebSocketResponse) -> None:
    sent = await bot.send_message(OWNER.id, "同意吗", reply_markup=ASK)
    _, tapped = await post(sandbox, "/api/tap", {"user": OWNER.id, "message": sent.message_id, "data": "ok:a1"})
    await bot.answer_callback_query(tapped["query"], text="已同意")
    told = await event(socket, "answer")
    assert (told["query"], told["text"]) == (tapped["query"], "已同意")


async def test_messages_edits_and_typing_are_told(bot: Bot, socket: ClientWebSocketResponse) -> None:
    sent = await bot.send_message(OWNER.id, "一")
    await bot.send_chat_action(OWNER.id, "typing")
    await bot.edit_message_text("二", chat_id=OWNER.id, message_id=sent.message_id)
    await bot.delete_message(OWNER.id, sent.message_id)
    assert (await event(socket, "message"))["message"]["text"] == "一"
    assert (await event(socket, "typing"))["chat"] == OWNER.id
    assert (await event(socket, "edit"))["message"]["text"] == "二"
    assert (await event(socket, "delete"))["message"] == sent.message_id


async def test_a_photo_is_taken_with_its_caption(bot: Bot, sandbox: Sandbox) -> None:
    form = FormData({"user": str(OWNER.id), "kind": "photo", "caption": "9.9 元", "client": "c2"})
    form.add_field("file", png(), filename="龟.png", content_type="image/png")
    async with ClientSession(sandbox.base_url) as session, session.post("/api/upload", data=form) as answer:
        assert answer.status == 200
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.photo
    assert message.caption == "9.9 元"


async def test_an_upload_over_50_mb_is_refused_in_words(sandbox: Sandbox) -> None:
    form = FormData({"user": str(OWNER.id), "kind": "document"})
    form.add_field("file", BytesIO(b"x" * (50 * 1024 * 1024 + 1)), filename="a.bin")
    async with ClientSession(sandbox.base_url) as session, session.post("/api/upload", data=form) as answer:
        assert (answer.status, (await answer.json())["error"]) == (413, "too_large")


async def test_the_clock_moves_on_and_says_when_it_is_busy(
    sandbox: Sandbox, clock: MovingClock, socket: ClientWebSocketResponse
) -> None:
    assert (await post(sandbox, "/api/advance", {"by": "1d"}))[0] == 200
    assert clock.at == datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    assert (await event(socket, "busy"))["on"] is True
    done = await event(socket, "busy")
    assert (done["on"], done["now"]) == (False, int(clock.at.timestamp()))


async def test_the_clock_is_moved_by_hour_day_or_week_only(sandbox: Sandbox) -> None:
    assert (await post(sandbox, "/api/advance", {"by": "1y"}))[0] == 400


async def test_faults_are_switched(sandbox: Sandbox) -> None:
    await post(sandbox, "/api/faults", {"kind": "busy", "seconds": 9, "remaining": 2})
    assert sandbox.faults() == Faults("busy", 9, 2)


async def test_unread_counts_until_it_is_read(bot: Bot, sandbox: Sandbox) -> None:
    sent = [await bot.send_message(STAFF.id, text) for text in "一二"]
    assert (await state(sandbox))["chats"][str(STAFF.id)]["unread"] == 2
    await post(sandbox, "/api/read", {"user": STAFF.id, "upto": sent[-1].message_id})
    assert (await state(sandbox))["chats"][str(STAFF.id)]["unread"] == 0


async def test_a_persons_language_reaches_the_bot(bot: Bot, sandbox: Sandbox) -> None:
    await post(sandbox, "/api/language", {"user": OWNER.id, "lang": "en"})
    await sandbox.say(OWNER.id, "hello")
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.from_user is not None
    assert message.from_user.language_code == "en"


async def test_the_state_holds_what_the_page_needs(bot: Bot, sandbox: Sandbox) -> None:
    await bot.set_my_commands([BotCommand(command="report", description="日报")])
    loaded = await state(sandbox)
    assert [person["id"] for person in loaded["people"]] == [OWNER.id, STAFF.id]
    assert loaded["commands"][""] == [{"command": "report", "description": "日报"}]
    assert loaded["zone"] == "Asia/Shanghai"


async def test_earlier_messages_come_by_the_hundred(sandbox: Sandbox) -> None:
    numbers = [await sandbox.say(OWNER.id, str(n)) for n in range(130)]
    loaded = (await state(sandbox))["chats"][str(OWNER.id)]["messages"]
    earlier = f"/api/history?chat={OWNER.id}&before={loaded[0]['message_id']}"
    async with ClientSession(sandbox.base_url) as session, session.get(earlier) as answer:
        before = (await answer.json())["messages"]
    assert [message["message_id"] for message in before + loaded] == numbers


async def test_a_document_is_never_shown_as_a_page(sandbox: Sandbox) -> None:
    await sandbox.upload(OWNER.id, "document", b"<script>alert(1)</script>", "a.html")
    document = (await state(sandbox))["chats"][str(OWNER.id)]["messages"][0]["document"]
    async with ClientSession(sandbox.base_url) as session, session.get(f"/api/file/{document['file_id']}") as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")


async def test_only_the_pages_own_files_are_served(sandbox: Sandbox) -> None:
    assert await get_status(f"{sandbox.base_url}/static/js/main.js") == 200
    assert await get_status(f"{sandbox.base_url}/static/..%2Fserver.py") == 404


def test_every_word_that_the_page_uses_exists_and_none_is_left_over() -> None:
    sources = "\n".join(path.read_text() for path in sorted(STATIC.rglob("*")) if path.suffix in {".js", ".html"})
    used = set(re.findall(r"sandbox\.[a-z][a-z_]*", sources))
    stems = {stem for stem in used if stem.endswith("_")}
    kept = {key for key in load_phrases().keys() if key.startswith("sandbox.")}
    assert {stem for stem in used - stems if stem not in kept} == set()
    assert {key for key in kept - used if not key.startswith(tuple(stems))} == set()


def test_no_file_of_the_page_is_over_300_lines() -> None:
    sources = [path for path in STATIC.rglob("*") if path.suffix in {".js", ".css", ".html"}]
    assert [path for path in sources if len(Path(path).read_text().splitlines()) > 300] == []
