"""`chat`: the same bot in the terminal, on a demo shop of its own that is kept."""

from bot.app import InlineJobs, ShiftedClock, assemble
from bot.commands.printing import print_text
from bot.demo import DEMO
from bot.models import open_model
from bot.parts import Data, Stores
from bot.people import People
from bot.places import shop_url
from bot.settings import Settings
from bot.terminal import TerminalChannel, run_terminal
from core.errors import ConfigError
from core.phrases import Lang

USER = "terminal"


async def chat(settings: Settings, lang: str) -> None:
    """Until /quit or the end of input."""
    own = settings.model_copy(update={"database_url": ""})
    folder = settings.data_dir / "chat"
    data = Data.load()
    stores = await Stores.open(await shop_url(own, "chat/shop.db", print_text), folder)
    model = open_model(settings, stores.model_uses)
    try:
        await People(stores.shops, DEMO).join(USER, "owner")
        clock = await ShiftedClock.open(stores.engine, DEMO)
        channel = TerminalChannel(folder / "shown", stores.blobs, stores.charts, data.phrases)
        app = await assemble(
            data, stores, clock, InlineJobs(), channel, merchant=DEMO, contact=settings.contact, model=model
        )
        await app.start()
        await run_terminal(
            app.front.receive,
            channel,
            stores.blobs,
            clock,
            data.phrases,
            merchant=DEMO,
            user=USER,
            chat=USER,
            lang=_lang(lang),
            advance=app.advance().by,
            settled=app.front.settled,
        )
    finally:
        if model:
            await model.close()
        await stores.close()


def _lang(text: str) -> Lang:
    match text:
        case "zh" | "en":
            return text
        case _:
            raise ConfigError(f"--lang {text}: zh or en")
