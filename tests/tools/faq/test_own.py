"""A merchant's own documents beside the articles."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adapters.storage import AsyncEngine, SqlDocuments, create_all, open_engine
from core.phrases import load_phrases
from core.records import Document, DocumentSection
from core.replies import Text
from tests.tools.faq.test_faq import KeptQuestions, context
from tools.faq import Faq, FaqArguments
from tools.faq.answering import answer
from tools.faq.faq import own_library
from tools.faq.library import Library
from tools.faq.own import as_article

TODAY = date(2026, 11, 20)
RETURNS = DocumentSection(heading="售后 · 退货时限", text="签收后 13 天内可以退货。")
TAOBAO = DocumentSection(heading="淘宝店发货", text="淘宝店的订单 36 小时内发货。")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncEngine:
    engine = open_engine(f"sqlite:///{tmp_path}/own.db")
    await create_all(engine)
    return engine


def document(merchant: str = "demo", name: str = "售后.docx", at: str = "d1") -> Document:
    when = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
    return Document(
        merchant=merchant, id=at, name=name, blob="b", sha=at, sections=1, uploaded_by="u1", uploaded_at=when
    )


def library(*sections: DocumentSection) -> Library:
    return Library((as_article(document(), sections, UTC),), own_library().wording, beside=own_library())


def first(question: str, own: Library | None) -> str:
    """The text that is told first."""
    found = answer(own_library(), question, TODAY, own)
    return found.replies[0].text["zh"] if found else ""


async def told(faq: Faq, question: str, merchant: str = "demo") -> str:
    asked = context()
    result = await faq.run(
        FaqArguments(question=question), replace(asked, actor=replace(asked.actor, merchant=merchant))
    )
    (reply,) = result.replies
    assert isinstance(reply, Text)
    return reply.text


def test_the_shops_own_rule_comes_first_where_it_is_asked_for() -> None:
    assert "13 天" in first("我们的退货时限是多久", library(RETURNS))
    assert "13 天" not in first("我们的退货时限是多久", None)


def test_a_document_takes_no_question_away_from_the_articles() -> None:
    own = library(RETURNS, TAOBAO)
    for question in ("主图有什么要求", "以前标题最多多少个字", "标题最多多少个字", "广告里能写最好吗"):
        assert first(question, own) == first(question, None) != ""


def test_another_marketplaces_rules_are_told_from_the_shops_own_file_only() -> None:
    assert first("淘宝店几小时内发货", None) == ""
    assert "36 小时" in first("淘宝店几小时内发货", library(TAOBAO))
    assert first("淘宝的退货时限", library(RETURNS)) == ""


async def test_no_merchant_sees_anothers_documents(engine: AsyncEngine) -> None:
    documents = SqlDocuments(engine)
    faq = Faq(KeptQuestions(), load_phrases(), documents=documents)
    await documents.add(document(), (RETURNS,), "r1")
    assert "13 天" in await told(faq, "我们的退货时限")
    assert "13 天" not in await told(faq, "我们的退货时限", "other")
    await engine.dispose()


async def test_a_change_is_seen_at_the_next_question(engine: AsyncEngine) -> None:
    documents = SqlDocuments(engine)
    faq = Faq(KeptQuestions(), load_phrases(), documents=documents)
    await documents.add(document(), (RETURNS,), "r1")
    assert "13 天" in await told(faq, "我们的退货时限")
    newer = RETURNS.model_copy(update={"text": "签收后 21 天内可以退货。"})
    await documents.add(document(at="d2"), (newer,), "r2")
    assert "21 天" in await told(faq, "我们的退货时限")
    await documents.remove("demo", "d2", "r3")
    assert "21 天" not in await told(faq, "我们的退货时限")
    await engine.dispose()


async def test_the_day_of_upload_is_the_shops(engine: AsyncEngine) -> None:
    documents = SqlDocuments(engine)
    await documents.add(document(), (RETURNS,), "r1")
    faq = Faq(KeptQuestions(), load_phrases(), documents=documents)
    assert "2026-11-20 上传" in await told(faq, "我们的退货时限")
    await engine.dispose()


async def test_asked_to_speak_only_if_sure_it_is_silent_where_it_is_not(engine: AsyncEngine) -> None:
    documents, questions = SqlDocuments(engine), KeptQuestions()
    await documents.add(document(), (RETURNS,), "r1")
    faq = Faq(questions, load_phrases(), documents=documents)
    for question in ("上次那个事怎么说", "今天天气怎么样"):
        assert (await faq.run(FaqArguments(question=question, if_sure=True), context())).replies == ()
    assert (await faq.run(FaqArguments(question="主图有什么要求", if_sure=True), context())).replies
    assert questions.rows == []
    await engine.dispose()
