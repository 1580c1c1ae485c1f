from dataclasses import replace
from datetime import date

import pytest

from tools.faq.articles import load_articles, read_article
from tools.faq.index import load_weights
from tools.faq.library import Library, Steps
from tools.faq.search import search
from tools.faq.wording import load_wording

TODAY = date(2026, 11, 20)
PLAIN = Steps(cut=False, rewrite=False, fuse=False, rerank=False, age=False)
STEPS = ("cut", "rewrite", "fuse", "rerank", "age")


def test_whole_documents_by_keyword_find_a_plain_question() -> None:
    library = Library(load_articles(), load_wording(), PLAIN)
    files = [item.passage.article.file for item in search(library, "阶梯价怎么设", TODAY)]
    assert "market-tiers.md" in files[:3]


@pytest.mark.parametrize("count", range(1, len(STEPS) + 1))
def test_each_step_can_be_added_by_itself(count: int) -> None:
    articles = tuple(article for article in load_articles() if article.file.startswith("market-t"))
    steps = replace(PLAIN, **dict.fromkeys(STEPS[:count], True))
    assert search(Library(articles, load_wording(), steps), "阶梯价怎么设", TODAY)


def test_without_ageing_an_old_version_is_found_too() -> None:
    library = Library(load_articles(), load_wording(), Steps(age=False), weights=load_weights())
    files = {item.passage.article.file for item in search(library, "发货时限是多久", TODAY)[:2]}
    assert files == {"market-shipping.md", "market-shipping-2025.md"}


def test_rewriting_reads_colloquial_words() -> None:
    articles = load_articles()
    plain = search(Library(articles, load_wording(), Steps(rewrite=False)), "邮费谁掏钱", TODAY)
    meant = search(Library(articles, load_wording()), "邮费谁掏钱", TODAY)
    assert max(item.trust for item in meant) > max(item.trust for item in plain)


def test_a_library_without_articles_knows_nothing() -> None:
    assert search(Library((), load_wording()), "主图有什么要求", TODAY) == ()


def test_a_corpus_of_another_owner_stands_by_itself() -> None:
    text = (
        "---\ntitle: 本厂规定\ntitle_en: Our rules\nplatform: 本厂\nsource: 本厂手册\nsource_en: Our handbook\n"
        "effective: 2026-01-01\naliases:\n  zh: [打样]\n  en: [samples]\n---\n"
        "## 打样 | Samples\n\n打样五天。\n\n> Five days.\n"
    )
    found = search(Library((read_article("ours.md", text),), load_wording()), "打样几天", TODAY)
    assert found[0].passage.section.text["zh"] == "打样五天。"
