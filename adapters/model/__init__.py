"""Language models behind any OpenAI-compatible endpoint. Importing this takes a second: only who needs it should."""

from adapters.model.client import OpenAiModel
from adapters.model.endpoint import Endpoint

__all__ = ["Endpoint", "OpenAiModel"]
