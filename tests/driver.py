"""A person in a chat, for tests: `chat.send("…")`, `chat.tap("同意")`, `chat.photo(…)`, on the whole bot."""

import mimetypes
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.app import App, InlineJobs, ManualClock, assemble
from bot.demo import DEMO, file_url
from bot.parts import Data, Stores
from bot.replay import RecordingChannel
from core.market import Product
from core.model import Model
from core.ports import Channel
from core.records import Member
from core.replies import Reply
from core.turns import Content, Media, Said, SentFile, SentOther, SentPhoto, SentVoice, Tapped, Turn
from dialogs.heard import Handled

NOW = datetime.fromisoformat("2026-11-20T10:00:00+08:00")
"""A Friday; the test shop's history ends the day before."""


def small_jpeg(colour: str = "teal") -> bytes:
    """A photo."""
    out = BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, "JPEG")
    return out.getvalue()


@dataclass
class ChatDriver:
    """One person's chat with the bot. `shown` is everything it said, newest last."""

    app: App
    channel: RecordingChannel
    user: str = "owner"
    count: int = 0
    last: Handled | None = None
    shown: list[Reply] = field(default_factory=list)
    pushed: tuple[Reply, ...] = ()

    async def send(self, text: str) -> str:
        """Type a text; what the bot says to it."""
        return await self.turn(Said(text))

    async def tap(self, text: str) -> str:
        """Tap the newest button with this text. AssertionError if no such button is shown."""
        data = self.channel.button(text, None)
        assert data is not None, f"no button {text!r} among {[each.text for each in self.channel.shown]}"
        return await self.turn(Tapped(data))

    async def tap_data(self, data: str) -> str:
        """Tap a button of an old message."""
        return await self.turn(Tapped(data))

    async def photo(self, caption: str = "", content: bytes | None = None) -> str:
        """Send a photo."""
        media = await self._media(content or small_jpeg(), "photo.jpg", "image/jpeg")
        return await self.turn(SentPhoto(media, caption))

    async def voice(self) -> str:
        """Send a voice note."""
        return await self.turn(SentVoice(await self._media(b"OggS", "voice.ogg", "audio/ogg")))

    async def file(self, content: bytes = b"%PDF-1.4", name: str = "a.pdf", caption: str = "") -> str:
        """Send a document; by default a broken one."""
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return await self.turn(SentFile(await self._media(content, name, mime), caption))

    async def sticker(self, emoji: str = "👍") -> str:
        """Send a sticker."""
        return await self.turn(SentOther("sticker", emoji))

    async def advance(self, **delta: float) -> str:
        """Move the clock on; what was pushed meanwhile."""
        await self.app.advance().by(timedelta(**delta))
        self.pushed = self.channel.taken(self.user)
        self.shown += self.pushed
        return "\n".join(reply.text for reply in self.pushed)

    async def turn(self, content: Content, turn_id: str | None = None) -> str:
        """Any turn; the replies' texts."""
        self.count += 1
        turn = Turn(turn_id or f"t{self.count}", self.user, self.user, DEMO, self.app.clock.now(), content)
        self.last = await self.app.assistant.handle(turn)
        self.channel.show(self.last.replies)
        self.shown += self.last.replies
        return "\n".join(reply.text for reply in self.last.replies)

    def other(self, user: str) -> "ChatDriver":
        """The same shop, another person's chat."""
        return ChatDriver(self.app, self.channel, user)

    async def listed(self) -> tuple[Product, ...]:
        """What stands in the marketplace."""
        return tuple(each for each in await self.app.stores.market.products(DEMO) if each.status == "active")

    async def _media(self, content: bytes, name: str, mime: str) -> Media:
        return Media(await self.app.stores.blobs.put(content, name), name, mime, len(content))


@asynccontextmanager
async def open_chat(
    data: Data,
    shop: Path,
    folder: Path,
    *,
    now: datetime = NOW,
    channel: Channel | None = None,
    model: Model | None = None,
) -> AsyncIterator[ChatDriver]:
    """A chat on a copy of `shop`, closed at the end."""
    copy = folder / "shop.db"
    shutil.copyfile(shop, copy)
    stores = await Stores.open(file_url(copy), folder)
    try:
        recording = RecordingChannel()
        clock, shown = ManualClock(now), channel or recording
        app = await assemble(data, stores, clock, InlineJobs(), shown, merchant=DEMO, model=model)
        await stores.shops.join(Member(merchant=DEMO, user="owner", chat="owner", role="owner"))
        await stores.shops.join(Member(merchant=DEMO, user="partner", chat="partner", role="manager"))
        await stores.shops.join(Member(merchant=DEMO, user="clerk", chat="clerk", role="staff"))
        await app.start()
        yield ChatDriver(app, recording)
    finally:
        await stores.close()
