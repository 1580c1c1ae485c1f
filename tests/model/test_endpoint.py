"""The adapter against an endpoint that is honest, slow, broken or gone."""

import json
import socket
import time

import pytest
from pydantic import BaseModel, ConfigDict

from adapters.model.client import OpenAiModel
from adapters.model.endpoint import Endpoint
from core.errors import ModelAnswerError, ModelUnavailableError
from core.model import Prompt
from tests.model.asking import ACCOUNT, NAMES, RED, Colour, asking
from tests.model.scripted import (
    Behaviour,
    breaks_off,
    embeds,
    fails,
    floods,
    hangs,
    html,
    raw,
    refuses_forms,
    says,
)


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
        '{Roses} are {"colour": "red"}',
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
        says('{"colour": "\\ud800"}'),
    ],
    ids=["empty", "prose", "broken", "cut", "unknown", "more", "list", "long", "deep", "surrogate"],
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
    assert time.perf_counter() - began < 5


async def test_nobody_listening_is_unavailable_at_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    model = OpenAiModel(Endpoint(f"http://127.0.0.1:{port}/v1", "", NAMES, retries=0), None)
    with pytest.raises(ModelUnavailableError, match="no connection"):
        await model.complete(Prompt("rules", "data"), Colour, "fast", ACCOUNT)
    await model.close()


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
