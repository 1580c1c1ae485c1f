"""Whether a message is meant for us, and its words without our name."""

import re

from aiogram.enums import ChatType
from aiogram.types import Message, User

_COMMAND = re.compile(r"(/[A-Za-z0-9_]+)@([A-Za-z0-9_]+)")


def addressed(message: Message, me: User) -> str | None:
    """Text or caption ("" if there is none); None if the message isn't for us.

    In a group that means: no command, no mention of our name, and no reply to what we said.
    """
    words = message.text or message.caption or ""
    ours = _command(words, me)
    if ours is None or message.chat.type == ChatType.PRIVATE:
        return ours
    if ours.startswith("/") or _answers_us(message, me):
        return _unmentioned(ours, me)
    return _unmentioned(ours, me) if _mention(me).search(ours) else None


def _command(words: str, me: User) -> str | None:
    """`/report@our_bot` becomes `/report`; None for another bot's command."""
    match = _COMMAND.match(words)
    if match is None:
        return words
    if match[2].lower() != (me.username or "").lower():
        return None
    return match[1] + words[match.end() :]


def _mention(me: User) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(me.username or '')}\b", re.IGNORECASE | re.ASCII)


def _unmentioned(words: str, me: User) -> str:
    return _mention(me).sub("", words).strip()


def _answers_us(message: Message, me: User) -> bool:
    earlier = message.reply_to_message
    return earlier is not None and earlier.from_user is not None and earlier.from_user.id == me.id
