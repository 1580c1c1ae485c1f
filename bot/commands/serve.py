"""The start of the bot."""

from bot.commands.printing import print_text
from bot.live import serve as serve_live
from bot.settings import Settings


async def serve(settings: Settings) -> None:
    """Until it is told to stop."""
    await serve_live(settings, print_text)
