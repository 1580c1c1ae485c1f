"""A visitor in headless Chromium, on the page of the whole bot: send, tap, see the picture."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.browser import View, Visitor, browsing, chromium, visiting
from tests.live.process import BotProcess

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium: install it by the system's packages"),
]
TURTLE = Path(__file__).parents[1] / "transcripts" / "turtle.jpg"


@pytest.fixture
async def visitor(demo_shop: Path, tmp_path: Path) -> AsyncIterator[Visitor]:
    """The owner at the page."""
    shutil.copyfile(demo_shop, tmp_path / "shop.db")
    async with (
        BotProcess(tmp_path) as bot,
        browsing() as browser,
        visiting(browser, bot.base, View()) as visitor,
    ):
        yield visitor


async def text_of(visitor: Visitor) -> str:
    """Everything on the page."""
    return await visitor.page.locator("body").inner_text()


async def test_a_merchants_first_minutes(visitor: Visitor) -> None:
    await visitor.say("/start")
    await visitor.settled()
    await visitor.tap("昨天GMV多少")
    await visitor.settled()
    assert "成交额" in await text_of(visitor)
    await visitor.tap("依据")
    await visitor.settled()
    assert "SELECT" in await text_of(visitor)
    await visitor.say("最近7天访客趋势")
    await visitor.page.locator(".message img").last.wait_for()
    picture = visitor.page.locator(".message img").last
    await visitor.settled()
    assert await picture.evaluate("image => image.naturalWidth") >= 800
    await visitor.photo(TURTLE, "夜光海龟摆件 树脂 9.9元 100个起批 库存2000 适合3岁以上")
    await visitor.settled()
    assert "等你拍板" in await text_of(visitor)
    await visitor.tap("同意")
    await visitor.settled()
    assert "已发布" in await text_of(visitor)
    await visitor.advance("1d")
    await visitor.settled()
    assert "日报 ·" in await text_of(visitor)
    assert visitor.complaints == []
