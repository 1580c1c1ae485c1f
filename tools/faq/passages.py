"""Passages: what is searched and cited. One for each section, or, for comparison, one for each whole article."""

from dataclasses import dataclass
from datetime import date

from core.phrases import Lang
from tools.faq.articles import OWN, Article, Section
from tools.faq.index import Key


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of one article."""

    article: Article
    section: Section

    def holds(self, today: date) -> bool:
        """Whether it is in force: begun, and not over."""
        front = self.article.front
        return front.effective <= today and (front.expires is None or today < front.expires)

    def over(self, today: date) -> bool:
        """Whether it no longer holds."""
        return self.article.front.expires is not None and self.article.front.expires <= today

    @property
    def own(self) -> bool:
        """Whether it is from a merchant's own document."""
        return self.article.front.platform == OWN

    @property
    def key(self) -> Key:
        """The section in all its versions."""
        return *self.rule, self.section.heading["zh"]

    @property
    def rule(self) -> tuple[str, str]:
        """What all versions of one rulebook share."""
        return self.article.front.platform, self.article.front.title


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and how far it can be trusted to answer, 0 to 1."""

    passage: Passage
    trust: float


def by_section(articles: tuple[Article, ...]) -> tuple[Passage, ...]:
    """Every section by itself."""
    return tuple(Passage(article, section) for article in articles for section in article.sections)


def whole(articles: tuple[Article, ...]) -> tuple[Passage, ...]:
    """Every article as one passage, its sections run together."""
    return tuple(Passage(article, _joined(article)) for article in articles)


def _joined(article: Article) -> Section:
    langs: tuple[Lang, ...] = ("zh", "en")
    return Section(
        heading={lang: " ".join(s.heading[lang] for s in article.sections) for lang in langs},
        asks={lang: () for lang in langs},
        text={lang: " ".join(s.text[lang] for s in article.sections) for lang in langs},
    )
