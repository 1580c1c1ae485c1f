"""`Model`: a language model as the inside sees it. It proposes a value; what is done with it is decided by code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

Role = Literal["fast", "strong", "vision", "embedding", "speech"]
Purpose = Literal["understanding", "knowledge", "image", "voice", "check"]
A = TypeVar("A", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Usage:
    """Requests sent, and the tokens of both directions that they cost."""

    calls: int = 0
    tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(self.calls + other.calls, self.tokens + other.tokens)


NOTHING = Usage()


@dataclass(frozen=True, slots=True)
class Account:
    """Whom a request is charged to. `day` is the shop's own."""

    merchant: str
    day: date
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Prompt:
    """`rules` are ours, and name the keys of the answer in words, for endpoints that can't be held to a schema. `data`
    is what others wrote: it goes out apart from the rules, with personal data masked. `images` are JPEG or PNG."""

    rules: str
    data: str
    images: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion(Generic[A]):
    """A checked answer and what it cost."""

    answer: A
    usage: Usage


@dataclass(frozen=True, slots=True)
class Embeddings:
    """One vector for each text, in order."""

    vectors: tuple[tuple[float, ...], ...]
    usage: Usage


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said in a recording."""

    text: str
    usage: Usage


class Model(Protocol):
    """Every method ends within the time that is set, and raises nothing but a `ModelError`: ModelUnavailableError,
    ModelBudgetError, ModelAnswerError."""

    def plays(self, role: Role) -> bool:
        """Whether a model is named for the role; asking one that isn't gives ModelUnavailableError."""
        ...

    async def complete(self, prompt: Prompt, answer: type[A], role: Role, account: Account) -> Completion[A]:
        """The answer parsed into `answer`, a frozen model with `extra="forbid"` and all fields required."""
        ...

    async def embed(self, texts: Sequence[str], account: Account) -> Embeddings:
        """By the role `embedding`; at most 100 texts at once."""
        ...

    async def transcribe(self, sound: bytes, name: str, account: Account) -> Transcript:
        """By the role `speech`; `name` ends as the format does (voice.ogg)."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


@dataclass(frozen=True, slots=True)
class Budget:
    """Per merchant and day; 0 is no limit. `cost` in the currency that prices are set in."""

    tokens: int = 0
    cost: Decimal = Decimal(0)


NO_LIMIT = Budget()


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What an account has used of one model. `cost` to a millionth."""

    account: Account
    model: str
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: Decimal = Decimal(0)


class ModelUses(Protocol):
    """The record of what models have cost."""

    async def take(self, use: ModelUse, budget: Budget) -> bool:
        """Book it before the request is sent; False, and nothing booked, if the day would exceed `budget`."""
        ...

    async def settle(self, taken: ModelUse, real: ModelUse) -> None:
        """Replace what was booked by what it came to."""
        ...

    async def of(self, merchant: str, day: date) -> tuple[ModelUse, ...]:
        """By purpose and model."""
        ...
