"""`replay`: whole conversations on throw-away copies of a shop, with a clock that moves only when told."""

import asyncio
import mimetypes
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.app import App, InlineJobs, ManualClock, assemble
from bot.contract import print_turn
from bot.demo import copy_shop, file_url
from bot.parts import Data, Stores
from bot.people import People
from core.approvals import Approval
from core.calls import Change
from core.errors import ConfigError
from core.model import Model
from core.phrases import Lang
from core.replies import Button, Reply
from core.turns import Content, Media, Said, SentFile, SentOther, SentPhoto, SentVoice, Tapped, Turn
from dialogs.heard import Handled

OWNER = "owner"
VERBS = {
    "同意": "ok", "approve": "ok", "修改": "edit", "edit": "edit", "驳回": "no", "reject": "no",
    "撤销": "undo", "undo": "undo", "重新提交": "again", "ask again": "again",
}  # fmt: skip
STEPS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class ScriptedTurn(BaseModel):
    """One turn of a conversation file: exactly one of the first eight, with `user` where it isn't the owner."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: str | None = None
    tap: str | None = None
    photo: str | None = None
    file: str | None = None
    voice: str | None = None
    sticker: str | None = None
    buyer: str | None = None
    advance: str | None = Field(default=None, pattern=r"^\d+[mhdw]$")
    of: str | None = None
    caption: str = ""
    user: str = OWNER
    from_: str | None = Field(default=None, alias="from")


class Conversation(BaseModel):
    """A line of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    merchant: str = "demo"
    turns: tuple[ScriptedTurn, ...]


@dataclass
class RecordingChannel:
    """`core.ports.Channel`: keeps what was pushed, and the buttons that people can tap."""

    sent: list[tuple[str, Reply]] = field(default_factory=list)
    shown: list[Button] = field(default_factory=list)
    count: int = 0

    async def send(self, chat: str, replies: Sequence[Reply], lang: Lang) -> str:
        self.sent += [(chat, reply) for reply in replies]
        self.show(replies)
        self.count += 1
        return str(self.count)

    async def typing(self, chat: str) -> None:
        """Nobody is watching."""

    def taken(self, chat: str) -> tuple[Reply, ...]:
        """What one chat was sent since this was asked last; what the others were sent is let go."""
        sent, self.sent = self.sent, []
        return tuple(reply for to, reply in sent if to == chat)

    def show(self, replies: Sequence[Reply]) -> None:
        """These buttons may be tapped from now on."""
        self.shown += [button for reply in replies for row in reply.buttons for button in row]

    def button(self, text: str, approval: str | None) -> str | None:
        """The data of the newest button with this text (of this approval's card)."""
        wanted = text.strip().lower()
        for button in reversed(self.shown):
            if button.text.strip().lower() == wanted and (approval is None or button.data.endswith(f":{approval}")):
                return button.data
        return None


def read_conversations(path: Path) -> tuple[Conversation, ...]:
    """ConfigError names the line that doesn't fit."""
    if not path.is_file():
        raise ConfigError(f"{path} is not there")
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(Conversation.model_validate_json(line))
            except ValidationError as error:
                fault = error.errors()[0]
                where = ".".join(str(part) for part in fault["loc"])
                raise ConfigError(f"{path.name}:{number}: {where}: {fault['msg']}") from error
    return tuple(found)


class Player:
    """Plays conversations; each starts from a fresh copy of `base`, a shop that lives at `now`. The language
    model, if there is one, is the same for all."""

    def __init__(self, data: Data, base: Path, now: datetime, folder: Path, model: Model | None = None) -> None:
        self._data = data
        self._base = base
        self._now = now
        self._folder = folder
        self._model = model

    async def play(self, conversation: Conversation, beside: Path) -> AsyncIterator[dict[str, Any]]:
        """A line of the contract for each turn. `beside` is the folder that paths are relative to."""
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            shop = Path(folder) / "shop.db"
            await asyncio.to_thread(copy_shop, self._base, shop)
            stores = await Stores.open(file_url(shop), Path(folder))
            try:
                stage = await Stage.open(self._data, stores, self._now, conversation, self._model)
                for number, turn in enumerate(conversation.turns, 1):
                    yield await stage.turn(number, turn, beside)
            finally:
                await stores.close()


