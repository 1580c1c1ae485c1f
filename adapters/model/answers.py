"""From what came over the wire to a checked answer. Nothing is trusted: neither the envelope nor what is in it."""

import json
import re
from itertools import islice
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adapters.model.breaker import FaultError
from core.errors import ModelAnswerError

A = TypeVar("A", bound=BaseModel)
LONGEST = 20_000
"""Characters of an answer that are looked at."""
MOST_TOKENS = 10_000_000
OBJECTS = 20
"""How many places of an answer may be where its JSON begins."""
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
    """As the endpoint tells them, true or not."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None

    def tokens(self) -> tuple[int, int] | None:
        """In and out; None if it doesn't tell, or can't have counted."""
        tokens_in, tokens_out = self.prompt_tokens or 0, self.completion_tokens or 0
        plausible = 0 < tokens_in <= MOST_TOKENS and 0 <= tokens_out <= MOST_TOKENS
        return (tokens_in, tokens_out) if plausible else None


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
    """The first JSON object; braces may stand in the words before it."""
    decoder = json.JSONDecoder()
    for begin in islice(re.finditer(r"\{", text), OBJECTS):
        try:
            return decoder.raw_decode(text, begin.start())[0]
        except (ValueError, RecursionError):
            continue
    raise ModelAnswerError(f"no JSON in the answer, but {_start(text.encode('utf-8', 'replace'))}")


def _start(body: bytes) -> str:
    return repr(body[:60].decode("utf-8", "replace"))
