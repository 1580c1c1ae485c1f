"""Tools that change a shop's own settings: pause, resume, language. Each keeps the call that takes it back."""

from abc import ABC, abstractmethod
from datetime import time
from typing import Any, Generic, TypeVar

from core.calls import Arguments, CallContext, Change, Effect, Preview, Result, ToolCall
from core.errors import InternalError
from core.phrases import Lang, Phrases
from core.ports import Shops
from core.records import Shop
from core.replies import Text

A = TypeVar("A", bound=Arguments)


class ShopChange(ABC, Generic[A]):
    """A write of some fields of `Shop`; doing it twice changes nothing more."""

    name: str
    description: str
    effect: Effect = "write"
    kind = "settings"
    arguments: type[Arguments]

    def __init__(self, shops: Shops, phrases: Phrases) -> None:
        self._shops = shops
        self._phrases = phrases

    @abstractmethod
    def wanted(self, arguments: A) -> dict[str, Any]:
        """The fields and their new values."""

    @abstractmethod
    def said(self, before: Shop, after: Shop, context: CallContext) -> str:
        """The sentence once it is done."""

    @abstractmethod
    def inverse(self, before: Shop) -> ToolCall:
        """The call that brings the old values back."""

    async def preview(self, arguments: A, context: CallContext) -> Preview:
        """The fields before and after."""
        shop = await self._shop(context)
        wanted = self.wanted(arguments)
        return Preview(self.description, (), before=_plain(shop, wanted), after=_plain_values(wanted))

    async def run(self, arguments: A, context: CallContext) -> Result:
        """Change it and say so."""
        before = await self._shop(context)
        after = before.model_copy(update=self.wanted(arguments))
        await self._shops.put(after)
        await self.done(after, context)
        return self._result(before, after, arguments, context)

    async def find(self, arguments: A, context: CallContext) -> Result | None:
        """After a crash: it took place if the values stand."""
        shop = await self._shop(context)
        stands = all(getattr(shop, field) == value for field, value in self.wanted(arguments).items())
        return self._result(shop, shop, arguments, context) if stands else None

    async def done(self, shop: Shop, context: CallContext) -> None:
        """What follows from the change; nothing by default."""

    def _result(self, before: Shop, after: Shop, arguments: A, context: CallContext) -> Result:
        changes = tuple(
            Change(kind="setting", key=field, before=_plain_value(getattr(before, field)), after=_plain_value(value))
            for field, value in self.wanted(arguments).items()
            if getattr(before, field) != value
        )
        reply = Text(text=self.said(before, after, context))
        return Result((reply,), changes=changes, inverse=self.inverse(before))

    async def _shop(self, context: CallContext) -> Shop:
        shop = await self._shops.get(context.actor.merchant)
        if shop is None:
            raise InternalError(f"no shop {context.actor.merchant}")
        return shop


class NoArguments(Arguments):
    """Takes nothing."""


class Pause(ShopChange[NoArguments]):
    """Stops everything that acts on the shop."""

    name = "pause"
    description = "Stops everything that acts on the shop until /resume"
    kind = "control"
    arguments: type[Arguments] = NoArguments

    def wanted(self, arguments: NoArguments) -> dict[str, Any]:
        return {"paused": True}

    def said(self, before: Shop, after: Shop, context: CallContext) -> str:
        return self._phrases.say("settings.paused", context.actor.lang)

    def inverse(self, before: Shop) -> ToolCall:
        return ToolCall(tool="pause" if before.paused else "resume")


class Resume(ShopChange[NoArguments]):
    """Lets things go on after a pause."""

    name = "resume"
    description = "Lets things go on after /pause"
    kind = "control"
    arguments: type[Arguments] = NoArguments

    def wanted(self, arguments: NoArguments) -> dict[str, Any]:
        return {"paused": False}

    def said(self, before: Shop, after: Shop, context: CallContext) -> str:
        if not before.paused:
            return self._phrases.say("settings.not_paused", context.actor.lang)
        return self._phrases.say("settings.resumed", context.actor.lang)

    def inverse(self, before: Shop) -> ToolCall:
        return ToolCall(tool="pause" if before.paused else "resume")


class LanguageArguments(Arguments):
    lang: Lang


class SetLanguage(ShopChange[LanguageArguments]):
    """The language of pushes and first words; a person who writes in another is answered in that."""

    name = "set_language"
    description = "Sets the language of greetings and reports"
    arguments: type[Arguments] = LanguageArguments

    def wanted(self, arguments: LanguageArguments) -> dict[str, Any]:
        return {"lang": arguments.lang}

    def said(self, before: Shop, after: Shop, context: CallContext) -> str:
        return self._phrases.say("settings.language", after.lang)

    def inverse(self, before: Shop) -> ToolCall:
        return ToolCall(tool="set_language", arguments={"lang": before.lang})


def _plain(shop: Shop, wanted: dict[str, Any]) -> dict[str, Any]:
    return {field: _plain_value(getattr(shop, field)) for field in wanted}


def _plain_values(wanted: dict[str, Any]) -> dict[str, Any]:
    return {field: _plain_value(value) for field, value in wanted.items()}


def _plain_value(value: object) -> object:
    return f"{value:%H:%M}" if isinstance(value, time) else value
