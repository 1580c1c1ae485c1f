from datetime import datetime
from zoneinfo import ZoneInfo

from core.calls import Actor, CallContext
from core.knowledge import Questions
from core.phrases import Lang, load_phrases
from core.records import UnansweredQuestion
from core.replies import Text
from tools.faq import Faq, FaqArguments
from tools.faq.answering import answer, nearest
from tools.faq.bank import load_unanswered
from tools.faq.faq import own_library

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


class KeptQuestions(Questions):
    def __init__(self) -> None:
        self.rows: list[UnansweredQuestion] = []

    async def add(self, question: UnansweredQuestion) -> None:
        self.rows.append(question)

    async def all(self, merchant: str) -> tuple[UnansweredQuestion, ...]:
        return tuple(row for row in self.rows if row.merchant == merchant)


def context(lang: Lang = "zh") -> CallContext:
    return CallContext(Actor("demo", "u1", "c1", "owner", lang), NOW, "r1")


async def ask(question: str, lang: Lang = "zh", questions: Questions | None = None) -> tuple[str, list[str], str]:
    """The text, the buttons' data and the status."""
    tool = Faq(questions or KeptQuestions(), load_phrases())
    result = await tool.run(FaqArguments(question=question), context(lang))
    (reply,) = result.replies
    assert isinstance(reply, Text)
    assert result.answer is not None
    return reply.text, [button.data for row in reply.buttons for button in row], result.answer.status


async def test_an_answer_states_the_fact_then_source_and_date() -> None:
    text, _, status = await ask("主图有什么要求")
    assert status == "answered"
    assert text.index("800 像素") < text.index("来源：《模拟市场规则手册》") < text.index("2026-04-01")


async def test_an_english_question_is_answered_in_english() -> None:
    text, _, _ = await ask("what size should the main image be", "en")
    assert "800 pixels" in text
    assert "Source: Simulated Marketplace Rulebook" in text


async def test_a_newer_rule_is_told_and_says_that_it_replaced_the_old_one() -> None:
    text, _, _ = await ask("标题最多多少个字")
    assert "60 个字符" in text
    assert "新规取代了旧规" in text


async def test_the_old_rule_when_asked_for_is_marked_as_possibly_out_of_date() -> None:
    text, _, _ = await ask("以前标题最多多少个字")
    assert "30 个汉字" in text
    assert "可能已过期" in text


async def test_a_double_question_cites_both_passages() -> None:
    text, _, _ = await ask("主图和标题各有什么要求")
    assert "800 像素" in text
    assert "60 个字符" in text
    assert text.count("来源：") == 2


async def test_what_no_article_holds_is_not_known_and_kept_for_staff() -> None:
    questions = KeptQuestions()
    text, buttons, status = await ask("茅台股价多少", questions=questions)
    assert "不知道" in text
    assert status == "empty"
    assert buttons == ["say:转人工"]
    assert [row.text for row in await questions.all("demo")] == ["茅台股价多少"]


async def test_other_platforms_rules_are_not_ours_to_tell() -> None:
    text, _, status = await ask("淘宝主图有什么要求")
    assert status == "empty"
    assert "别的平台" in text


async def test_related_questions_are_offered_on_buttons() -> None:
    _, buttons, _ = await ask("主图有什么要求")
    assert len(buttons) == 2
    assert all(data.startswith("say:") and len(data.encode()) <= 64 for data in buttons)


async def test_what_was_perhaps_meant_is_offered_before_the_hand_off() -> None:
    today, library = NOW.date(), own_library()
    unsure = (each.text for each in load_unanswered() if each.lang == "zh" and not answer(library, each.text, today))
    question = next(text for text in unsure if nearest(library, text, today))
    _, buttons, status = await ask(question)
    assert status == "empty"
    near = [f"say:{passage.section.asks['zh'][0]}" for passage in nearest(library, question, today)]
    assert buttons == [*near, "say:转人工"]


async def test_advice_is_not_called_a_rule() -> None:
    text, _, _ = await ask("怎么定价")
    assert "经验，不是规定" in text
