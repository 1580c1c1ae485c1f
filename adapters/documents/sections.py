"""From blocks to sections: what stands under one heading, or in one row of a table, cut to what a chat can show."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adapters.documents.blocks import Block, Grid, Heading, Lines, is_chinese
from adapters.documents.faults import Fault
from adapters.documents.headings import is_question
from adapters.documents.rows import Row, rows_of

LONGEST_ZH, LONGEST = 360, 720
"""Characters of a section; a longer text becomes several."""
MOST_SECTIONS = 3000
MOST_LETTERS = 400_000
LONGEST_NAME = 60
LOWEST = 10
_SENTENCE = re.compile(r".+?(?:[。！？；!?]+|\.(?=\s)|$)\s*", re.DOTALL)
_STOP = re.compile(r"[，。；：！？,;:!?]|\.\s")


@dataclass(frozen=True, slots=True)
class Section:
    """`asks` are questions that it plainly answers."""

    heading: str
    text: str
    asks: tuple[str, ...]

    def plain(self) -> dict[str, object]:
        """As JSON has it."""
        return {"heading": self.heading, "text": self.text, "asks": self.asks}


def as_sections(blocks: Iterable[Block]) -> list[Section]:
    """At least one. Fault when there is no text, or more than anybody looks things up in."""
    found: list[Section] = []
    letters = 0
    for section in _sections(blocks):
        found.append(section)
        letters += len(section.text)
        if len(found) > MOST_SECTIONS or letters > MOST_LETTERS:
            raise Fault("documents.too_long", limit=str(MOST_LETTERS // 10_000))
    if not found:
        raise Fault("documents.no_text")
    return found


def _sections(blocks: Iterable[Block]) -> Iterator[Section]:
    path: list[Heading] = []
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Lines):
            texts.append(block.text)
            continue
        yield from _of_text(path, texts)
        texts = []
        if isinstance(block, Heading):
            path = [above for above in path if above.level < block.level] + [block]
        elif isinstance(block, Grid):
            yield from _of_grid(path, block)
    yield from _of_text(path, texts)


def _of_text(path: list[Heading], texts: list[str]) -> Iterator[Section]:
    last = path[-1].text if path else ""
    asks = (last,) if is_question(last) else ()
    for piece in _cut(texts):
        yield Section(_name(path) or _first_words(piece), piece, asks)


def _of_grid(path: list[Heading], grid: Grid) -> Iterator[Section]:
    above = path + [Heading(grid.name, LOWEST)] * bool(grid.name)
    for row in rows_of(grid):
        if isinstance(row, Row):
            yield Section(_name([*above, Heading(row.name, LOWEST)]), row.text, row.asks)
        else:
            yield from _of_text(above, [row])


def _name(path: list[Heading]) -> str:
    """The heading with the one above it."""
    return " · ".join(heading.text[:LONGEST_NAME] for heading in path[-2:])


def _first_words(text: str) -> str:
    return (_STOP.split(text.strip(), maxsplit=1)[0] or text)[:24].strip()


def _cut(texts: list[str]) -> Iterator[str]:
    """Paragraphs put together up to the longest that is shown, long ones cut between sentences."""
    held = ""
    for piece in _small(texts):
        most = LONGEST_ZH if is_chinese(held + piece) else LONGEST
        if held and len(held) + len(piece) > most:
            yield held.strip()
            held = ""
        held += piece
    if held.strip():
        yield held.strip()


def _small(texts: list[str]) -> Iterator[str]:
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            for start in range(0, len(sentence), LONGEST_ZH):
                yield sentence[start : start + LONGEST_ZH]
        yield "\n"
