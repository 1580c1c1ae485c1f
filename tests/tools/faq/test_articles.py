from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from core.errors import ConfigError
from core.market import TITLE_LIMIT
from tools.faq.articles import Article, load_articles, read_article
from tools.faq.bank import Asked, read_asked

PLATFORMS = {"模拟市场", "法律", "国家标准", "国际惯例", "通用做法"}
CATEGORIES = Path(__file__).parents[3] / "adapters/market/categories.yaml"
GOOD = """---
title: 试
title_en: Try
platform: 模拟市场
source: 《手册》
source_en: Rulebook
effective: 2026-01-01
aliases:
  zh: [试试]
  en: [try]
---
## 头 | Head

先试一次。

> Try it once.
"""


@pytest.fixture(scope="module")
def articles() -> tuple[Article, ...]:
    return load_articles()


def body(articles: tuple[Article, ...], file: str) -> str:
    return "".join(s.text["zh"] for article in articles if article.file == file for s in article.sections)


def test_there_are_at_least_eighty_articles_with_source_and_date(articles: tuple[Article, ...]) -> None:
    assert len(articles) >= 80
    for article in articles:
        front = article.front
        assert front.source and front.source_en and front.platform in PLATFORMS, article.file
        assert date(1990, 1, 1) < front.effective < (front.expires or date(2100, 1, 1)), article.file


def test_every_section_is_told_and_asked_for_in_both_languages(articles: tuple[Article, ...]) -> None:
    for article in articles:
        for section in article.sections:
            for lang in ("zh", "en"):
                where = f"{article.file}: {section.heading['zh']}"
                assert section.heading[lang] and section.asks[lang], where
                assert 10 < len(section.text[lang]) <= (260 if lang == "zh" else 700), where
            assert section.text["en"].isascii() or "“" in section.text["en"] or len(section.text["en"]) > 30


def test_headings_are_told_apart_within_an_article(articles: tuple[Article, ...]) -> None:
    for article in articles:
        headings = [section.heading["zh"] for section in article.sections]
        assert len(set(headings)) == len(headings), article.file


def test_first_questions_fit_a_button(articles: tuple[Article, ...]) -> None:
    for article in articles:
        for section in article.sections:
            for asks in section.asks.values():
                assert len(f"say:{asks[0]}".encode()) <= 64, asks[0]


def test_only_one_version_of_a_rule_holds_at_a_time(articles: tuple[Article, ...]) -> None:
    versions: dict[tuple[str, str], list[Article]] = {}
    for article in articles:
        versions.setdefault((article.front.platform, article.front.title), []).append(article)
    assert sum(len(several) > 1 for several in versions.values()) >= 5
    for several in versions.values():
        ordered = sorted(several, key=lambda article: article.front.effective)
        for older, newer in pairwise(ordered):
            assert older.front.expires is not None, older.file
            assert older.front.expires <= newer.front.effective, older.file


def test_the_rulebook_agrees_with_the_marketplace(articles: tuple[Article, ...]) -> None:
    assert f"最多 {TITLE_LIMIT} 个字符" in body(articles, "market-title.md")
    names = [entry["name"][0] for entry in yaml.safe_load(CATEGORIES.read_text(encoding="utf-8")).values()]
    told = body(articles, "market-categories.md")
    assert f"{len(names)} 个类目" in told
    assert all(name in told for name in names)


def test_a_good_article_is_read() -> None:
    asked = (Asked("头", "zh", "怎么试"), Asked("头", "zh", "试什么"))
    article = read_article("a.md", GOOD, asked)
    assert article.sections[0].asks == {"zh": ("怎么试", "试什么"), "en": ("Head",)}
    assert article.sections[0].text == {"zh": "先试一次。", "en": "Try it once."}


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        (GOOD.removeprefix("---\n"), "a.md:1"),
        (GOOD.replace("source: 《手册》\n", ""), "a.md:1: source"),
        (GOOD.replace("2026-01-01", "soon"), "a.md:7: effective"),
        (GOOD.replace("[试试]", "[试试"), "a.md:(9|10)"),
        (GOOD.replace("## 头 | Head", "## 头"), "a.md:12"),
        (GOOD.replace("> Try it once.\n", ""), "a.md:12"),
        (GOOD.replace("先试一次。\n", ""), "a.md:12"),
        (GOOD.split("## ", maxsplit=1)[0], "a.md: has no section"),
    ],
)
def test_a_broken_article_names_file_and_line(broken: str, where: str) -> None:
    with pytest.raises(ConfigError, match=f"^{where}"):
        read_article("a.md", broken)


def test_a_question_for_a_section_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigError, match=r"^a\.md: has no section '尾'"):
        read_article("a.md", GOOD, (Asked("尾", "zh", "怎么试"),))


@pytest.mark.parametrize("line", ["zh 没有标题的问题", "## 头 | Head\n怎么试", "## 头 | Head\nzh"])
def test_a_broken_question_names_file_and_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^a\.txt:[12]: "):
        read_asked(path)
