"""Versions of one rule: the newer holds, and the older is told only when the past is asked for."""

from datetime import date

from tools.faq.library import Library
from tools.faq.passages import Found, Passage


def by_age(
    library: Library, found: tuple[Found, ...], today: date, asked: date | None = None, edition: str = ""
) -> tuple[Found, ...]:
    """Of several versions the one in force; when the past or an edition is asked for, the best one's version of that
    day or name first."""
    if found and (asked is not None or edition):
        rule = found[0].passage.rule
        meant = [item for item in found if item.passage.rule == rule and _meant(item.passage, today, asked, edition)]
        if meant:
            return (meant[0], *(item for item in found if item is not meant[0]))
    ended = any(not item.passage.holds(today) for item in found)
    standing = {passage.rule for passage in library.passages if passage.holds(today)} if ended else set()
    kept = (item for item in found if item.passage.holds(today) or item.passage.rule not in standing)
    return tuple(sorted(kept, key=_newer_of_equals))


def in_force(library: Library, passage: Passage, today: date) -> list[Passage]:
    """The same section as it stands now, if there is one."""
    return [each for each in library.passages if each.key == passage.key and each.holds(today)]


def replaced(library: Library, passage: Passage, today: date) -> Passage | None:
    """The latest version of the same section that is over, None if this one replaced none or is over itself."""
    older = [each for each in library.passages if each.key == passage.key and each.over(today)]
    return None if passage.over(today) else max(older, key=lambda old: old.article.front.effective, default=None)


def _meant(passage: Passage, today: date, asked: date | None, edition: str) -> bool:
    """Whether it is over now, and held on the day asked for (`date.min`: at any time) or is the edition asked for."""
    if not passage.over(today):
        return False
    if edition and (
        f"{edition} 版" in passage.article.front.source or passage.article.front.effective.year == int(edition)
    ):
        return True
    return asked is not None and (asked == date.min or passage.holds(asked))


def _newer_of_equals(item: Found) -> tuple[float, int]:
    return -round(item.trust, 2), -item.passage.article.front.effective.toordinal()
