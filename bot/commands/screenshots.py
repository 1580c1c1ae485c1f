"""`python -m bot.commands.screenshots FOLDER`: the README's pictures, each of a bot of its own on a fresh demo shop."""

import asyncio
import os
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PIL import Image

from bot.commands.data import source_shop
from bot.commands.printing import print_text
from bot.demo import copy_shop
from bot.sandbox.browser import View
from bot.sandbox.screenshots import ENGLISH, WIDE_DARK, Advance, Say, SendPhoto, Shot, Tap, take
from bot.settings import load_settings
from core.errors import ConfigError

ROOT = Path(__file__).parents[2]
PHOTO = ROOT / "docs" / "images" / "product.jpg"
CAPTION = "夜光海龟摆件 树脂 9.9元 100个起批 500个以上8.5 库存2000 适合3岁以上"
SOCKS = "上架 纯棉中筒袜 女款 一双3块5，10双起，100双以上3块，库存5000双"
GOAL = (Say("/start"), Say("这个月做到50万"), Tap("对，就这个"))
ASKED, TREND = "How much did we sell yesterday?", "visitor trend for the last 7 days"
POCKET = View(scale=1.5)
COLOURS = 256
LARGEST = 240_000
START_S = 60

SHOTS = (
    Shot("numbers", POCKET, (Say("/start"), Say("昨天GMV多少"), Say("那上周呢"), Say("最近7天访客趋势"))),
    Shot("card", POCKET, (Say("/start"), SendPhoto(PHOTO, CAPTION))),
    Shot("published", POCKET, (Say("/start"), SendPhoto(PHOTO, CAPTION), Tap("同意"))),
    Shot("report", POCKET, (*GOAL, Say(SOCKS), Advance("1d"))),
    Shot("dark", WIDE_DARK, (*GOAL, Say("上周卖得最好的5个商品"))),
    Shot(
        "english", ENGLISH, (Say("/start"), Say(ASKED), Say("and last week?"), Say(TREND), Say("reach 500k this month"))
    ),
)


async def photograph(out: Path) -> None:
    """Take all of `SHOTS` into `out`. ConfigError without Chromium, or when the bot does not start."""
    shop = await source_shop(load_settings(), None, None)
    for shot in SHOTS:
        with tempfile.TemporaryDirectory(prefix="zhanggui-") as folder:
            await asyncio.to_thread(copy_shop, shop, Path(folder) / "shop.db")
            async with _running(Path(folder)) as base:
                for path in await take(base, out, [shot]):
                    await asyncio.to_thread(_shrink, path)
                    print_text(f"{path}: {path.stat().st_size // 1000} kB")


@asynccontextmanager
async def _running(folder: Path) -> AsyncIterator[str]:
    """A bot with its sandbox on `folder`; where its page is."""
    port = _free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=ROOT, env=_environment(folder, port), stdout=asyncio.subprocess.PIPE
    )
    try:
        await asyncio.wait_for(_announced(process), START_S)
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.wait()


async def _announced(process: asyncio.subprocess.Process) -> None:
    """Until it says where its page is."""
    assert process.stdout
    while b"http://" not in (line := await process.stdout.readline()):
        if not line:
            raise ConfigError("the bot did not start; its own message is above")


def _environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHANGGUI_", "TELEGRAM_"))}
    return kept | {"ZHANGGUI_DATA_DIR": str(folder), "ZHANGGUI_SANDBOX__PORT": str(port)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _shrink(path: Path) -> None:
    """To a palette of its own where it is large; without dithering where that is not enough."""
    with Image.open(path) as picture:
        full = picture.convert("RGB")
    palette = full.quantize(COLOURS)
    for dither in (Image.Dither.FLOYDSTEINBERG, Image.Dither.NONE):
        if path.stat().st_size > LARGEST:
            full.quantize(palette=palette, dither=dither).save(path, optimize=True)


if __name__ == "__main__":
    try:
        asyncio.run(photograph(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images")))
    except ConfigError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
