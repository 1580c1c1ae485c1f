"""Conversations that nothing was fitted on: the last message means what the stand-alone question means."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.evaluate.same import right_intent, same_question
from bot.hearing import heard_after
from bot.lexicons import general_lexicon
from bot.parts import Data
from core.lexicon import NamedProduct
from core.phrases import Lang
from core.understanding import Context
from intents.rewriting.conversations import Conversation, load_conversations

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
NAMES = (
    ("彩灯", "string lights"), ("干发帽", "hair towel"), ("发圈", "hair ties"), ("发箍", "hair band"),
    ("贴纸", "stickers"), ("气球", "balloons"), ("鲨鱼夹", "claw clip"), ("兔子灯", "lantern"),
    ("挂钩", "wall hooks"), ("毛绒小熊", "bear charm"), ("八音盒", "music box"),
)  # fmt: skip
DATA = Data.load()
PRODUCTS = tuple(NamedProduct(f"p{place}", f"{zh}商品", (zh, en)) for place, (zh, en) in enumerate(NAMES))
GENERAL = general_lexicon(DATA.semantics)
LEXICON = type(GENERAL)(GENERAL.metrics, GENERAL.dimensions, GENERAL.elements, PRODUCTS)
ROWS = load_conversations(Path(__file__).parents[1] / "intents" / "conversations")
FLOORS: dict[Lang, float] = {"zh": 0.85, "en": 0.8}
MODE = 0.92


def is_right(row: Conversation) -> bool:
    """Same mode, intent and question."""
    understander = DATA.understander
    meant = heard_after(understander, row.history, row.text, LEXICON, NOW)
    alone = understander.understand(row.standalone, Context(), LEXICON, NOW)
    right = right_intent(understander.catalogue.intent(row.intent).area, row.intent, meant)
    return right and meant.mode == row.mode and same_question(alone, meant, understander.catalogue)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_most_messages_in_conversation_mean_the_stand_alone_question(lang: Lang) -> None:
    right = [is_right(row) for row in ROWS if row.lang == lang]
    assert sum(right) / len(right) >= FLOORS[lang]


def test_nearly_all_are_known_to_lean_or_to_stand_alone() -> None:
    modes = [heard_after(DATA.understander, row.history, row.text, LEXICON, NOW).mode == row.mode for row in ROWS]
    assert sum(modes) / len(modes) >= MODE


def test_no_conversation_here_was_fitted_on() -> None:
    fitted = {(row.history, row.text) for row in load_conversations()}
    assert not [row for row in ROWS if (row.history, row.text) in fitted]
