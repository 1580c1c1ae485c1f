"""From what came over the wire to a checked answer. Nothing is trusted: neither the envelope nor what is in it."""

import json
import re
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adapters.model.breaker import FaultError
from core.errors import ModelAnswerError

A = TypeVar("A", bound=BaseModel)
LONGEST = 20_000
"""Characters of an answer that are looked at."""
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)


class _Part(BaseModel):
    """Endpoints add fields of their own; what isn't needed is let go."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Message(_Part):
    content: str | None = None


class Choice(_Part):
    message: Message
    finish_reason: str | None = None


class Counts(_Part):
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)


class Counted(_Part):
    """What tells its tokens, or doesn't."""

    usage: Counts | None = None


class Envelope(Counted):
    """A chat completion."""

    choices: tuple[Choice, ...] = Field(min_length=1)


class Vector(_Part):
    index: int
    embedding: tuple[float, ...] = Field(min_length=1)


class Vectors(Counted):
    """An answer of /embeddings."""

    data: tuple[Vector, ...]


class Heard(Counted):
    """An answer of /audio/transcriptions."""

    text: str


def envelope(body: bytes, kind: type[A]) -> A:
    """FaultError for HTML, half a JSON, or JSON of another shape: the endpoint is broken, whatever it says."""
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        raise FaultError(f"what came back is no answer of this API: {_start(body)}") from error


def said(found: Envelope) -> str:
    """The text of the first choice. ModelAnswerError if it was cut off or there is none."""
    choice = found.choices[0]
    if choice.finish_reason in ("length", "content_filter"):
        raise ModelAnswerError(f"the answer was cut off: {choice.finish_reason}")
    if not choice.message.content:
        raise ModelAnswerError("the answer is empty")
    return choice.message.content


def parsed(text: str, kind: type[A]) -> A:
    """The one JSON object in `text`, without a model's thinking and fences around it."""
    if len(text) > LONGEST:
        raise ModelAnswerError(f"the answer is {len(text)} characters long")
    try:
        return kind.model_validate(_object(_THOUGHT.sub("", text)))
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise ModelAnswerError(f"the answer doesn't fit: {where}: {fault['msg']}") from error


def _object(text: str) -> object:
    start = text.find("{")
    if start < 0:
        raise ModelAnswerError(f"no JSON in the answer, but {_start(text.encode())}")
    try:
        found, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        raise ModelAnswerError(f"the JSON of the answer is broken: {_start(text.encode())}") from error
    return found


def _start(body: bytes) -> str:
    return repr(body[:60].decode("utf-8", "replace"))
