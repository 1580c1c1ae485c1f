"""`Endpoint`: where the models are, what they are called and what they may take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from pydantic import JsonValue

from core.model import NO_LIMIT, Budget, Role

Form = Literal["schema", "json", "text"]
"""How an answer is asked for: held to a JSON schema, to JSON, or to nothing (it is then found in the text)."""
FORMS: tuple[Form, ...] = ("schema", "json", "text")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`seconds` is for one answer as a whole, waiting, retrying and all. Prices are per million tokens. `limit_name` is
    what the endpoint calls the limit on an answer's tokens; `extra` goes into the body of every completion."""

    base_url: str
    key: str = field(repr=False)
    names: Mapping[Role, str]
    seconds: float = 6
    retries: int = 1
    concurrency: int = 8
    max_tokens: int = 400
    limit_name: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    form: Form = "schema"
    price_in: Decimal = Decimal(0)
    price_out: Decimal = Decimal(0)
    budget: Budget = NO_LIMIT
    extra: Mapping[str, JsonValue] = field(default_factory=dict)

    def cost(self, tokens_in: int, tokens_out: int) -> Decimal:
        """In the currency of the prices, rounded up to a millionth."""
        return (tokens_in * self.price_in + tokens_out * self.price_out) / 1_000_000
