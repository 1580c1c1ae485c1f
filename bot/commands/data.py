"""`demo-data`, and the shop that a command works on."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands.printing import print_text
from bot.demo import SHOP, file_url, kept_demo, write_shop, yesterday
from bot.settings import Settings
from core.errors import ConfigError


async def demo_data(db: Path, *, seed: int, days: int, until: date | None) -> None:
    """Write a demo shop. ConfigError if the file is there already: nothing is ever overwritten."""
    last = until or yesterday(_today())
    _refuse_existing(db)
    await write_shop(file_url(db), seed=seed, days=days, until=last)
    print_text(f"{db}: {days} days until {last}, seed {seed}, {_size_mb(db):.1f} MB")


async def source_shop(settings: Settings, now: datetime | None, db: Path | None) -> Path:
    """The shop to copy: `db`, else the kept demo shop whose history ends the day before `now`."""
    if db is not None:
        return db
    today = now.astimezone(ZoneInfo(SHOP.timezone)).date() if now else _today()
    folder = settings.data_dir / "demo"
    return await kept_demo(folder, seed=settings.shop.seed, days=settings.shop.days, until=yesterday(today))


def _refuse_existing(db: Path) -> None:
    if db.exists():
        raise ConfigError(f"{db} is there already; choose another name or remove it")


def _size_mb(db: Path) -> float:
    return db.stat().st_size / 1e6


def _today() -> date:
    return datetime.now(ZoneInfo(SHOP.timezone)).date()
