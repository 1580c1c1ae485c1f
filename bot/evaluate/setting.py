"""What a suite works with: the shipped data and a throw-away copy of the demo shop."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.app import InlineJobs, ManualClock, assemble
from bot.commands.data import source_shop
from bot.demo import DEMO, SHOP, copy_shop, file_url
from bot.evaluate.report import Report
from bot.lexicons import ShopLexicons
from bot.models import opened_model
from bot.parts import Data, Stores
from bot.replay import RecordingChannel
from bot.settings import Settings
from core.lexicon import Lexicon
from dialogs.second_opinion import SecondOpinion


@dataclass(frozen=True, slots=True)
class Setting:
    """`shop` is a demo shop to copy from, `folder` a place for copies, `seed` whatever a suite draws by."""

    settings: Settings
    data: Data
    shop: Path
    folder: Path
    seed: int

    async def lexicon(self) -> Lexicon:
        """The demo shop's words."""
        path = self.folder / "lexicon.db"
        copy_shop(self.shop, path)
        stores = await Stores.open(file_url(path), self.folder)
        try:
            return await ShopLexicons(self.data.semantics, stores.market).of(DEMO)
        finally:
            await stores.close()

    @asynccontextmanager
    async def opinion(self) -> AsyncIterator[SecondOpinion | None]:
        """The language model, asked as in a turn but without a budget; None if none is configured."""
        path = self.folder / "opinion.db"
        async with opened_model(self.settings) as model:
            if model is None:
                yield None
                return
            copy_shop(self.shop, path)
            stores = await Stores.open(file_url(path), self.folder)
            try:
                clock = ManualClock(datetime.now(ZoneInfo(SHOP.timezone)))
                app = await assemble(
                    self.data, stores, clock, InlineJobs(), RecordingChannel(), merchant=DEMO, model=model
                )
                yield app.assistant.opinion
            finally:
                await stores.close()


Suite = Callable[[Setting], Awaitable[Report]]


@asynccontextmanager
async def open_setting(settings: Settings, seed: int) -> AsyncIterator[Setting]:
    """The copies are gone afterwards."""
    with TemporaryDirectory(prefix="zhanggui-") as folder:
        yield Setting(settings, Data.load(), await source_shop(settings, None, None), Path(folder), seed)
