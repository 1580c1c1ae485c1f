"""The suites by name."""

from bot.commands.printing import print_json
from bot.evaluate import understanding
from bot.evaluate.data import data
from bot.evaluate.knowledge import faq
from bot.evaluate.report import print_tables
from bot.evaluate.setting import Suite, open_setting
from bot.settings import Settings
from core.errors import ConfigError

SUITES: dict[str, Suite] = {
    "data": data,
    "faq": faq,
    "intents": understanding.intents,
    "rewriting": understanding.rewriting,
}


async def evaluate(settings: Settings, name: str, *, seed: int, show_dev: bool) -> None:
    """Run one suite and print it. ConfigError for a name that is none."""
    suite = SUITES.get(name)
    if suite is None:
        raise ConfigError(f"no suite {name!r}; there are: {', '.join(SUITES)}")
    async with open_setting(settings, seed) as setting:
        report = await suite(setting)
    print_tables(report, show_dev=show_dev)
    print_json(report.line())
