"""`SqlInbox`: turns that reached us, kept until they are answered."""

import logging
from dataclasses import asdict
from typing import Literal, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.statements import add_once
from adapters.storage.tables import inbox
from core.errors import CorruptStateError
from core.turns import Content, Said, SentFile, SentOther, SentPhoto, SentVoice, Tapped, Turn

CONTENTS: dict[str, TypeAdapter[Content]] = {
    kind.__name__: TypeAdapter(kind) for kind in (Said, Tapped, SentPhoto, SentVoice, SentFile, SentOther)
}
TURN = TypeAdapter(Turn)
Unfinished = Literal["received", "sending"]
log = logging.getLogger(__name__)


def turn_to_json(turn: Turn) -> str:
    """A turn as JSON; its content is tagged with its class, since a photo and a file have the same fields."""
    return to_json({**asdict(turn), "content": [type(turn.content).__name__, asdict(turn.content)]}).decode()


def turn_from_json(body: str) -> Turn:
    """The turn back. CorruptStateError if it doesn't parse."""
    try:
        fields = from_json(body)
        kind, content = fields["content"]
        return TURN.validate_python({**fields, "content": CONTENTS[kind].validate_python(content)})
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise CorruptStateError(f"a stored turn doesn't parse: {error}") from error


class SqlInbox:
    """`core.ports.Inbox`. A turn answered keeps its id, to be known again, and loses its text."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def receive(self, turn: Turn) -> bool:
        """Keep it; False if this id of this chat was received before."""
        row = {
            "merchant": turn.merchant,
            "chat": turn.chat,
            "turn": turn.id,
            "status": "received",
            "received_at": turn.at,
            "body": turn_to_json(turn),
        }
        async with writing(self._engine) as connection:
            return await add_once(connection, inbox, ("chat", "turn"), row)

    async def sending(self, turn: Turn) -> None:
        """The replies are about to be sent."""
        await self._mark(turn, status="sending")

    async def done(self, turn: Turn) -> None:
        """The replies were delivered (or there were none)."""
        await self._mark(turn, status="done", body="")

    async def unfinished(self) -> tuple[tuple[Turn, Unfinished], ...]:
        """In order of arrival: what a crash left behind. One that doesn't parse any more is logged and left out, so
        that it doesn't stop the others."""
        open_ones = select(inbox.c.seq, inbox.c.body, inbox.c.status).where(inbox.c.status != "done")
        async with self._engine.connect() as connection:
            rows = (await connection.execute(open_ones.order_by(inbox.c.seq))).all()
        found = []
        for row in rows:
            try:
                found.append((turn_from_json(row.body), cast(Unfinished, row.status)))
            except CorruptStateError as error:
                log.error("row %s of the inbox is left out: %s", row.seq, error)
        return tuple(found)

    async def _mark(self, turn: Turn, **values: str) -> None:
        this = (inbox.c.merchant == turn.merchant) & (inbox.c.chat == turn.chat) & (inbox.c.turn == turn.id)
        async with writing(self._engine) as connection:
            await connection.execute(update(inbox).where(this).values(**values))
