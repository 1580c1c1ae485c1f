"""Where a running bot's shop is: found, or written on the first start."""

import asyncio
import socket
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo import SHOP, copy_shop, file_url, kept_demo, write_shop, yesterday
from bot.settings import Settings
from core.errors import ConfigError

Say = Callable[[str], None]


async def shop_url(settings: Settings, name: str, say: Say) -> str:
    """The database URL. In a file a demo shop is written first if there is none."""
    if settings.database_url:
        return settings.database_url
    path = settings.data_dir / name
    await asyncio.to_thread(prepare_folder, path.parent)
    if not path.exists():
        say("第一次启动，正在准备演示店，约十几秒 … / First start: preparing the demo shop …")
        until = yesterday(today())
        demo = await kept_demo(
            settings.data_dir / "demo", seed=settings.shop.seed, days=settings.shop.days, until=until
        )
        await asyncio.to_thread(copy_shop, demo, path)
    return file_url(path)


async def write_first_shop(settings: Settings, url: str) -> None:
    """A demo shop in a database that has none (PostgreSQL)."""
    await write_shop(url, seed=settings.shop.seed, days=settings.shop.days, until=yesterday(today()))


def prepare_folder(folder: Path) -> None:
    """Make it, and prove that it can be written."""
    probe = folder / ".write-test"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        raise ConfigError(
            f"data_dir {folder} can't be written: {error.strerror}. "
            "Free some space, change its owner, or set ZHANGGUI_DATA_DIR to another folder."
        ) from error


def check_port(host: str, port: int) -> None:
    """ConfigError if somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigError(
                f"{host}:{port}: {error.strerror}. Stop what uses it, or set ZHANGGUI_SANDBOX__PORT to another port."
            ) from error


def today() -> date:
    """In the demo shop's zone."""
    return datetime.now(ZoneInfo(SHOP.timezone)).date()
