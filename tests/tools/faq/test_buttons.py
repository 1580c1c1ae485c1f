"""Suggested questions: typed they are understood and answered as when tapped."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.lexicon import Lexicon
from core.understanding import Context
from intents.engine import load_understander
from intents.intents import load_catalogue
from tools.faq import button_questions
from tools.faq.answering import answer
from tools.faq.faq import own_library

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_every_button_is_answered_by_the_section_that_offered_it() -> None:
    wrong = []
    for passage in own_library().passages:
        for ask in [asks[0] for asks in passage.section.asks.values() if passage.holds(date(2026, 11, 20))]:
            found = answer(own_library(), ask, date(2026, 11, 20))
            if found is None or passage.key not in [reply.passage.key for reply in found.replies]:
                wrong.append(ask)
    assert not wrong


def test_every_button_typed_is_a_question_for_the_knowledge_base_or_a_tool_of_its_own() -> None:
    understander = load_understander(load_catalogue(), button_questions())
    lost = []
    for question in button_questions():
        meant = understander.understand(question, Context(), Lexicon(), NOW)
        if meant.area in {"oos", "chitchat", "data", "why"} or meant.move != "ask":
            lost.append((question, meant.intent, meant.move))
    assert not lost
