"""`InlineJobs`: jobs run at once in this process, for `ask`, `replay`, `eval` and tests."""

from collections.abc import Awaitable, Callable

from core.ports import JobHandler


class InlineJobs:
    """`core.ports.Jobs` that remembers keys but keeps nothing. `submit` returns when the handler has ended, and its
    errors are the caller's; what was asked for `every` so often runs once per `tick()`, never by itself."""

    def __init__(self) -> None:
        self._handlers: dict[str, JobHandler] = {}
        self._ticks: list[Callable[[], Awaitable[None]]] = []
        self._known: set[tuple[str, str]] = set()

    def register(self, name: str, handler: JobHandler) -> None:
        """Before `start`. ValueError for a name taken."""
        if name in self._handlers:
            raise ValueError(f"a job named {name} is registered already")
        self._handlers[name] = handler

    async def submit(self, name: str, key: str, argument: str) -> bool:
        """Run it now, once under this key. KeyError for a name not registered."""
        handler = self._handlers[name]
        if (name, key) in self._known:
            return False
        self._known.add((name, key))
        await handler(argument)
        return True

    async def settle(self) -> None:
        """Nothing is ever under way here."""

    def every(self, seconds: int, handler: Callable[[], Awaitable[None]]) -> None:
        """Kept for `tick`."""
        self._ticks.append(handler)

    async def tick(self) -> None:
        """Run everything that was asked for `every` so often, once, in the order it was asked for."""
        for handler in self._ticks:
            await handler()

    async def start(self) -> None:
        """Nothing to start."""

    async def stop(self) -> None:
        """Nothing to stop."""
