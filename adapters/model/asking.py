"""The body of a completion request."""

import base64
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from adapters.model.endpoint import Endpoint, Form

_PNG = b"\x89PNG"


def body_of(
    model: str, rules: str, data: str, images: Sequence[bytes], answer: type[BaseModel], form: Form, endpoint: Endpoint
) -> dict[str, Any]:
    """Rules as the system's message, what others wrote as the user's."""
    return {
        "model": model,
        "messages": [{"role": "system", "content": rules}, {"role": "user", "content": _content(data, images)}],
        "temperature": 0,
        endpoint.limit_name: endpoint.max_tokens,
    } | _format(answer, form)


def _content(data: str, images: Sequence[bytes]) -> Any:
    if not images:
        return data
    pictures = [{"type": "image_url", "image_url": {"url": _url(image)}} for image in images]
    return [{"type": "text", "text": data}, *pictures]


def _url(image: bytes) -> str:
    kind = "png" if image.startswith(_PNG) else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(image).decode()}"


def _format(answer: type[BaseModel], form: Form) -> dict[str, Any]:
    match form:
        case "schema":
            schema = {"name": answer.__name__, "strict": True, "schema": answer.model_json_schema()}
            return {"response_format": {"type": "json_schema", "json_schema": schema}}
        case "json":
            return {"response_format": {"type": "json_object"}}
        case "text":
            return {}
