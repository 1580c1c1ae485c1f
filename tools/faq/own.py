"""A merchant's own documents beside the articles: made searchable once, kept until they change, found together."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Iterator
from datetime import date, tzinfo

from core.knowledge import Documents
from core.records import Document, DocumentSection
from tools.faq.articles import OWN, Article, Front, Names, Section
from tools.faq.library import Library
from tools.faq.passages import Found
from tools.faq.search import KNOWN, elsewhere, search
from tools.faq.words import normal

KEPT = 64
"""Merchants whose documents are held in memory; the one asked longest ago goes first."""
TIE, OURS = 0.1, 0.3
"""By how much an article must be trusted more than a document of the shop's own to come before it; the second where
the question says whose rules it asks for."""
_OURS = re.compile(r"我们|我家|我店|咱们|咱家|本店|店里|自家|\bour\b|\bwe\b|\bmy\b", re.IGNORECASE)
_PAGE = re.compile(r"第\d+页|Page \d+")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[、.．\s]|[一二三四五六七八九十]{1,3}、)\s*")
Version = tuple[str, ...]


class OwnShelves:
    """Libraries of merchants' own documents."""

    def __init__(self, documents: Documents, beside: Library) -> None:
        self._documents = documents
        self._beside = beside
        self._kept: OrderedDict[str, tuple[Version, Library]] = OrderedDict()

    async def of(self, merchant: str, zone: tzinfo | None) -> Library | None:
        """The merchant's documents as they are now, None without any. Days of upload are those of `zone`."""
        documents = await self._documents.all(merchant)
        version = tuple(each.id for each in documents)
        if not version:
            self._kept.pop(merchant, None)
            return None
        kept = self._kept.get(merchant)
        if kept is None or kept[0] != version:
            kept = version, await self._built(documents, zone)
            self._kept[merchant] = kept
        self._kept.move_to_end(merchant)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return kept[1]

    async def _built(self, documents: tuple[Document, ...], zone: tzinfo | None) -> Library:
        read = [(each, await self._documents.sections(each.merchant, each.id)) for each in documents]
        articles = tuple(as_article(each, sections, zone) for each, sections in read)
        return await asyncio.to_thread(self._library, articles)

    def _library(self, articles: tuple[Article, ...]) -> Library:
        library = Library(articles, self._beside.wording, beside=self._beside)
        library.warm()
        return library


def as_article(document: Document, sections: tuple[DocumentSection, ...], zone: tzinfo | None) -> Article:
    """In one language, said in both; in force since the day of its upload."""
    stem = document.name.rpartition(".")[0] or document.name
    front = Front(
        title=document.name,
        title_en=document.name,
        platform=OWN,
        source=document.name,
        source_en=document.name,
        effective=document.uploaded_at.astimezone(zone).date(),
        aliases=Names(zh=(stem,), en=(stem,)),
    )
    return Article(document.id, front, tuple(map(_section, sections)))


def subject(heading: str) -> str:
    """What a heading is about, without the one above it and its number; "" for a page."""
    last = heading.rpartition(" · ")[2]
    return "" if _PAGE.fullmatch(last) else _NUMBER.sub("", last)


def _section(section: DocumentSection) -> Section:
    heading, text = section.heading, section.text
    asks = section.asks or ((subject(heading),) if subject(heading) else ())
    return Section({"zh": heading, "en": heading}, {"zh": asks, "en": asks}, {"zh": text, "en": text})


def look(library: Library, own: Library | None, question: str, today: date) -> tuple[Found, ...]:
    """Passages of both, best first. The shop's own win a tie; another marketplace's rules are only told from them."""
    foreign = elsewhere(library, question)
    common = () if foreign else search(library, question, today)
    ours = search(own, question, today) if own else ()
    if foreign:
        ours = tuple(item for item in ours if _names(item, foreign))
    return tuple(_merged(list(ours), list(common), OURS if _OURS.search(question) else TIE))


def _merged(ours: list[Found], common: list[Found], bonus: float) -> Iterator[Found]:
    """Each list in its own order: an article's place also follows from its age."""
    while ours and common:
        head = ours[0].trust
        yield (ours if head + bonus * (head >= KNOWN) >= common[0].trust else common).pop(0)
    yield from ours or common


def _names(item: Found, name: str) -> bool:
    section = item.passage.section
    return name in normal(f"{item.passage.article.front.title} {section.heading['zh']} {section.text['zh']}")
