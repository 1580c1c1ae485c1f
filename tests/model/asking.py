"""A model of ours on a scripted endpoint, asked for a colour."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from adapters.model.client import OpenAiModel
from adapters.model.endpoint import Endpoint
from core.model import Account, Completion, ModelUses, Prompt, Role
from tests.model.scripted import (
    Behaviour,
    ScriptedModel,
    scripted,
)

ACCOUNT = Account("demo", date(2026, 11, 20), "check")
NAMES: dict[Role, str] = {"fast": "small", "embedding": "vectors", "speech": "ears"}


class Colour(BaseModel):
    """What the tests ask for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    colour: Literal["red", "blue"]


RED = {"colour": "red"}


@dataclass
class Clock:
    """Seconds that pass when told."""

    at: float = 1000.0

    def now(self) -> float:
        return self.at


@dataclass
class Asked:
    """A model on a scripted endpoint."""

    model: OpenAiModel
    server: ScriptedModel
    clock: Clock

    async def colour(self, data: str = "a rose", images: tuple[bytes, ...] = ()) -> Completion[Colour]:
        return await self.model.complete(Prompt("Say its colour as JSON.", data, images), Colour, "fast", ACCOUNT)


@asynccontextmanager
async def asking(
    behaves: Behaviour, *first: Behaviour, uses: ModelUses | None = None, **how: Any
) -> AsyncIterator[Asked]:
    clock = Clock()
    async with scripted(behaves, *first) as server:
        options = {"seconds": 2.0, "retries": 0} | how
        endpoint = Endpoint(base_url=server.url, key="k-123", names=NAMES, **options)  # type: ignore[arg-type]
        model = OpenAiModel(endpoint, uses, clock.now)
        try:
            yield Asked(model, server, clock)
        finally:
            await model.close()
