"""`ask` and `replay`: turns on throw-away copies of a shop, printed as the contract says."""

import sys
import tempfile
from datetime import datetime
from pathlib import Path

from bot.commands.data import source_shop
from bot.commands.printing import print_json, print_text
from bot.models import opened_model
from bot.parts import Data
from bot.replay import Conversation, Player, ScriptedTurn, prepare, read_conversations
from bot.settings import Settings
from core.errors import ConfigError
from core.phrases import Lang


async def ask(
    settings: Settings,
    text: str,
    *,
    merchant: str,
    lang: str,
    now: datetime | None,
    db: Path | None,
    as_json: bool,
) -> None:
    """One turn."""
    data = Data.load()
    conversation = Conversation(id="ask", merchant=merchant, turns=(ScriptedTurn(say=text),))
    with tempfile.TemporaryDirectory(prefix="zhanggui-") as folder:
        source = await source_shop(settings, now, db)
        base, at = await prepare(data, source, Path(folder), merchant, now, _lang(lang))
        async with opened_model(settings) as model:
            async for line in Player(data, base, at, Path(folder), model).play(conversation, Path()):
                if as_json:
                    print_json(line)
                else:
                    print_text("\n\n".join(reply["text"] for reply in line["replies"]))


async def replay(settings: Settings, file: Path, *, now: datetime | None, db: Path | None) -> None:
    """All conversations of a file; one that can't be played is reported and the others go on."""
    conversations = read_conversations(file)
    data = Data.load()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="zhanggui-") as folder:
        source = await source_shop(settings, now, db)
        bases = {
            merchant: await prepare(data, source, Path(folder), merchant, now)
            for merchant in dict.fromkeys(each.merchant for each in conversations)
        }
        async with opened_model(settings) as model:
            for conversation in conversations:
                player = Player(data, *bases[conversation.merchant], Path(folder), model)
                try:
                    async for line in player.play(conversation, file.parent):
                        print_json(line)
                except ConfigError as error:
                    failed += 1
                    sys.stderr.write(f"{conversation.id}: {error}\n")
    if failed:
        raise ConfigError(f"{failed} of {len(conversations)} conversations could not be played to the end")


def _lang(text: str) -> Lang | None:
    match text:
        case "zh" | "en":
            return text
        case "":
            return None
        case _:
            raise ConfigError(f"--lang {text}: zh or en")
