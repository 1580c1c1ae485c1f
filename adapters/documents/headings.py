"""Headings in text that has no marks for them: numbered lines, and questions with their answers."""

import re
from collections.abc import Iterable, Iterator

from adapters.documents.blocks import Block, Heading, Lines, clean, joined

LONGEST = 40
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}[章节条部]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|【.+】$|\d{1,2}(?:\.\d{1,2}){0,2}[、.．\s]\s*(?=[^\d\s]))"
)
_ASKED = re.compile(r"^(?:问题?\s*\d*|Q\s*\d*)\s*[:：.、]\s*(.+)$", re.IGNORECASE)
_ANSWERED = re.compile(r"^(?:答案?|回答|A\s*\d*)\s*[:：.、]\s*(.+)$", re.IGNORECASE)
_GOES_ON = ("，", "。", "；", "：", "、", ",", ".", ";", ":")
TOP, LOW = 2, 9


def is_question(text: str) -> bool:
    """Whether a heading is a question as people ask it."""
    return text.endswith(("？", "?", "吗", "呢"))


def found_in(lines: Iterable[str]) -> Iterator[Block]:
    """Blocks of plain lines: a blank line ends a paragraph."""
    held: list[str] = []
    for line in map(clean, lines):
        heading = heading_of(line)
        if line and heading is None:
            answered = _ANSWERED.match(line)
            held.append(answered[1] if answered else line)
            continue
        if held:
            yield Lines(joined(held))
            held = []
        if heading:
            yield heading
    if held:
        yield Lines(joined(held))


def heading_of(line: str) -> Heading | None:
    """None for a line of text."""
    asked = _ASKED.match(line)
    if asked and len(asked[1]) <= 2 * LONGEST:
        return Heading(asked[1], LOW)
    if not line or len(line) > LONGEST or line.endswith(_GOES_ON):
        return None
    if is_question(line):
        return Heading(line, LOW)
    return Heading(line, TOP) if _NUMBERED.match(line) else None
