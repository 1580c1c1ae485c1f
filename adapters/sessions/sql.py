"""`SqlSessions`: dialogue state in the database, the default."""

from contextlib import AbstractAsyncContextManager

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.sessions.chat_locks import ChatLocks
from adapters.sessions.saved import state_from_json, state_to_json
from adapters.storage.engine import writing
from adapters.storage.statements import add_once
from adapters.storage.tables import sessions
from core.errors import StaleStateError
from core.state import DialogState


class SqlSessions:
    """`core.ports.Sessions`. The lock holds within this process; between processes the save counter decides."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._locks = ChatLocks()

    def lock(self, chat: str) -> AbstractAsyncContextManager[None]:
        """One turn at a time per chat, first come first served."""
        return self._locks.hold(chat)

    async def load(self, chat: str) -> tuple[DialogState, int]:
        """The state and its save counter."""
        query = select(sessions.c.body, sessions.c.counter).where(sessions.c.chat == chat)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return (state_from_json(row.body, row.counter), row.counter) if row else (DialogState(), 0)

    async def save(self, chat: str, state: DialogState, counter: int) -> None:
        """Save over the version `counter`."""
        row = {"chat": chat, "counter": counter + 1, "body": state_to_json(state)}
        async with writing(self._engine) as connection:
            if counter == 0:
                saved = await add_once(connection, sessions, ("chat",), row)
            else:
                this = (sessions.c.chat == chat) & (sessions.c.counter == counter)
                saved = (await connection.execute(update(sessions).where(this).values(row))).rowcount == 1
        if not saved:
            raise StaleStateError(f"chat {chat}: saved meanwhile")
