"""`Breaker`: an endpoint that fails again and again is left alone for a while, then tried once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.errors import ModelUnavailableError

FAILURES = 3
"""So many in a row open it."""
REST_S = 30.0
LONGEST_S = 300.0


class FaultError(Exception):
    """The endpoint failed. `rest` is how long it asked to be left alone, None if it didn't. `brief` ones came fast and
    may be gone at the next try."""

    def __init__(self, said: str, *, rest: float | None = None, brief: bool = False) -> None:
        super().__init__(said)
        self.rest = rest
        self.brief = brief


class Breaker:
    """Closed, open until a time, then half open: one call is let through, and decides. `now` counts seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._failures = 0
        self._open_until = 0.0
        self._trying = False

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Around one call. ModelUnavailableError while open; FaultError, let through, is what counts as a failure."""
        self._admit()
        try:
            yield
        except FaultError as fault:
            self._failed(fault.rest)
            raise
        except BaseException:
            self._trying = False  # cut off by somebody else: it says nothing about the endpoint
            raise
        self._failures, self._trying = 0, False

    def _admit(self) -> None:
        left = self._open_until - self._now()
        if left > 0:
            raise ModelUnavailableError(f"left alone for {left:.0f} s more after failing")
        if self._failures >= FAILURES:
            if self._trying:
                raise ModelUnavailableError("being tried again by another turn")
            self._trying = True

    def _failed(self, rest: float | None) -> None:
        self._failures, self._trying = self._failures + 1, False
        if rest is not None or self._failures >= FAILURES:
            self._open_until = self._now() + min(REST_S if rest is None else rest, LONGEST_S)
