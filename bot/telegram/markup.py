"""Text as Telegram takes it: marked runs, cut at its limits, escaped once."""

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "b", "pre"]

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024

_BREAKS = tuple(
    re.compile(pattern) for pattern in (r"\n\s*\n", r"\n", r"[。！？；!?;…]+|\.(?=\s)", r"[\s，、]|,(?!\d)")
)
_JOINERS = frozenset("\u200d\ufe0f\ufe0e\u20e3")
_LEAN = 64


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    mark: Mark = ""


Styled = tuple[Run, ...]


def plain(text: Styled) -> str:
    """The characters alone."""
    return "".join(run.text for run in text)


def rendered(text: Styled) -> str:
    """HTML as Telegram's parse mode reads it; every run is escaped exactly once."""
    return "".join(_rendered_run(run) for run in text)


def _rendered_run(run: Run) -> str:
    body = html.escape(run.text, quote=False)
    return f"<{run.mark}>{body}</{run.mark}>" if run.mark and body else body


def units(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram counts."""
    return len(text) + sum(1 for char in text if char > "\uffff")


def blank(text: str) -> bool:
    """True if Telegram would call it empty: nothing but space, control and invisible characters."""
    return all(char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp") for char in text)


def clean(text: str) -> str:
    """Without what can't be encoded: half surrogate pairs become U+FFFD, NUL goes."""
    return text.replace("\0", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def split(text: Styled, limit: int = MESSAGE_LIMIT, first: int | None = None) -> tuple[Styled, ...]:
    """Cut into pieces of at most `limit` units (the first of at most `first`), none of them blank.

    Cuts fall between paragraphs, else lines, else sentences, else words; only space at a cut is lost.
    """
    whole = plain(text)
    pieces: list[Styled] = []
    start, room = 0, first or limit
    while start < len(whole):
        end = _cut(whole, start, room)
        piece = _slice(text, start, start + len(whole[start:end].rstrip()))
        if not blank(plain(piece)):
            pieces.append(piece)
            room = limit
        start = _skip_space(whole, end)
    return tuple(pieces)


def _cut(whole: str, start: int, room: int) -> int:
    end = _reach(whole, start, room)
    if end == len(whole):
        return end
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(whole, start, end + 1) if match.end() <= end]
        if ends and ends[-1] - start >= (end - start) // 3:
            return ends[-1]
    return _between_characters(whole, start, end)


def _reach(whole: str, start: int, room: int) -> int:
    """The furthest end such that whole[start:end] has at most `room` units."""
    used, end = 0, start
    while end < len(whole):
        used += 2 if whole[end] > "\uffff" else 1
        if used > room:
            break
        end += 1
    return end


def _between_characters(whole: str, start: int, end: int) -> int:
    """Step back so that no joined emoji or accented letter is torn; a joined run without end is torn after all."""
    for at in range(end, max(start, end - _LEAN), -1):
        if not _joined(whole, at):
            return at
    return end


def _joined(whole: str, at: int) -> bool:
    """Whether the character at `at` belongs to the one before."""
    here, before = whole[at], whole[at - 1]
    return (
        here in _JOINERS
        or before == "\u200d"
        or unicodedata.combining(here) != 0
        or "\U0001f3fb" <= here <= "\U0001f3ff"
        or ("\U0001f1e6" <= here <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff")
    )


def _skip_space(whole: str, at: int) -> int:
    """Past the line breaks at a cut; spaces that begin a line stay, they align tables."""
    while at < len(whole) and whole[at] in "\r\n":
        at += 1
    return at


def _slice(text: Styled, start: int, end: int) -> Styled:
    runs: list[Run] = []
    at = 0
    for run in text:
        part = run.text[max(start - at, 0) : max(end - at, 0)]
        if part:
            runs.append(Run(part, run.mark))
        at += len(run.text)
    return tuple(runs)
