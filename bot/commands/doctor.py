"""`doctor`: checks the configuration, and says what is missing and how to mend it."""

import shutil
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.commands.printing import print_json
from bot.models import try_model
from bot.places import check_port, prepare_folder
from bot.settings import Settings, load_settings
from core.errors import ConfigError, ModelError

Verdict = Literal["ok", "note", "wrong"]
ROOM_MB = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """`wrong` has to be mended; `note` is worth knowing."""

    check: str
    verdict: Verdict
    said: str


async def doctor() -> int:
    """A line for each check; the exit code: 1 if anything is wrong."""
    findings = [*_findings(), *[each async for each in _model()]]
    for finding in findings:
        print_json({"check": finding.check, "verdict": finding.verdict, "said": finding.said})
    return int(any(finding.verdict == "wrong" for finding in findings))


def _findings() -> Iterator[Finding]:
    yield Finding("python", "ok", sys.version.split()[0])
    try:
        settings = load_settings()
    except ConfigError as error:
        yield Finding("settings", "wrong", str(error))
        return
    yield Finding("settings", "ok", "config.yaml and the environment fit")
    yield _tried("catalogues", _catalogues)
    yield _tried("data_dir", lambda: _folder(settings))
    yield _tried("font", _font)
    yield from _channel(settings)


async def _model() -> AsyncIterator[Finding]:
    """The language model is asked for a word; without one the bot runs all the same."""
    try:
        settings = load_settings()
    except ConfigError:
        return  # said already
    if not settings.model.base_url:
        yield Finding("model", "note", "none is configured: everything runs on code and data; see model in config.yaml")
        return
    try:
        for said in await try_model(settings):
            yield Finding("model", "ok", said)
    except ModelError as error:
        mend = "check model.base_url with its path, the model's name and MODEL_API_KEY; the bot runs without it"
        yield Finding("model", "wrong", f"{error}: {mend}")


def _tried(check: str, work: Callable[[], str]) -> Finding:
    try:
        return Finding(check, "ok", work())
    except ConfigError as error:
        return Finding(check, "wrong", str(error))


def _catalogues() -> str:
    from bot.parts import Data  # noqa: PLC0415

    data = Data.load()
    intents, metrics = len(data.understander.catalogue.intents), len(data.semantics.metrics)
    return f"{intents} intents, {metrics} metrics, {len(data.phrases.keys())} sentences"


def _folder(settings: Settings) -> str:
    prepare_folder(settings.data_dir)
    free = shutil.disk_usage(settings.data_dir).free // 1_000_000
    if free < ROOM_MB:
        raise ConfigError(f"{settings.data_dir}: only {free} MB are free; free {ROOM_MB} or set ZHANGGUI_DATA_DIR")
    return f"{settings.data_dir}: writable, {free} MB free"


def _font() -> str:
    from bot.parts import chinese_font  # noqa: PLC0415

    return Path(chinese_font()).name


def _channel(settings: Settings) -> Iterator[Finding]:
    if settings.telegram_token.get_secret_value():
        yield Finding("channel", "ok", f"Telegram by {settings.telegram.mode}")
        if not settings.telegram.owners:
            yield Finding("owners", "note", "telegram.owners is empty: the first person who writes becomes the owner")
        return
    yield Finding("channel", "note", "TELEGRAM_BOT_TOKEN is not set: the sandbox will be served")
    yield _tried("port", lambda: _port(settings))


def _port(settings: Settings) -> str:
    check_port(settings.sandbox.host, settings.sandbox.port)
    return f"{settings.sandbox.host}:{settings.sandbox.port} is free"
