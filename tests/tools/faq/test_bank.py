"""The question bank beside the articles, and the index made of it."""

import json

from bot.evaluate.rows import FOLDER
from tests.intents.likeness import Likeness
from tools.faq.articles import load_articles
from tools.faq.bank import load_unanswered
from tools.faq.faq import own_library
from tools.faq.index import SHIPPED, load_weights
from tools.faq.material import fingerprint, load_concepts
from tools.faq.wording import load_wording

MOST = 0.6


def known() -> list[str]:
    """Every question that the index was made of."""
    asked = [text for a in load_articles() for s in a.sections for texts in s.asks.values() for text in texts]
    return [*asked, *(each.text for each in load_unanswered())]


def test_no_question_of_the_bank_is_like_one_of_the_evaluation() -> None:
    texts = {json.loads(line)["text"] for line in (FOLDER / "faq.jsonl").read_text(encoding="utf-8").splitlines()}
    evaluation = Likeness(texts)
    assert len(texts) > 700
    assert not [text for text in known() if evaluation.nearest(text)[0] >= MOST]


def test_every_section_is_asked_for_in_many_ways() -> None:
    for article in load_articles():
        if article.front.expires is None:
            for section in article.sections:
                where = f"{article.file}: {section.heading['zh']}"
                assert len(section.asks["zh"]) >= 20 and len(section.asks["en"]) >= 12, where


def test_the_index_is_made_of_the_questions_and_articles_as_they_are() -> None:
    assert load_weights().source == fingerprint(load_articles(), load_concepts(), load_wording())


def test_the_index_knows_every_section() -> None:
    assert own_library().all_indexed


def test_the_index_is_small() -> None:
    assert SHIPPED.stat().st_size < 3_000_000
