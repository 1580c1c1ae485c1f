"""`ScriptedModel`: an OpenAI-compatible endpoint on the loopback that behaves as a test says."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Behaviour = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class ScriptedModel:
    """`behaves` answers every request, after `first` has been used up; `received` are the bodies as they came, `busiest` how many
    were answered at once."""

    behaves: Behaviour
    first: list[Behaviour] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""
    under_way: int = 0
    busiest: int = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Any POST."""
        multipart = request.content_type.startswith("multipart/")
        self.received.append({"form": sorted(await request.post())} if multipart else await request.json())
        self.keys.append(request.headers.get("Authorization", ""))
        behaviour = self.first.pop(0) if self.first else self.behaves
        self.under_way += 1
        self.busiest = max(self.busiest, self.under_way)
        try:
            return await behaviour(request)
        finally:
            self.under_way -= 1

    @property
    def calls(self) -> int:
        """How many requests came."""
        return len(self.received)

    def heard(self, place: int = -1) -> str:
        """Everything a request said, as text."""
        return json.dumps(self.received[place], ensure_ascii=False)

    def asked(self, place: int = -1) -> dict[str, Any]:
        """The data that the model was given."""
        found: dict[str, Any] = json.loads(self.received[place]["messages"][1]["content"])
        return found


def completion(content: str, finish: str = "stop", tokens: tuple[int, int] | None = (100, 20)) -> dict[str, Any]:
    """The envelope of an answer."""
    body: dict[str, Any] = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}],
    }
    if tokens:
        body["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
    return body


def says(answer: object, **how: Any) -> Behaviour:
    """An answer: a text as it is, anything else as JSON."""

    async def behave(_request: web.Request) -> web.StreamResponse:
        content = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        return web.json_response(completion(content, **how))

    return behave


def slow(seconds: float, then: Behaviour) -> Behaviour:
    """Thinks for a while."""

    async def behave(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return await then(request)

    return behave


def hangs() -> Behaviour:
    """Never answers."""
    return slow(30, says("late"))


def fails(status: int, **headers: str) -> Behaviour:
    """An HTTP error."""

    async def behave(_request: web.Request) -> web.StreamResponse:
        body = {"error": {"message": f"scripted {status}"}}
        return web.json_response(body, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})

    return behave


def html() -> Behaviour:
    """A captive portal: status 200."""

    async def behave(_request: web.Request) -> web.StreamResponse:
        return web.Response(text="<html><body>Please log in</body></html>", content_type="text/html")

    return behave


def raw(body: str) -> Behaviour:
    """JSON that isn't."""

    async def behave(_request: web.Request) -> web.StreamResponse:
        return web.Response(text=body, content_type="application/json")

    return behave


def breaks_off() -> Behaviour:
    """The connection goes down in the middle of the answer."""

    async def behave(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "5000", "Content-Type": "application/json"})
        await response.prepare(request)
        await response.write(b'{"choices": [{"mess')
        assert request.transport
        request.transport.close()
        return response

    return behave


def floods(megabytes: int) -> Behaviour:
    """An answer that goes on and on."""

    async def behave(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        for _ in range(megabytes):
            await response.write(b" " * 1_000_000)
        return response

    return behave


def refuses_forms(*forms: str, then: Behaviour) -> Behaviour:
    """Takes no such `response_format`."""

    async def behave(request: web.Request) -> web.StreamResponse:
        body = await request.json()
        if body.get("response_format", {}).get("type") in forms:
            return await fails(400)(request)
        return await then(request)

    return behave


def embeds(*vectors: tuple[float, ...]) -> Behaviour:
    """Vectors, in another order than the texts."""

    async def behave(_request: web.Request) -> web.StreamResponse:
        rows = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(vectors)]
        return web.json_response({"object": "list", "data": rows[::-1], "usage": {"prompt_tokens": 7}})

    return behave


@asynccontextmanager
async def scripted(behaves: Behaviour, *first: Behaviour) -> AsyncIterator[ScriptedModel]:
    """A running endpoint."""
    model = ScriptedModel(behaves, list(first))
    app = web.Application()
    app.router.add_post("/v1/{rest:.*}", model.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    model.url = f"http://{host}:{port}/v1"
    try:
        yield model
    finally:
        await runner.cleanup()
