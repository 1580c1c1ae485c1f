"""Dialogue state as it is stored: JSON with its schema version."""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from core.errors import CorruptStateError
from core.state import SCHEMA, DialogState

UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From a schema version to the next: what must change in the stored fields. Empty while there is only one."""


def state_to_json(state: DialogState) -> str:
    """As stored."""
    return state.model_dump_json()


def state_from_json(
    body: str | bytes, counter: int = 0, upgrades: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = UPGRADES
) -> DialogState:
    """The state back, older versions brought up to date step by step first. CorruptStateError if it doesn't parse,
    has no way up from its version, or comes from a newer one; it carries `counter`, to be saved over."""
    try:
        fields = from_json(body)
        version = fields["schema_version"]
        while version < SCHEMA:
            fields = upgrades[version](fields)
            version += 1
        if version > SCHEMA:
            raise ValueError(f"schema version {version} is newer than {SCHEMA}")
        return DialogState.model_validate({**fields, "schema_version": version})
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise CorruptStateError(f"stored dialogue state doesn't parse: {error}", counter) from error
