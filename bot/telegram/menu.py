"""The commands in Telegram's menu button."""

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand

from core.phrases import Lang, Phrases

COMMANDS = {
    "start": "telegram.menu_start",
    "report": "telegram.menu_report",
    "files": "telegram.menu_files",
    "help": "telegram.menu_help",
    "pause": "telegram.menu_pause",
    "resume": "telegram.menu_resume",
}

log = structlog.get_logger(__name__)


async def set_menu(bot: Bot, phrases: Phrases) -> None:
    """Chinese for everybody, English for clients in English. A failure is logged; the commands work without a menu."""
    try:
        await bot.set_my_commands(_menu(phrases, "zh"))
        await bot.set_my_commands(_menu(phrases, "en"), language_code="en")
    except AiogramError as error:
        log.warning("telegram_menu_not_set", said=str(error))


def _menu(phrases: Phrases, lang: Lang) -> list[BotCommand]:
    return [BotCommand(command=name, description=phrases.say(key, lang)) for name, key in COMMANDS.items()]
