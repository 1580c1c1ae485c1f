"""The commands and their options, as DESIGN.md §14 fixes them."""

import asyncio
import sys
from collections.abc import Coroutine
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.commands.printing import print_json
from bot.logs import start_logs
from bot.settings import LogLevel, load_settings
from core.errors import ConfigError

cli = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False)
ZONE = ZoneInfo("Asia/Shanghai")

Now = Annotated[str, typer.Option(help="the shop's time, ISO; without a zone it is the shop's own")]
Db = Annotated[Path | None, typer.Option(help="the shop to copy; the demo shop by default")]


@cli.callback(invoke_without_command=True)
def serve(context: typer.Context) -> None:
    """Starts the bot: on Telegram with TELEGRAM_BOT_TOKEN, else in the sandbox with the demo shop."""
    if context.invoked_subcommand is None:
        from bot.commands.serve import serve as run_bot  # noqa: PLC0415

        _run(run_bot(load_settings()))


@cli.command()
def chat(lang: str = "zh") -> None:
    """Talks in the terminal: the same bot."""
    from bot.commands.chat import chat as run_chat  # noqa: PLC0415

    _run(run_chat(load_settings(), lang))


@cli.command()
def ask(
    text: str,
    merchant: str = "demo",
    lang: Annotated[str, typer.Option(help="zh or en")] = "",
    now: Now = "",
    db: Db = None,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of words")] = False,
) -> None:
    """Runs one turn on a throw-away copy of a shop."""
    from bot.commands.ask import ask as run_ask  # noqa: PLC0415

    _run(run_ask(load_settings(), text, merchant=merchant, lang=lang, now=_time(now), db=db, as_json=json))


@cli.command()
def replay(file: Path, now: Now = "", db: Db = None) -> None:
    """Runs the conversations of a file (JSON lines), each on a fresh throw-away copy of a shop."""
    from bot.commands.ask import replay as run_replay  # noqa: PLC0415

    _run(run_replay(load_settings(), file, now=_time(now), db=db))


@cli.command("demo-data")
def demo_data(
    db: Annotated[Path, typer.Option(help="the file to write")],
    seed: int = 7,
    days: int = 400,
    until: Annotated[str, typer.Option(help="the last day of history, ISO; yesterday by default")] = "",
) -> None:
    """Writes a demo shop; the same arguments give the same data."""
    from bot.commands.data import demo_data as write  # noqa: PLC0415

    _run(write(db, seed=seed, days=days, until=_day(until)))


@cli.command()
def doctor() -> None:
    """Checks the configuration, and says what is missing and how to mend it."""
    from bot.commands.doctor import doctor as examine  # noqa: PLC0415

    raise typer.Exit(asyncio.run(examine()))


@cli.command()
def understand(file: Path) -> None:
    """Reads JSON lines {"history", "text", "now"} and prints what each text means."""
    from bot.commands.understand import understand as run_understand  # noqa: PLC0415

    _run(run_understand(file))


@cli.command()
def train(
    data: Annotated[Path, typer.Option(help='labelled JSON lines {"text", "intent"}')],
    test: Annotated[Path, typer.Option(help="the same, held out")],
    oos: Annotated[str, typer.Option(help="the label that means out of scope")] = "oos",
) -> None:
    """Fits the local classifier on any labelled set and prints how well it does on another."""
    from intents.training import train_and_report  # noqa: PLC0415

    _guarded(lambda: print_json(train_and_report(data, test, oos)))


@cli.command()
def rootcause(
    file: Annotated[Path, typer.Argument(help="a CSV of leaf rows")],
    dimensions: Annotated[str, typer.Option(help="the columns to search, with commas between")],
    actual: Annotated[str, typer.Option(help="the column of what was; num/den for a ratio")],
    expected: Annotated[str, typer.Option(help="the column of what was expected; num/den for a ratio")],
) -> None:
    """Finds which elements of which dimensions explain why a figure is not as expected, on anyone's table."""
    from bot.commands.rootcause import rootcause as run_rootcause  # noqa: PLC0415

    _guarded(lambda: run_rootcause(file, dimensions, actual, expected))


@cli.command("eval")
def evaluate(
    suite: Annotated[str, typer.Argument(help="intents, rewriting …")],
    seed: Annotated[int, typer.Option(help="what a suite draws by")] = 1,
    show_dev: Annotated[bool, typer.Option("--show-dev", help="the mistakes of the development third")] = False,
) -> None:
    """Measures: tables on standard error, one line of JSON on standard output."""
    from bot.evaluate.suites import evaluate as run_suite  # noqa: PLC0415

    _run(run_suite(load_settings(), suite, seed=seed, show_dev=show_dev))


def run() -> None:
    """The entry point. A wrong setting or file is one clear message and exit code 2."""
    start_logs(_log_level())
    _guarded(cli)


def _log_level() -> LogLevel:
    try:
        return load_settings().log_level
    except ConfigError:
        return "warning"  # the command itself says what is wrong with the settings


def _guarded(work: Any) -> None:
    try:
        work()
    except ConfigError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


def _run(work: Coroutine[Any, Any, None]) -> None:
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        sys.stderr.write("\n")


def _time(text: str) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"--now {text}: write it like 2026-11-20T10:00") from error
    return at if at.tzinfo else at.replace(tzinfo=ZONE)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ConfigError(f"--until {text}: write it like 2026-11-19") from error
