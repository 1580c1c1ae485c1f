"""`OpenAiModel`: the port `core.model.Model` on an OpenAI-compatible endpoint."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from pydantic import BaseModel

from adapters.model.answers import Counted, Envelope, Heard, Vectors, envelope, parsed, said
from adapters.model.asking import body_of
from adapters.model.breaker import Breaker, FaultError
from adapters.model.endpoint import Endpoint, Form
from adapters.model.estimate import tokens_of
from adapters.model.masking import Mask, hide_all
from adapters.model.sending import Request, Sender, Tally
from adapters.model.wire import Wire
from core.errors import ModelAnswerError, ModelBudgetError, ModelUnavailableError
from core.model import Account, Completion, Embeddings, ModelUse, ModelUses, Prompt, Role, Transcript, Usage

A = TypeVar("A", bound=BaseModel)
C = TypeVar("C", bound=Counted)
MOST_TEXTS = 100
SECOND_OF_SOUND = 3_000
"""Bytes; a recording is booked as 50 tokens a second."""


class OpenAiModel:
    """Safe to call concurrently. `uses` None books nothing. Close it at the end."""

    def __init__(self, endpoint: Endpoint, uses: ModelUses | None, now: Callable[[], float] = time.monotonic) -> None:
        self._endpoint = endpoint
        self._uses = uses
        self._now = now
        self._wire = Wire(endpoint)
        self._sender = Sender(endpoint)
        self._breakers: dict[str, Breaker] = {}

    def plays(self, role: Role) -> bool:
        """Whether a model is named for the role."""
        return bool(self._endpoint.names.get(role))

    async def complete(self, prompt: Prompt, answer: type[A], role: Role, account: Account) -> Completion[A]:
        """The answer, checked, with the masked data back in its place."""
        name, mask = self._name(role), Mask()
        data = mask.hide(prompt.data)

        async def request(form: Form) -> bytes:
            body = body_of(name, prompt.rules, data, prompt.images, answer, form, self._endpoint)
            return await self._wire.chat(body, self._endpoint.extra)

        booked = self._use(
            account, name, tokens_of((prompt.rules, data), len(prompt.images)), self._endpoint.max_tokens
        )
        found, usage = await self._charged(booked, request, Envelope)
        try:
            return Completion(parsed(mask.reveal(said(found)), answer), usage)
        except ModelAnswerError as error:
            raise ModelAnswerError(str(error), usage) from error

    async def embed(self, texts: Sequence[str], account: Account) -> Embeddings:
        """Vectors in the order of the texts."""
        assert 0 < len(texts) <= MOST_TEXTS, f"{len(texts)} texts at once"
        name, hidden = self._name("embedding"), hide_all(texts)

        async def request(_form: Form) -> bytes:
            return await self._wire.embed(name, hidden)

        found, usage = await self._charged(self._use(account, name, tokens_of(hidden), 0), request, Vectors)
        by_place = {each.index: each.embedding for each in found.data}
        if set(by_place) != set(range(len(texts))) or len({len(each) for each in by_place.values()}) != 1:
            raise ModelAnswerError(f"{len(found.data)} vectors came back for {len(texts)} texts", usage)
        return Embeddings(tuple(by_place[place] for place in range(len(texts))), usage)

    async def transcribe(self, sound: bytes, name: str, account: Account) -> Transcript:
        """What was said, as the endpoint heard it."""
        model = self._name("speech")

        async def request(_form: Form) -> bytes:
            return await self._wire.transcribe(model, sound, name)

        booked = self._use(account, model, 50 * (len(sound) // SECOND_OF_SOUND + 1), 0)
        found, usage = await self._charged(booked, request, Heard)
        return Transcript(found.text, usage)

    async def close(self) -> None:
        """Let go of connections."""
        await self._wire.close()

    def _name(self, role: Role) -> str:
        name = self._endpoint.names.get(role, "")
        if not name:
            raise ModelUnavailableError(f"no model is named for the role {role}")
        return name

    async def _charged(self, booked: ModelUse, request: Request, kind: type[C]) -> tuple[C, Usage]:
        """Booked before, settled after, and sent only while the endpoint isn't being left alone."""
        breaker = self._breakers.setdefault(booked.model, Breaker(self._now))
        tally = Tally()
        try:
            with breaker.guard():
                await self._book(booked)
                real = replace(booked, calls=0, tokens_in=0, tokens_out=0, cost=Decimal(0))
                try:
                    found = envelope(await self._sender.send(booked.model, request, tally), kind)
                    real = self._real(booked, found)
                finally:
                    await self._settle(booked, replace(real, calls=tally.sent))
        except FaultError as fault:
            raise ModelUnavailableError(f"{booked.model}: {fault}", Usage(tally.sent)) from fault
        return found, Usage(tally.sent, real.tokens_in + real.tokens_out)

    async def _book(self, booked: ModelUse) -> None:
        if self._uses and not await self._uses.take(booked, self._endpoint.budget):
            raise ModelBudgetError(f"{booked.account.merchant}: the budget of {booked.account.day} is used up")

    async def _settle(self, booked: ModelUse, real: ModelUse) -> None:
        if self._uses:
            await self._uses.settle(booked, real)

    def _use(self, account: Account, model: str, tokens_in: int, tokens_out: int) -> ModelUse:
        cost = self._endpoint.cost(tokens_in, tokens_out)
        return ModelUse(account, model, 1, tokens_in, tokens_out, cost)

    def _real(self, booked: ModelUse, found: Counted) -> ModelUse:
        """As the endpoint counted; as it was booked where it doesn't tell."""
        told = found.usage.tokens() if found.usage else None
        return self._use(booked.account, booked.model, *told) if told else booked
