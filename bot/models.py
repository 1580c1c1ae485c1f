"""The language model that is configured, if any. A composition root; the client is loaded only when needed."""

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import perf_counter
from typing import Literal

from pydantic import BaseModel, ConfigDict

from adapters.model.endpoint import Endpoint
from bot.settings import ModelSettings, Settings
from core.model import Account, Budget, Model, ModelUses, Prompt, Role


def open_model(settings: Settings, uses: ModelUses | None) -> Model | None:
    """None without a `base_url`. `uses` None books nothing, and so knows no budget. Close it at the end."""
    wanted = settings.model
    if not wanted.base_url:
        return None
    endpoint = Endpoint(
        base_url=wanted.base_url,
        key=settings.model_key.get_secret_value(),
        names=_names(wanted),
        seconds=wanted.seconds,
        retries=wanted.retries,
        concurrency=wanted.concurrency,
        max_tokens=wanted.max_tokens,
        limit_name=wanted.limit_name,
        form=wanted.form,
        price_in=wanted.price_in,
        price_out=wanted.price_out,
        budget=Budget(wanted.tokens_per_day, wanted.cost_per_day),
        extra=wanted.extra,
    )
    client = importlib.import_module("adapters.model.client")  # openai takes a second to import
    model: Model = client.OpenAiModel(endpoint, uses)
    return model


@asynccontextmanager
async def opened_model(settings: Settings) -> AsyncIterator[Model | None]:
    """For a command: without books, and so without a budget; closed at the end."""
    model = open_model(settings, None)
    try:
        yield model
    finally:
        if model:
            await model.close()


def _names(wanted: ModelSettings) -> dict[Role, str]:
    return {
        "fast": wanted.fast,
        "strong": wanted.strong,
        "vision": wanted.vision,
        "embedding": wanted.embedding,
        "speech": wanted.speech,
    }


class _Ready(BaseModel):
    """What the check asks for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ready: Literal[True]


async def try_model(settings: Settings) -> tuple[str, ...]:
    """One small question to the model that reads messages, and to the one for vectors; what came of it. ModelError."""
    account = Account("doctor", datetime.now(UTC).date(), "check")
    async with opened_model(settings) as model:
        assert model is not None, "a model is configured"
        began = perf_counter()
        prompt = Prompt('Answer with the JSON object {"ready": true} and nothing else.', "{}")
        done = await model.complete(prompt, _Ready, "fast", account)
        said = [f"{settings.model.fast} answers in {perf_counter() - began:.1f} s, {done.usage.tokens} tokens"]
        if model.plays("embedding"):
            found = await model.embed(("ready",), account)
            said.append(f"{settings.model.embedding} gives vectors of {len(found.vectors[0])}")
    return tuple(said)