class Stage:
    """One conversation under way."""

    def __init__(self, app: App, channel: RecordingChannel, conversation: Conversation) -> None:
        self._app = app
        self._channel = channel
        self._conversation = conversation
        self._approvals: dict[str, Approval] = {}
        self._audited = 0

    @classmethod
    async def open(
        cls, data: Data, stores: Stores, now: datetime, conversation: Conversation, model: Model | None = None
    ) -> "Stage":
        """The shop at `now`, with what falls due set. ConfigError if the file has no such merchant."""
        channel = RecordingChannel()
        if await stores.shops.get(conversation.merchant) is None:
            raise ConfigError(f"no merchant {conversation.merchant!r} in this database")
        merchant = conversation.merchant
        app = await assemble(data, stores, ManualClock(now), InlineJobs(), channel, merchant=merchant, model=model)
        await People(stores.shops, conversation.merchant).join(OWNER, "owner")
        await app.start()
        stage = cls(app, channel, conversation)
        stage._audited = len(await stores.audit.entries(conversation.merchant))
        return stage

    async def turn(self, number: int, scripted: ScriptedTurn, beside: Path) -> dict[str, Any]:
        """Play one turn and describe it."""
        began = time.perf_counter()
        handled = await self._play(number, scripted, beside)
        milliseconds = (time.perf_counter() - began) * 1000
        replies = (*(handled.replies if handled else ()), *self._channel.taken(OWNER))
        return print_turn(
            self._conversation.id, number, handled, replies, await self._moved(), await self._changes(), milliseconds
        )

    async def _play(self, number: int, scripted: ScriptedTurn, beside: Path) -> Handled | None:
        if scripted.advance:
            await self._app.advance().by(int(scripted.advance[:-1]) * STEPS[scripted.advance[-1]])
            return None
        if scripted.buyer is not None:
            return None
        await self._join(scripted.user)
        content = await self._content(scripted, beside)
        shop = self._conversation.merchant
        at = self._app.clock.now()
        turn = Turn(f"{number}", scripted.user, scripted.user, shop, at, content)
        handled = await self._app.assistant.handle(turn)
        self._channel.show(handled.replies)
        return handled

    async def _join(self, user: str) -> None:
        """A user who isn't known yet is staff if their name says so, else a manager."""
        is_staff = "staff" in user.lower() or "店员" in user
        await People(self._app.stores.shops, self._conversation.merchant).join(user, "staff" if is_staff else "manager")

    async def _content(self, scripted: ScriptedTurn, beside: Path) -> Content:
        if scripted.tap is not None:
            return Tapped(self._tapped(scripted.tap, scripted.of))
        if scripted.photo is not None:
            return SentPhoto(await self._media(beside / scripted.photo), scripted.caption)
        if scripted.voice is not None:
            return SentVoice(await self._media(beside / scripted.voice))
        if scripted.file is not None:
            return SentFile(await self._media(beside / scripted.file), scripted.caption)
        if scripted.sticker is not None:
            return SentOther("sticker", scripted.sticker)
        return Said(scripted.say or "")

    def _tapped(self, text: str, approval: str | None) -> str:
        """A button that is shown; else the verb on a card that has gone, as an old message in the chat would send."""
        found = self._channel.button(text, approval)
        if found:
            return found
        verb = VERBS.get(text.strip().lower())
        return f"{verb}:{approval or next(reversed(self._approvals), '')}" if verb else text

    async def _media(self, path: Path) -> Media:
        try:
            content = await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror}") from error
        blob = await self._app.stores.blobs.put(content, path.name)
        return Media(blob, path.name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", len(content))

    async def _moved(self) -> tuple[Approval, ...]:
        """Approvals that are new or have changed since the last turn."""
        stores, merchant = self._app.stores, self._conversation.merchant
        longest_ago = self._app.clock.now() - timedelta(days=400)
        now = {
            each.id: each
            for each in (
                *await stores.approvals.recent(merchant, longest_ago),
                *await stores.approvals.waiting(merchant),
            )
        }
        moved = tuple(each for name, each in now.items() if self._approvals.get(name) != each)
        self._approvals |= {each.id: each for each in moved}
        return moved

    async def _changes(self) -> tuple[Change, ...]:
        """What the audit has taken down since the last turn."""
        entries = await self._app.stores.audit.entries(self._conversation.merchant)
        new, self._audited = entries[self._audited :], len(entries)
        return tuple(Change.model_validate(each) for entry in new for each in entry.detail.get("changes", ()))


async def prepare(
    data: Data, source: Path, folder: Path, merchant: str, now: datetime | None, lang: Lang | None = None
) -> tuple[Path, datetime]:
    """A copy of `source` that has lived up to `now`, for conversations to start from; and that time.

    Without `now` it is ten in the morning after the shop's last whole day. `lang` sets the shop's language.
    """
    base = folder / f"base-{merchant}.db"
    await asyncio.to_thread(copy_shop, source, base)
    stores = await Stores.open(file_url(base), folder)
    try:
        shop = await stores.shops.get(merchant)
        if shop is None:
            raise ConfigError(f"no merchant {merchant!r} in {source.name}")
        if lang:
            await stores.shops.put(shop.model_copy(update={"lang": lang}))
        at = now or await _morning_after(stores, merchant, ZoneInfo(shop.timezone))
        app = await assemble(data, stores, ManualClock(at), InlineJobs(), RecordingChannel(), merchant=merchant)
        await app.live()
    finally:
        await stores.close()
    return base, at


async def _morning_after(stores: Stores, merchant: str, zone: ZoneInfo) -> datetime:
    fresh = await stores.warehouse.freshness(merchant)
    if fresh is None:
        raise ConfigError(f"{merchant!r} has no data yet")
    local = fresh.astimezone(zone)
    return local + timedelta(hours=10) if local.hour == 0 and local.minute == 0 else local
