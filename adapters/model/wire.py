"""`Wire`: one HTTP request to the endpoint through the `openai` client; whatever goes wrong becomes a `FaultError`, or
a `RefusedError` for what the endpoint doesn't take."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import httpx2
from openai import APIConnectionError, APIStatusError, AsyncAPIResponse, AsyncOpenAI, OpenAIError

from adapters.model.breaker import FaultError
from adapters.model.endpoint import Endpoint

LARGEST = 8_000_000
"""Bytes of one answer; more is a fault."""
BRIEF = frozenset({500, 502, 503, 504})
FORM_REFUSED = frozenset({400, 422})
WRONG_REST_S = 120.0
"""A wrong key, name or address stays wrong for a while."""


class RefusedError(Exception):
    """The endpoint doesn't take a request of this form."""


class Wire:
    """Retries nothing and waits for nobody: `Retry-After` is told on, not slept through."""

    def __init__(self, endpoint: Endpoint) -> None:
        timeout = httpx2.Timeout(endpoint.seconds, connect=min(endpoint.seconds, 3.0))
        key = endpoint.key or "none"  # a local server needs none, the client does
        self._client = AsyncOpenAI(base_url=endpoint.base_url, api_key=key, max_retries=0, timeout=timeout)
        # taken now: the client imports each of these when it is first asked for, which would hold up a turn
        self._chat = self._client.chat.completions.with_streaming_response
        self._embeddings = self._client.embeddings.with_streaming_response
        self._transcriptions = self._client.audio.transcriptions.with_streaming_response

    async def chat(self, body: Mapping[str, Any], extra: Mapping[str, Any]) -> bytes:
        """POST /chat/completions; the raw answer."""
        return await _sent(self._chat.create(**body, extra_body=dict(extra) or None))

    async def embed(self, name: str, texts: Sequence[str]) -> bytes:
        """POST /embeddings."""
        return await _sent(self._embeddings.create(model=name, input=list(texts), encoding_format="float"))

    async def transcribe(self, name: str, sound: bytes, file: str) -> bytes:
        """POST /audio/transcriptions."""
        return await _sent(self._transcriptions.create(model=name, file=(file, sound), response_format="json"))

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.close()


async def _sent(request: AbstractAsyncContextManager[AsyncAPIResponse[Any]]) -> bytes:
    try:
        async with request as response:
            return await _read(response)
    except APIStatusError as error:
        raise _refusal(error) from error
    except APIConnectionError as error:
        raise FaultError(f"no connection: {error.__cause__ or error}", brief=True) from error
    except (OpenAIError, httpx2.HTTPError) as error:
        raise FaultError(f"{type(error).__name__}: {error}", brief=True) from error


async def _read(response: AsyncAPIResponse[Any]) -> bytes:
    body = bytearray()
    async for chunk in response.iter_bytes():
        body += chunk
        if len(body) > LARGEST:
            raise FaultError("the answer does not end")
    return bytes(body)


def _refusal(error: APIStatusError) -> Exception:
    status, wait = error.status_code, _wait(error)
    said = f"HTTP {status}: {str(error.message)[:200]}"
    if status in FORM_REFUSED:
        return RefusedError(said)
    if status == 429:
        return FaultError(said, rest=wait)
    if status in BRIEF:
        return FaultError(said, rest=wait, brief=wait is None)
    return FaultError(said, rest=WRONG_REST_S)


def _wait(error: APIStatusError) -> float | None:
    """Seconds of Retry-After; None without one, or for a date."""
    told = error.response.headers.get("retry-after", "")
    return float(told) if told.isdecimal() else None
