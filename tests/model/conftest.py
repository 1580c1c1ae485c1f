"""A chat whose bot has a language model on a scripted endpoint."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from adapters.storage import SqlModelUses, open_engine, upgrade
from bot.hearing import context_after
from bot.lexicons import general_lexicon
from bot.models import open_model
from bot.parts import Data
from bot.settings import CONFIG, Settings, load_settings
from core.ports import Channel
from core.understanding import Context
from dialogs.second_opinion import needs_opinion
from intents.completing import FIGURES
from tests.driver import NOW, ChatDriver, open_chat
from tests.model.scripted import ScriptedModel

VAGUE = (
    "老板娘让我问下那啥情况", "弄一下呗", "那个啥给整整", "就那样那样一下", "之前那个咋说来着", "你看着来一个",
    "那啥都歇一歇得了", "隔壁那家说的那玩意呢", "搞搞那个东西看看", "这啥跟啥嘛",
)  # fmt: skip
"""Messages that nobody could be sure of."""
OpenChat = Callable[..., AbstractAsyncContextManager[ChatDriver]]


def settings_for(url: str, **how: Any) -> Settings:
    """The shipped settings with a model at `url`."""
    shipped = load_settings(CONFIG, {})
    named = {"base_url": url, "fast": "small", "retries": 0, "seconds": 3.0} | how
    return shipped.model_copy(update={"model": shipped.model.model_copy(update=named)})


@pytest.fixture
def with_model(data: Data, demo_shop: Path, tmp_path: Path) -> OpenChat:
    """`async with with_model(server, …settings) as chat`."""

    folder = tmp_path / "with_model"
    folder.mkdir()

    @asynccontextmanager
    async def opened(server: ScriptedModel, *, channel: Channel | None = None, **how: Any) -> AsyncIterator[ChatDriver]:
        books = f"sqlite:///{folder}/books.db"
        await upgrade(books)
        engine = open_engine(books)
        model = open_model(settings_for(server.url, **how), SqlModelUses(engine))
        assert model is not None
        try:
            async with open_chat(data, demo_shop, folder, channel=channel, model=model) as chat:
                yield chat
        finally:
            await model.close()
            await engine.dispose()

    return opened


def vague(data: Data, around: str = "{}", *history: str) -> str:
    """A message that the local engine is unsure of, after `history`, whatever it was trained on. `around` is a text with
    a place for it."""
    lexicon = general_lexicon(data.semantics)
    context = context_after(data.understander, history, lexicon, NOW)
    for text in (around.format(each) for each in VAGUE):
        if needs_opinion(data.understander.understand(text, context, lexicon, NOW), context, text):
            return text
    raise AssertionError("the local engine is sure of all of these: think of vaguer ones")


@pytest.fixture(scope="session")
def lost(data: Data) -> str:
    """One that it asks back about, with buttons."""
    lexicon = general_lexicon(data.semantics)
    for text in VAGUE:
        meant = data.understander.understand(text, Context(), lexicon, NOW)
        if meant.move == "unclear" and meant.alternatives and meant.area not in FIGURES:
            return text
    raise AssertionError("the local engine is sure of all of these: think of vaguer ones")
