"""The page in headless Chromium, with a real bot behind it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiogram import Bot
from playwright.async_api import Browser, expect

from bot.sandbox import OWNER, STAFF, Sandbox
from bot.sandbox.browser import View, Visitor, browsing, chromium, visiting
from bot.sandbox.screenshots import PHONE, Advance, Say, Shot, Tap, take
from tests.sandbox.conftest import MovingClock, serving
from tests.sandbox.echo_bot import echoing
from tests.sandbox.pictures import png

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        chromium() is None, reason="no Chromium: install it by the system's packages (apt install chromium)"
    ),
]
WIDE = View(width=1100, height=900, scale=1)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox(tmp_path: Path, clock: MovingClock) -> AsyncIterator[Sandbox]:
    async with serving(tmp_path, clock) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="module")
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with echoing(sandbox) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def visitor(browser: Browser, sandbox: Sandbox, bot: Bot) -> AsyncIterator[Visitor]:
    async with visiting(browser, sandbox.base_url, WIDE) as opened:
        yield opened
        assert opened.complaints == []


def last(visitor: Visitor) -> str:
    return ".message:not(.own) >> nth=-1"


async def test_send_tap_and_see_the_picture(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.say("/start")
    await visitor.tap("同意")
    await expect(page.locator("#toast")).to_have_text("办好了")
    await expect(page.locator(last(visitor))).to_contain_text("已同意")
    await expect(page.locator(".key")).to_have_count(0)
    await visitor.say("图")
    picture = page.locator(".photo img")
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") == 600
    await page.locator(".photo").click()
    await expect(page.locator("#viewer img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#viewer")).not_to_be_visible()


async def test_an_unanswered_tap_keeps_its_spinner(visitor: Visitor) -> None:
    await visitor.say("/start")
    await visitor.tap("驳回")
    await expect(visitor.page.locator(".key", has_text="驳回")).to_have_attribute("aria-busy", "true")


async def test_photo_voice_and_sticker_reach_the_bot(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    await visitor.say("/start")
    await visitor.settled(0.2)
    (tmp_path / "龟.png").write_bytes(png())
    await visitor.photo(tmp_path / "龟.png", "夜光乌龟")
    await expect(page.locator(last(visitor))).to_contain_text("收到照片：夜光乌龟")
    await visitor.sticker("👍")
    await expect(page.locator(last(visitor))).to_contain_text("收到贴纸")
    await page.locator("#voice").click()
    await expect(page.locator(last(visitor))).to_contain_text("收到语音 2 秒")
    await expect(page.locator(".message.own")).to_have_count(4)


async def test_a_burst_of_messages_keeps_the_last_in_sight(visitor: Visitor) -> None:
    page = visitor.page
    await page.emulate_media(reduced_motion="no-preference")
    await visitor.say("/start")
    await visitor.settled(0.2)
    await visitor.say("连发")
    await expect(page.locator(".message", has_text="第 5 条")).to_be_in_viewport(ratio=0.9)
    await expect(page.locator("#down")).to_be_hidden()
    await page.locator("#log").hover()
    await page.mouse.wheel(0, -900)
    await expect(page.locator("#down")).to_be_visible()
    await visitor.say("在吗")
    await expect(page.locator("#down")).to_be_hidden()


async def test_markup_from_a_person_is_shown_as_text(visitor: Visitor) -> None:
    attack = '<img src=x onerror="document.title=1"><b>粗</b>'
    await visitor.say("/start")
    await visitor.settled(0.2)
    await visitor.say(attack)
    await expect(visitor.page.locator(last(visitor))).to_contain_text(attack)
    assert await visitor.page.locator(".bubble img[src=x], .bubble b").count() == 0


async def test_history_and_the_other_persons_unread_survive_a_reload(visitor: Visitor, bot: Bot) -> None:
    page = visitor.page
    await visitor.say("/start")
    await visitor.settled(0.2)
    await bot.send_message(STAFF.id, "有 2 条询盘")
    await page.reload()
    await expect(page.locator(".message")).to_have_count(2)
    await expect(page).to_have_title("(1) 掌柜")
    await page.locator("#people button", has_text="店员").click()
    await expect(page.locator(".message")).to_contain_text("有 2 条询盘")
    await expect(page).to_have_title("掌柜")


async def test_the_controls_beside_the_phone_work(visitor: Visitor, sandbox: Sandbox, clock: MovingClock) -> None:
    page = visitor.page
    await visitor.advance("1w")
    await expect(page.locator("#clock-date")).to_contain_text("11月27日")
    assert clock.at.day == 27
    await page.locator("#fault-kinds button", has_text="429").click()
    await expect(page.locator("#fault-more")).to_be_visible()
    assert sandbox.faults().kind == "busy"
    await sandbox.block(OWNER.id, True)
    await page.locator("#start", has_text="解除拉黑").click()
    await page.locator("#languages button", has_text="English").click()
    await expect(page.locator("#start")).to_have_text("Start")
    await page.locator("#themes button", has_text="Dark").click()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


async def test_what_was_not_sent_is_offered_again(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.say("/start")
    await visitor.settled(0.2)
    await page.route("**/api/say", lambda route: route.abort())
    await visitor.say("在吗")
    await expect(page.locator(".retry")).to_be_visible()
    await page.unroute("**/api/say")
    await page.locator(".retry").click()
    await expect(page.locator(last(visitor))).to_contain_text("在吗")
    await expect(page.locator(".message.own")).to_have_count(2)
    visitor.complaints.clear()


async def test_screenshots_are_taken_of_a_conversation(sandbox: Sandbox, bot: Bot, tmp_path: Path) -> None:
    script = [Shot("phone", PHONE, (Say("/start"), Tap("同意"), Advance("1d")))]
    assert await take(sandbox.base_url, tmp_path, script, quiet=0.3) == [tmp_path / "phone.png"]
    assert (tmp_path / "phone.png").read_bytes()[:4] == b"\x89PNG"


async def test_the_field_has_its_height_as_soon_as_the_chat_is_started(visitor: Visitor) -> None:
    await visitor.say("/start")
    field = visitor.page.locator("#text")
    await expect(field).to_be_visible()
    shown, needed = await field.evaluate("field => [field.clientHeight, field.scrollHeight]")
    assert shown >= needed > 0
