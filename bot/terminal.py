"""The same bot in a terminal: replies printed, buttons typed as #1, pictures and files written to a folder."""

import asyncio
import mimetypes
import re
import shlex
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import assert_never

from bot.columns import aligned
from bot.sparkline import sparkline
from core.errors import ZhangguiError
from core.phrases import Lang, Phrases
from core.ports import Blobs, Charts, Clock
from core.replies import ApprovalCard, Chart, Choices, File, Progress, Reply, Rows, Table, Text
from core.turns import Content, Media, Said, SentFile, SentOther, SentPhoto, SentVoice, Tapped, Turn

Receive = Callable[[Turn], Awaitable[None]]
Advance = Callable[[timedelta], Awaitable[None]]
Settled = Callable[[], Awaitable[None]]
Write = Callable[[str], object]

_SPAN = re.compile(r"(\d+)([mhdw])")
_SPANS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class TerminalChannel:
    """`core.ports.Channel` on a terminal. Message ids count from 1; buttons are numbered anew by each delivery."""

    def __init__(
        self, folder: Path, blobs: Blobs, charts: Charts, phrases: Phrases, write: Write = sys.stdout.write
    ) -> None:
        self._folder = folder
        self._blobs = blobs
        self._charts = charts
        self._phrases = phrases
        self._write = write
        self._messages = 0
        self._buttons: list[str] = []

    async def send(self, chat: str, replies: Sequence[Reply], lang: Lang) -> str:
        """Print in order; the number of the last message."""
        if any(reply.buttons for reply in replies):
            self._buttons = []
        for reply in replies:
            self._messages += 1
            lines = await self._lines(reply, lang)
            self.print("\n".join([*lines, *self._numbered(reply.buttons)]) + "\n")
        return str(self._messages)

    async def typing(self, chat: str) -> None:
        """A terminal shows nothing."""

    def button(self, number: int) -> str | None:
        """The data of the button printed as [#number]; None if there is none."""
        return self._buttons[number - 1] if 1 <= number <= len(self._buttons) else None

    def print(self, text: str) -> None:
        """One paragraph."""
        self._write(text + "\n")

    async def _lines(self, reply: Reply, lang: Lang) -> list[str]:
        match reply:
            case Text() | Choices() | Progress():
                return [reply.text]
            case Table():
                return [reply.text, *aligned(reply.columns, reply.rows)]
            case Chart():
                return [reply.text, *sparkline(reply.spec), await self._picture(reply, lang)]
            case File():
                return [reply.text, await self._kept(reply.blob, reply.name, lang)]
            case ApprovalCard():
                image = [await self._kept(reply.image, reply.image, lang)] if reply.image else []
                return [*image, reply.text]
        assert_never(reply)

    def _numbered(self, rows: Rows) -> list[str]:
        lines = []
        for row in rows:
            labels = []
            for button in row:
                self._buttons.append(button.data)
                labels.append(f"[#{len(self._buttons)} {button.text}]")
            lines.append("  ".join(labels))
        return lines

    async def _picture(self, chart: Chart, lang: Lang) -> str:
        try:
            picture = await self._charts.draw(chart.spec, lang)
        except ZhangguiError as error:
            return self._phrases.say("terminal.no_chart", lang, why=str(error))
        return self._saved(picture, f"chart-{self._messages}.png", lang)

    async def _kept(self, blob: str, name: str, lang: Lang) -> str:
        try:
            data = await self._blobs.get(blob)
        except (OSError, LookupError, ZhangguiError) as error:
            return self._phrases.say("terminal.no_file", lang, name=name, why=str(error))
        return self._saved(data, f"{self._messages}-{Path(name).name}", lang)

    def _saved(self, data: bytes, name: str, lang: Lang) -> str:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_bytes(data)
        except OSError as error:
            return self._phrases.say("terminal.no_file", lang, name=name, why=str(error))
        return self._phrases.say("terminal.saved", lang, path=str(self._folder / name))


async def run_terminal(
    receive: Receive,
    channel: TerminalChannel,
    blobs: Blobs,
    clock: Clock,
    phrases: Phrases,
    *,
    merchant: str,
    lines: AsyncIterator[str] | None = None,
    user: str = "terminal",
    chat: str = "terminal",
    lang: Lang = "zh",
    advance: Advance | None = None,
    settled: Settled | None = None,
) -> None:
    """Read lines until they end or say /quit. `settled` is awaited after each line: the answer is printed then."""
    keyboard = Keyboard(channel, blobs, phrases, lang)
    channel.print(phrases.say("terminal.hints", lang))
    session = f"{clock.now():%Y%m%dT%H%M%S%f}"
    number = 0
    async for line in lines if lines is not None else stdin_lines():
        if line.strip() == "/quit":
            return
        span = advance_span(line)
        if span is not None and advance is not None:
            await advance(span)
        elif content := await keyboard.content(line):
            number += 1
            await receive(Turn(f"t{session}-{number}", chat, user, merchant, clock.now(), content, lang=lang))
        if settled is not None:
            await settled()


class Keyboard:
    """What a typed line stands for."""

    def __init__(self, channel: TerminalChannel, blobs: Blobs, phrases: Phrases, lang: Lang) -> None:
        self._channel = channel
        self._blobs = blobs
        self._phrases = phrases
        self._lang: Lang = lang

    async def content(self, line: str) -> Content | None:
        """None for an empty line, and for one that can't be followed, which is said."""
        text = line.strip()
        if match := re.fullmatch(r"#(\d+)", text):
            return self._tap(int(match[1]))
        word, _, rest = text.partition(" ")
        match word:
            case "/photo" | "/file" | "/voice":
                return await self._upload(word, rest)
            case "/sticker":
                return SentOther("sticker", rest.strip())
        return Said(text) if text else None

    def _tap(self, number: int) -> Tapped | None:
        data = self._channel.button(number)
        if data is None:
            self._say("terminal.no_button", number=str(number))
            return None
        return Tapped(data)

    async def _upload(self, word: str, rest: str) -> Content | None:
        path, caption = _path_and_caption(rest)
        try:
            data = await asyncio.to_thread(path.expanduser().read_bytes)
        except OSError as error:
            self._say("terminal.unreadable", path=str(path), why=error.strerror or str(error))
            return None
        blob = await self._blobs.put(data, path.name)
        mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        media = Media(blob, path.name, mime, len(data))
        if word == "/voice":
            return SentVoice(media)
        return SentPhoto(media, caption) if word == "/photo" else SentFile(media, caption)

    def _say(self, name: str, **params: str) -> None:
        self._channel.print(self._phrases.say(name, self._lang, **params))


def advance_span(line: str) -> timedelta | None:
    """`/advance 1d` as a duration; None for any other line. m, h, d, w."""
    word, _, rest = line.strip().partition(" ")
    match = _SPAN.fullmatch(rest.strip())
    return int(match[1]) * _SPANS[match[2]] if word == "/advance" and match else None


def _path_and_caption(rest: str) -> tuple[Path, str]:
    """A path in quotes may contain spaces."""
    if not rest.lstrip().startswith(("'", '"')):
        path, _, caption = rest.strip().partition(" ")
        return Path(path), caption.strip()
    try:
        path = shlex.split(rest)[0]
    except ValueError:
        return Path(rest.strip()), ""
    return Path(path), rest.strip()[len(path) + 2 :].strip()


async def stdin_lines() -> AsyncIterator[str]:
    """Lines of standard input, read beside the event loop, until it ends."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line
