"""`understand`: what texts mean, in any conversation."""

import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.commands.printing import print_json
from bot.contract import print_understanding
from bot.demo import SHOP
from bot.hearing import heard_after
from bot.lexicons import general_lexicon
from bot.parts import Data
from core.errors import ConfigError
from core.lexicon import Lexicon
from core.understanding import Understanding


class Line(BaseModel):
    """One question: the messages before it, oldest first, and the time in the shop's zone (now by default)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    history: tuple[str, ...] = ()
    text: str
    now: datetime | None = None


async def understand(file: Path) -> None:
    """A line of JSON for each line of the file. ConfigError names a line that doesn't fit."""
    data = Data.load()
    lexicon = general_lexicon(data.semantics)
    for number, line in enumerate(_lines(file), 1):
        try:
            wanted = Line.model_validate_json(line)
        except ValidationError as error:
            raise ConfigError(f"{file.name}:{number}: {error.errors()[0]['msg']}") from error
        began = time.perf_counter()
        meant = _meant(data, lexicon, wanted)
        milliseconds = round((time.perf_counter() - began) * 1000, 3)
        print_json({"understanding": print_understanding(meant), "ms": milliseconds})


def _lines(file: Path) -> list[str]:
    if not file.is_file():
        raise ConfigError(f"{file} is not there")
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _meant(data: Data, lexicon: Lexicon, wanted: Line) -> Understanding:
    now = (wanted.now or datetime.now(ZoneInfo(SHOP.timezone))).astimezone(ZoneInfo(SHOP.timezone))
    return heard_after(data.understander, wanted.history, wanted.text, lexicon, now)
