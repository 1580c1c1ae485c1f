"""`Sender`: a request with its place in the queue, its time, its second try, and the form that the endpoint takes."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.model.breaker import FaultError
from adapters.model.endpoint import FORMS, Endpoint, Form
from adapters.model.wire import RefusedError
from core.errors import ModelUnavailableError

Request = Callable[[Form], Awaitable[bytes]]
WAITING = 0.5
"""The share of the time that may be spent on waiting for a place, so that who gets one has time for an answer."""
PAUSE_S = 0.2
"""Before a request is sent again."""


@dataclass
class Tally:
    """How many requests were sent for one answer."""

    sent: int = 0


class Sender:
    """Remembers for each model which form was taken last."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._places = asyncio.Semaphore(endpoint.concurrency)
        self._forms: dict[str, Form] = {}

    async def send(self, model: str, request: Request, tally: Tally) -> bytes:
        """The raw answer. FaultError when the time is up or the endpoint fails; ModelUnavailableError when no place
        came free in that time."""
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(began + self._endpoint.seconds * WAITING):
                await self._places.acquire()
        except TimeoutError as error:
            raise ModelUnavailableError(f"all {self._endpoint.concurrency} places were taken") from error
        try:
            async with asyncio.timeout_at(began + self._endpoint.seconds):
                return await self._in_a_form_it_takes(model, request, tally)
        except TimeoutError as error:
            raise FaultError(f"no answer within {self._endpoint.seconds:g} s") from error
        finally:
            self._places.release()

    async def _in_a_form_it_takes(self, model: str, request: Request, tally: Tally) -> bytes:
        refused: RefusedError | None = None
        for form in FORMS[FORMS.index(self._forms.get(model, self._endpoint.form)) :]:
            try:
                body = await self._tried(lambda form=form: request(form), tally)  # type: ignore[misc]
            except RefusedError as error:
                refused = error
            else:
                self._forms[model] = form
                return body
        raise FaultError(str(refused))

    async def _tried(self, request: Callable[[], Awaitable[bytes]], tally: Tally) -> bytes:
        for left in reversed(range(self._endpoint.retries + 1)):
            tally.sent += 1
            try:
                return await request()
            except FaultError as fault:
                if not left or not fault.brief:
                    raise
            await asyncio.sleep(PAUSE_S)
        raise AssertionError("the last try returns or raises")
