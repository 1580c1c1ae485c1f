"""Fits the weights by which the readings of a message are chosen. `python -m bot.evaluate.fitting` writes those that
are shipped; to be run again after the classifiers were trained (`python -m intents.training`)."""

import asyncio
import random
from hashlib import sha256

from bot.evaluate.same import right_intent, same_question
from bot.evaluate.setting import Setting, open_setting
from bot.evaluate.understanding import NOW
from bot.hearing import heard
from bot.settings import load_settings
from core.lexicon import Lexicon
from core.understanding import Context
from intents.engine import Understander
from intents.leaning import points_back
from intents.rewriting.choosing import SHIPPED, weighed
from intents.rewriting.conversations import Conversation, load_conversations
from intents.rewriting.evidence import stands_alone
from intents.rewriting.fitting import Lesson, Weighed, fitted
from intents.sayings import load_sayings
from intents.templates import load_modes

SINGLE = 1.5
"""What a conversation counts whose last message stands alone: there are fewer of them."""
SAID_SECOND = 0.15
"""What a message counts that was said by itself, and is put behind another conversation's beginning."""
EXAMPLES, SAYINGS, EACH = 900, 1500, 1
DECIDES = ("approval", "chitchat", "help")


def lesson(understander: Understander, lexicon: Lexicon, row: Conversation, weight: float) -> Lesson:
    """All readings of a conversation's last message, graded."""
    context = Context(history=heard(understander, row.history, lexicon, NOW))
    alone = understander.understand(row.standalone, Context(), lexicon, NOW)
    candidates, own, leaning = understander.readings(row.text, context, lexicon, NOW)
    area = understander.catalogue.intent(row.intent).area if row.intent else ""
    found: list[Weighed] = []
    for candidate, evidence in weighed(candidates, leaning):
        meant = understander.meant(candidates, candidate, own, context)
        right = not area or right_intent(area, row.intent, meant)
        same = not area or same_question(alone, meant, understander.catalogue)
        grade = 0 if meant.mode != row.mode else 1 + (2 if right and same else 1 if right else 0)
        found.append(Weighed(candidate, evidence, grade))
    return Lesson(tuple(found), weight)


def said_second(understander: Understander, lexicon: Lexicon, rows: tuple[Conversation, ...]) -> list[Conversation]:
    """Whole messages said after the beginning of another conversation: nothing may be inherited."""
    chance = random.Random(0)
    catalogue = understander.catalogue
    said = [
        (text, intent)
        for texts, most in ((catalogue.examples(), EXAMPLES), (load_sayings(catalogue), SAYINGS))
        for text, _, intent in chance.sample(texts, min(most, len(texts)))
        if not intent.startswith(DECIDES) and not points_back(text) and stands_alone(text, intent, lexicon, NOW)
    ]
    said += [(text, "") for text in load_modes(EACH)["single"]]
    return [
        Conversation("zh", "none", intent, chance.choice(_in_language(rows, text)).history, text, text)
        for text, intent in said
    ]


def _in_language(rows: tuple[Conversation, ...], text: str) -> list[Conversation]:
    return [row for row in rows if row.history[0].isascii() == text.isascii()]


async def fit(setting: Setting) -> None:
    """Write the weights that are shipped."""
    understander, lexicon = setting.data.understander, await setting.lexicon()
    rows = load_conversations()
    lessons = [lesson(understander, lexicon, row, SINGLE if row.mode == "single" else 1.0) for row in rows]
    second = said_second(understander, lexicon, rows)
    lessons += [lesson(understander, lexicon, row, SAID_SECOND) for row in second]
    source = sha256(repr(rows).encode()).hexdigest()
    SHIPPED.write_text(fitted(lessons, source).model_dump_json(indent=0), encoding="utf-8")


async def _main() -> None:
    async with open_setting(load_settings(), 0) as setting:
        await fit(setting)


if __name__ == "__main__":
    asyncio.run(_main())
