import pytest

from core.calls import Arguments, CallContext, Effect, Result
from tools.registry import Registry


class Echo:
    name = "echo"
    description = "Says nothing."
    kind = "read"
    arguments: type[Arguments] = Arguments

    def __init__(self, effect: Effect = "read") -> None:
        self.effect: Effect = effect

    async def run(self, arguments: Arguments, context: CallContext) -> Result:
        return Result(())


def test_a_name_is_given_once() -> None:
    with pytest.raises(ValueError, match="echo"):
        Registry([Echo(), Echo()])


def test_a_write_without_preview_is_refused() -> None:
    with pytest.raises(ValueError, match="preview"):
        Registry([Echo("write")])


def test_descriptions_are_by_name() -> None:
    assert Registry([Echo()]).descriptions() == {"echo": "Says nothing."}


def test_an_unknown_name_is_none() -> None:
    assert Registry().get("nothing") is None
