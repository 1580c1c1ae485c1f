"""The language model that is configured, if any. A composition root; the client is loaded only when needed."""

import importlib

from adapters.model.endpoint import Endpoint
from bot.settings import ModelSettings, Settings
from core.model import Budget, Model, ModelUses, Role


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


def _names(wanted: ModelSettings) -> dict[Role, str]:
    return {
        "fast": wanted.fast,
        "strong": wanted.strong,
        "vision": wanted.vision,
        "embedding": wanted.embedding,
        "speech": wanted.speech,
    }
