"""`MemorySessions`: dialogue state in this process, for tests. It stores JSON as the others do."""

from contextlib import AbstractAsyncContextManager

from adapters.sessions.chat_locks import ChatLocks
from adapters.sessions.saved import state_from_json, state_to_json
from core.errors import StaleStateError
from core.state import DialogState


class MemorySessions:
    """`core.ports.Sessions`."""

    def __init__(self) -> None:
        self._locks = ChatLocks()
        self._saved: dict[str, tuple[str, int]] = {}

    def lock(self, chat: str) -> AbstractAsyncContextManager[None]:
        """One turn at a time per chat, first come first served."""
        return self._locks.hold(chat)

    async def load(self, chat: str) -> tuple[DialogState, int]:
        """The state and its save counter."""
        if chat not in self._saved:
            return DialogState(), 0
        body, counter = self._saved[chat]
        return state_from_json(body, counter), counter

    async def save(self, chat: str, state: DialogState, counter: int) -> None:
        """Save over the version `counter`."""
        current = self._saved[chat][1] if chat in self._saved else 0
        if current != counter:
            raise StaleStateError(f"chat {chat}: saved meanwhile")
        self._saved[chat] = (state_to_json(state), counter + 1)
