"""Versions of one rule: the newer holds, and the older is told only when the past is asked for."""

import re
from datetime import date

from tools.faq.library import Library
from tools.faq.passages import Found, Passage
from tools.faq.words import normal

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?!版)")


def asked_day(library: Library, question: str, today: date) -> date | None:
    """The day that a question about the past is about: a year's last, `date.min` for “before”, None for now."""
    text = normal(question)
    if any(word in text for word in library.wording.history):
        return date.min
    years = [int(year) for year in _YEAR.findall(text)]
    return date(min(years), 12, 31) if years and min(years) < today.year else None


def without_past(library: Library, question: str) -> str:
    """The question without its words for the past, which say when and not what."""
    text = normal(question)
    for word in library.wording.history:
        text = text.replace(word, " ")
    return _YEAR.sub(" ", text)


def by_age(library: Library, found: tuple[Found, ...], today: date, asked: date | None) -> tuple[Found, ...]:
    """Of several versions the one in force; when the past is asked for, the best one's version of that day first."""
    if asked is not None and found:
        rule = found[0].passage.rule
        return tuple(
            sorted(found, key=lambda item: not (item.passage.rule == rule and _held(item.passage, asked, today)))
        )
    ended = any(not item.passage.holds(today) for item in found)
    standing = {entry.passage.rule for entry in library.entries if entry.passage.holds(today)} if ended else set()
    kept = (item for item in found if item.passage.holds(today) or item.passage.rule not in standing)
    return tuple(sorted(kept, key=_newer_of_equals))


def in_force(library: Library, passage: Passage, today: date) -> list[Passage]:
    """The same section as it stands now, if there is one."""
    return [entry.passage for entry in library.entries if _same(entry.passage, passage) and entry.passage.holds(today)]


def replaced(library: Library, passage: Passage, today: date) -> Passage | None:
    """The latest version of the same section that is over, None if this one replaced none or is over itself."""
    older = [e.passage for e in library.entries if _same(e.passage, passage) and e.passage.over(today)]
    return None if passage.over(today) else max(older, key=lambda old: old.article.front.effective, default=None)


def _held(passage: Passage, asked: date, today: date) -> bool:
    """Whether it is over now and held on a day; for `date.min`, whether it is over at all."""
    return passage.over(today) and (asked == date.min or passage.holds(asked))


def _same(one: Passage, other: Passage) -> bool:
    return one.rule == other.rule and one.section.heading == other.section.heading


def _newer_of_equals(item: Found) -> tuple[float, int]:
    return -round(item.trust, 2), -item.passage.article.front.effective.toordinal()
