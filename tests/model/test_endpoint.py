"""The adapter against an endpoint that is honest, slow, broken or gone."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict

from adapters.model.client import OpenAiModel
from adapters.model.endpoint import Endpoint
from adapters.storage import SqlModelUses, open_engine, upgrade
from core.errors import ModelAnswerError, ModelBudgetError, ModelError, ModelUnavailableError
from core.model import Account, Budget, Completion, ModelUses, Prompt, Role
from tests.model.scripted import (
    Behaviour,
    ScriptedModel,
    breaks_off,
    embeds,
    fails,
    floods,
    hangs,
    html,
    raw,
    refuses_forms,
    says,
    scripted,
    slow,
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


async def test_an_honest_answer_is_parsed_and_counted() -> None:
    async with asking(says(RED)) as asked:
        found = await asked.colour()
    assert found.answer == Colour(colour="red")
    assert (found.usage.calls, found.usage.tokens) == (1, 120)


async def test_rules_and_data_go_out_apart_with_the_key_and_a_limit() -> None:
    async with asking(says(RED), max_tokens=77, limit_name="max_completion_tokens", extra={"thinking": False}) as asked:
        await asked.colour()
    body = asked.server.received[0]
    assert [each["role"] for each in body["messages"]] == ["system", "user"]
    assert body["messages"][1]["content"] == "a rose"
    assert (body["max_completion_tokens"], body["thinking"], body["model"]) == (77, False, "small")
    assert asked.server.keys == ["Bearer k-123"]


async def test_the_answer_is_held_to_a_schema() -> None:
    async with asking(says(RED)) as asked:
        await asked.colour()
    form = asked.server.received[0]["response_format"]
    assert form["json_schema"]["schema"]["required"] == ["colour"]
    assert form["json_schema"]["schema"]["additionalProperties"] is False


async def test_an_endpoint_without_schemas_is_asked_in_the_form_it_takes_and_that_is_remembered() -> None:
    async with asking(refuses_forms("json_schema", "json_object", then=says(RED))) as asked:
        await asked.colour()
        await asked.colour()
    forms = [body.get("response_format", {}).get("type") for body in asked.server.received]
    assert forms == ["json_schema", "json_object", None, None]


async def test_a_request_refused_in_every_form_is_a_failure() -> None:
    async with asking(fails(400)) as asked:
        with pytest.raises(ModelUnavailableError, match="scripted 400"):
            await asked.colour()


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"colour": "red"}\n```',
        '<think>A rose {may} be white.</think>\n{"colour": "red"}',
        'Here you are: {"colour": "red"} — anything else?',
    ],
)
async def test_json_is_found_in_the_text(text: str) -> None:
    async with asking(says(text)) as asked:
        assert (await asked.colour()).answer.colour == "red"


@pytest.mark.parametrize(
    "bad",
    [
        says(""),
        says("a rose is red"),
        says('{"colour": "re'),
        says('{"colour": "re', finish="length"),
        says({"colour": "green"}),
        says({"colour": "red", "approve": True}),
        says([1, 2]),
        says("x" * 30_000),
        says('{"a":' * 5_000),
    ],
    ids=["empty", "prose", "broken", "cut", "unknown", "more", "list", "long", "deep"],
)
async def test_a_bad_answer_is_refused_and_still_counted(bad: Behaviour) -> None:
    async with asking(bad) as asked:
        with pytest.raises(ModelAnswerError) as caught:
            await asked.colour()
    assert caught.value.usage.tokens == 120


@pytest.mark.parametrize(
    "broken",
    [html(), raw('{"choices": [{"mess'), raw('{"choices": []}'), raw("[]"), breaks_off(), floods(9), fails(500),
     fails(401), fails(404), fails(418)],
    ids=["html", "cut", "no choices", "list", "breaks off", "floods", "500", "401", "404", "418"],
)  # fmt: skip
async def test_a_broken_endpoint_is_unavailable(broken: Behaviour) -> None:
    async with asking(broken) as asked:
        with pytest.raises(ModelUnavailableError):
            await asked.colour()


async def test_a_hanging_endpoint_is_given_up_in_time() -> None:
    async with asking(hangs(), seconds=0.3, retries=1) as asked:
        began = time.perf_counter()
        with pytest.raises(ModelUnavailableError, match=r"no answer within 0\.3 s"):
            await asked.colour()
    assert time.perf_counter() - began < 1


async def test_nobody_listening_is_unavailable_at_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    model = OpenAiModel(Endpoint(f"http://127.0.0.1:{port}/v1", "", NAMES, retries=0), None)
    with pytest.raises(ModelUnavailableError, match="no connection"):
        await model.complete(Prompt("rules", "data"), Colour, "fast", ACCOUNT)
    await model.close()


async def test_what_fails_for_a_moment_is_tried_once_more() -> None:
    async with asking(says(RED), fails(503), retries=1) as asked:
        found = await asked.colour()
    assert (found.answer.colour, found.usage.calls) == ("red", 2)


async def test_a_wrong_key_is_not_tried_again() -> None:
    async with asking(fails(401), retries=1) as asked:
        with pytest.raises(ModelUnavailableError, match="401"):
            await asked.colour()
        assert asked.server.calls == 1


async def test_retry_after_is_not_slept_through_but_kept() -> None:
    async with asking(says(RED), fails(429, Retry_After="120"), retries=1) as asked:
        began = time.perf_counter()
        with pytest.raises(ModelUnavailableError, match="429"):
            await asked.colour()
        assert time.perf_counter() - began < 1
        asked.clock.at += 119
        with pytest.raises(ModelUnavailableError, match="left alone"):
            await asked.colour()
        asked.clock.at += 2
        assert (await asked.colour()).answer.colour == "red"
        assert asked.server.calls == 2


async def test_the_breaker_opens_after_three_failures_and_closes_after_one_success() -> None:
    async with asking(says(RED), fails(500), fails(500), html(), fails(500)) as asked:
        for _ in range(5):
            with pytest.raises(ModelUnavailableError):
                await asked.colour()
        assert asked.server.calls == 3
        asked.clock.at += 31
        with pytest.raises(ModelUnavailableError, match="500"):
            await asked.colour()
        with pytest.raises(ModelUnavailableError, match="left alone"):
            await asked.colour()
        asked.clock.at += 31
        assert (await asked.colour()).answer.colour == "red"
        assert (await asked.colour()).answer.colour == "red"
        assert asked.server.calls == 6


async def test_half_open_lets_one_call_through_at_a_time() -> None:
    async with asking(slow(0.2, says(RED)), fails(500), fails(500), fails(500)) as asked:
        for _ in range(3):
            with pytest.raises(ModelUnavailableError):
                await asked.colour()
        asked.clock.at += 31
        found = await asyncio.gather(*(asked.colour() for _ in range(3)), return_exceptions=True)
        assert [isinstance(each, ModelUnavailableError) for each in found] == [False, True, True]
        assert asked.server.calls == 4


async def test_a_bad_answer_does_not_open_the_breaker() -> None:
    async with asking(says("nonsense")) as asked:
        for _ in range(5):
            with pytest.raises(ModelAnswerError):
                await asked.colour()
        assert asked.server.calls == 5


async def test_a_call_cut_off_by_its_caller_frees_the_trial() -> None:
    async with asking(says(RED), fails(500), fails(500), fails(500), hangs()) as asked:
        for _ in range(3):
            with pytest.raises(ModelUnavailableError):
                await asked.colour()
        asked.clock.at += 31
        task = asyncio.create_task(asked.colour())
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await asked.colour()).answer.colour == "red"


async def test_no_more_than_the_cap_run_at_once() -> None:
    async with asking(slow(0.4, says(RED)), concurrency=2, seconds=0.6) as asked:
        found = await asyncio.gather(*(asked.colour() for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(each, Completion) for each in found) == 2


async def test_personal_data_never_leaves_and_comes_back_in_the_answer() -> None:
    class Echo(BaseModel):
        model_config = ConfigDict(frozen=True, extra="forbid")
        text: str

    async with asking(says({"text": "call [phone 1] or [email 1], not [phone 9]"})) as asked:
        data = json.dumps({"message": "打13812345678，a.b@c.com，身份证33078219900101123X"}, ensure_ascii=False)
        found = await asked.model.complete(Prompt("rules", data), Echo, "fast", ACCOUNT)
    heard = asked.server.heard()
    assert "13812345678" not in heard and "a.b@c.com" not in heard and "33078219900101123X" not in heard
    assert found.answer.text == "call 13812345678 or a.b@c.com, not [phone 9]"


async def test_the_budget_of_a_day_stops_before_anything_is_sent(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/shop.db"
    await upgrade(url)
    engine = open_engine(url)
    uses = SqlModelUses(engine)
    prices = {"price_in": Decimal(2), "price_out": Decimal(8)}
    async with asking(says(RED), uses=uses, budget=Budget(tokens=600), max_tokens=400, **prices) as asked:
        await asked.colour()
        with pytest.raises(ModelBudgetError):
            await asked.colour("a rose " * 100)
        assert asked.server.calls == 1
    (use,) = await uses.of("demo", ACCOUNT.day)
    assert (use.calls, use.tokens_in, use.tokens_out, use.cost) == (1, 100, 20, Decimal("0.00036"))
    await engine.dispose()


async def test_a_failure_is_booked_as_a_call_without_tokens(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/shop.db"
    await upgrade(url)
    engine = open_engine(url)
    uses = SqlModelUses(engine)
    async with asking(fails(500), uses=uses) as asked:
        with pytest.raises(ModelError):
            await asked.colour()
    (use,) = await uses.of("demo", ACCOUNT.day)
    assert (use.calls, use.tokens_in, use.tokens_out) == (1, 0, 0)
    await engine.dispose()


async def test_an_endpoint_that_does_not_count_is_counted_for() -> None:
    async with asking(says(RED, tokens=None)) as asked:
        assert (await asked.colour()).usage.tokens > 400


async def test_a_picture_goes_beside_the_data() -> None:
    async with asking(says(RED)) as asked:
        await asked.colour(images=(b"\x89PNG123",))
    parts = asked.server.received[0]["messages"][1]["content"]
    assert parts[1]["image_url"]["url"].startswith("data:image/png;base64,")


async def test_vectors_come_in_the_order_of_the_texts_without_personal_data() -> None:
    async with asking(embeds((1.0, 0.0), (0.0, 1.0))) as asked:
        found = await asked.model.embed(("first 13812345678", "second"), ACCOUNT)
    assert found.vectors == ((1.0, 0.0), (0.0, 1.0))
    assert asked.server.received[0]["input"] == ["first [phone 1]", "second"]


@pytest.mark.parametrize("vectors", [((1.0,),), ((1.0,), (1.0, 2.0))], ids=["too few", "of two lengths"])
async def test_vectors_that_do_not_fit_the_texts_are_refused(vectors: tuple[tuple[float, ...], ...]) -> None:
    async with asking(embeds(*vectors)) as asked:
        with pytest.raises(ModelAnswerError):
            await asked.model.embed(("first", "second"), ACCOUNT)


async def test_a_recording_becomes_text() -> None:
    async with asking(raw('{"text": "昨天卖了多少"}')) as asked:
        found = await asked.model.transcribe(b"OggS", "voice.ogg", ACCOUNT)
    assert found.text == "昨天卖了多少"
    assert asked.server.received[0]["form"] == ["file", "model", "response_format"]


async def test_a_role_without_a_model_is_unavailable() -> None:
    async with asking(says(RED)) as asked:
        assert not asked.model.plays("vision")
        with pytest.raises(ModelUnavailableError, match="vision"):
            await asked.model.complete(Prompt("rules", "data"), Colour, "vision", ACCOUNT)
