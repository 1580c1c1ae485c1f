"""What a message carries, with its file fetched into the blob store."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

import structlog
from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.exceptions import AiogramError
from aiogram.types import Message
from aiohttp import ClientError

from core.ports import Blobs
from core.turns import Content, Media, Said, SentFile, SentOther, SentPhoto, SentVoice

TOO_BIG = 20 * 1024 * 1024
"""Bytes that a bot may fetch: https://core.telegram.org/bots/api#getfile."""

TRIES = 2

_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
_SERVICE = frozenset(
    {
        ContentType.NEW_CHAT_MEMBERS, ContentType.LEFT_CHAT_MEMBER, ContentType.NEW_CHAT_TITLE,
        ContentType.NEW_CHAT_PHOTO, ContentType.DELETE_CHAT_PHOTO, ContentType.GROUP_CHAT_CREATED,
        ContentType.SUPERGROUP_CHAT_CREATED, ContentType.PINNED_MESSAGE, ContentType.MIGRATE_TO_CHAT_ID,
        ContentType.MIGRATE_FROM_CHAT_ID, ContentType.MESSAGE_AUTO_DELETE_TIMER_CHANGED,
    }
)  # fmt: skip

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Upload:
    """A file as Telegram announces it. `size` is None where it doesn't say."""

    file_id: str
    name: str
    mime: str
    size: int | None


class Contents:
    """Reads messages; every file that can't be had becomes a `SentOther` that says why."""

    def __init__(self, bot: Bot, blobs: Blobs) -> None:
        self._bot = bot
        self._blobs = blobs

    async def of(self, message: Message, words: str) -> Content | None:
        """None for what nobody sent as a message: members who joined, titles changed."""
        if message.content_type in _SERVICE:
            return None
        if message.text is not None:
            return Said(words)
        upload = _upload(message)
        if upload is None:
            return _other(message)
        media = await self._fetch(upload)
        if isinstance(media, SentOther):
            return media
        if message.voice is not None:
            return SentVoice(media)
        return SentPhoto(media, words) if upload.mime in _PICTURES else SentFile(media, words)

    async def _fetch(self, upload: _Upload) -> Media | SentOther:
        if (upload.size or 0) > TOO_BIG:
            return SentOther("too_big")
        for _ in range(TRIES):
            try:
                return await self._download(upload)
            except (TimeoutError, AiogramError, ClientError, OSError) as error:
                if "too big" in str(error):
                    return SentOther("too_big")
                log.warning("telegram_file_not_fetched", name=upload.name, said=str(error))
        return SentOther("not_received")

    async def _download(self, upload: _Upload) -> Media:
        into = BytesIO()
        await self._bot.download(upload.file_id, into)
        data = into.getvalue()
        blob = await self._blobs.put(data, upload.name)
        return Media(blob, upload.name, upload.mime, len(data))


def _upload(message: Message) -> _Upload | None:
    """The file of a photo (its largest size), voice note, document or piece of music."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return _Upload(largest.file_id, "photo.jpg", "image/jpeg", largest.file_size)
    if message.voice:
        voice = message.voice
        return _Upload(voice.file_id, "voice.ogg", voice.mime_type or "audio/ogg", voice.file_size)
    named = message.audio or (message.document if message.animation is None else None)
    if named is None:
        return None
    name = PurePosixPath(named.file_name or "file").name
    return _Upload(named.file_id, name, named.mime_type or "application/octet-stream", named.file_size)


def _other(message: Message) -> SentOther:
    if message.sticker:
        return SentOther("sticker", message.sticker.emoji or "")
    if message.dice:
        return SentOther("dice", message.dice.emoji)
    return SentOther(ContentType(message.content_type).value)
