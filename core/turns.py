"""`Turn`: one thing that reached us, parsed once at the edge."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.phrases import Lang

Origin = Literal["user", "schedule", "job"]


@dataclass(frozen=True, slots=True)
class Media:
    """A file that came with a turn. `blob` is its id in the blob store; `size` in bytes."""

    blob: str
    name: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class Said:
    """Typed text (commands included, "/report")."""

    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button: its data as it was sent, at most 64 bytes of UTF-8."""

    data: str


@dataclass(frozen=True, slots=True)
class SentPhoto:
    """A photo with its caption ("" if none)."""

    media: Media
    caption: str


@dataclass(frozen=True, slots=True)
class SentVoice:
    """A voice note."""

    media: Media


@dataclass(frozen=True, slots=True)
class SentFile:
    """A document with its caption ("" if none)."""

    media: Media
    caption: str


@dataclass(frozen=True, slots=True)
class SentOther:
    """A sticker, location, contact …: `what` is the channel's word for it, `emoji` a sticker's."""

    what: str
    emoji: str = ""


Content = Said | Tapped | SentPhoto | SentVoice | SentFile | SentOther


@dataclass(frozen=True, slots=True)
class Turn:
    """`id` is unique within the chat and stays the same on redelivery. `at` is aware.

    `lang` is the language the channel's client shows, if known.
    """

    id: str
    chat: str
    user: str
    merchant: str
    at: datetime
    content: Content
    origin: Origin = "user"
    lang: Lang | None = None
