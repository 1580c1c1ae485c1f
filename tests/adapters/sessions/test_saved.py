"""Stored dialogue state of other versions."""

from typing import Any

import pytest

from adapters.sessions.saved import state_from_json
from core.errors import CorruptStateError
from core.state import SCHEMA, DialogState


def _from_zero(fields: dict[str, Any]) -> dict[str, Any]:
    return {"recent": fields["seen"]}


def test_an_older_version_is_brought_up_to_date() -> None:
    state = state_from_json('{"schema_version": 0, "seen": ["1"]}', upgrades={0: _from_zero})
    assert state == DialogState(schema_version=SCHEMA, recent=("1",))


def test_an_older_version_without_a_way_up_is_reported() -> None:
    with pytest.raises(CorruptStateError):
        state_from_json('{"schema_version": -1}', upgrades={0: _from_zero})


def test_an_older_version_that_is_broken_is_reported() -> None:
    with pytest.raises(CorruptStateError):
        state_from_json('{"schema_version": 0}', upgrades={0: _from_zero})
