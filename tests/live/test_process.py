"""The whole bot as its users run it."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.demo import DEMO, file_url
from bot.parts import Stores
from tests.live.process import BotProcess

CAPTION = "上架 夜光海龟摆件 树脂 9.9元 100个起批 500个以上8.5 库存2000 适合3岁以上"


@pytest.fixture
async def bot(demo_shop: Path, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A running bot on a copy of the demo shop."""
    shutil.copyfile(demo_shop, tmp_path / "shop.db")
    async with BotProcess(tmp_path) as process:
        yield process


def last_says(words: str) -> Callable[[list[str]], bool]:
    """Whether the newest message has these words."""
    return lambda heard: bool(heard) and words in heard[-1]


async def listed(folder: Path) -> int:
    """How many turtles of ours stand in the marketplace."""
    stores = await Stores.open(file_url(folder / "shop.db"), folder)
    try:
        products = await stores.market.products(DEMO)
    finally:
        await stores.close()
    return sum("夜光海龟" in each.title and each.status == "active" for each in products)


async def test_the_page_answers_and_a_day_brings_the_report(bot: BotProcess) -> None:
    await bot.say("昨天GMV多少")
    await bot.until(lambda heard: any("成交额" in text for text in heard))
    await bot.advance("1d")
    heard = await bot.until(lambda heard: any("日报 ·" in text for text in heard))
    assert sum("日报 ·" in text for text in heard) == 1


async def test_what_was_said_before_a_kill_is_answered_after_it(bot: BotProcess) -> None:
    await bot.say("/start")
    await bot.until(bool)
    await bot.say("最近7天访客趋势")
    await bot.kill()
    await bot.start()
    heard = await bot.until(lambda heard: any("访客" in text for text in heard[1:]))
    assert sum("最近7天" in text for text in heard[1:]) == 1


async def test_a_conversation_goes_on_after_a_restart(bot: BotProcess) -> None:
    await bot.say("这个月做到50万")
    await bot.until(lambda heard: any("对吗" in text for text in heard))
    await bot.stop()
    await bot.start()
    await bot.say("不对，是60万")
    await bot.until(last_says("60万"))
    await bot.tap("对，就这个")
    await bot.until(last_says("定了"))


async def told_of_publication(bot: BotProcess) -> str:
    """What the merchant hears of it: by itself, or offered with the next message where the kill cut off the sending."""

    def of_it(heard: list[str]) -> list[str]:
        return [text for text in heard[1:] if "发布" in text and "等你拍板" not in text]

    with suppress(AssertionError):
        return of_it(await bot.until(lambda heard: bool(of_it(heard)), seconds=6))[-1]
    await bot.say("谢谢")
    await bot.until(last_says("可能没送到"))
    await bot.tap("补看")
    return of_it(await bot.until(lambda heard: bool(of_it(heard))))[-1]


@pytest.mark.parametrize("delay", [0.0, 0.03, 0.1])
async def test_kill_while_publishing_gives_one_publication_or_none_and_says_which(
    bot: BotProcess, tmp_path: Path, delay: float
) -> None:
    await bot.say(CAPTION)
    await bot.until(last_says("等你拍板"))
    await bot.tap("同意")
    await asyncio.sleep(delay)
    await bot.kill()
    await bot.start()
    told = await told_of_publication(bot)
    await asyncio.sleep(1.0)
    await bot.stop()
    count = await listed(tmp_path)
    assert count in {0, 1}
    assert ("已" in told) == (count == 1), (count, told)


async def test_the_owner_publishes_once_however_often_they_tap(bot: BotProcess, tmp_path: Path) -> None:
    await bot.say(CAPTION)
    await bot.until(last_says("等你拍板"))
    message, data = await bot.button("同意")
    await asyncio.gather(*(bot.tap_data(message, data) for _ in range(20)))
    await bot.until(lambda heard: any("已发布" in text for text in heard))
    await bot.stop()
    assert await listed(tmp_path) == 1


async def test_the_log_stays_quiet_on_a_good_day(bot: BotProcess) -> None:
    await bot.say("/start")
    await bot.until(bool)
    await bot.advance("1d")
    await bot.until(last_says("日报 ·"))
    await bot.stop()
    lines = [line for line in bot.log().splitlines() if line.strip()]
    assert len(lines) == 1, lines  # where the page is
