"""Plain text, Markdown and CSV."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO

from adapters.documents.blocks import Block, Grid, Heading, clean
from adapters.documents.faults import Fault
from adapters.documents.headings import found_in
from adapters.documents.rows import MOST_COLUMNS, within

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_TABLE = re.compile(r"^\s*\|?.*\|.*$")
_RULE = re.compile(r"^[\s|:-]+$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|__|`|^\s*(?:[-*+]|>)\s+")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 or GB 18030. Fault for what is no text."""
    bom = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    for encoding in (bom,) if bom else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Fault("documents.no_letters")


def read_plain(data: bytes) -> list[Block]:
    """Paragraphs; numbered lines and questions are headings."""
    return list(found_in(decode(data).split("\n")))


def read_markdown(data: bytes) -> list[Block]:
    """Headings, paragraphs and tables; front matter and comments left out."""
    text = _COMMENT.sub("", _FRONT.sub("", decode(data)))
    return list(_marked(text.split("\n")))


def read_csv(data: bytes) -> list[Block]:
    """Comma, semicolon or tab, whichever the first lines agree on."""
    text = decode(data)
    sample = "\n".join(text.splitlines()[:10])
    delimiter = max(",;\t", key=sample.count)
    rows = [tuple(map(clean, row[:MOST_COLUMNS])) for row in csv.reader(StringIO(text), delimiter=delimiter) if row]
    within(len(rows))
    return [Grid(tuple(rows))]


def _marked(lines: list[str]) -> Iterator[Block]:
    held: list[str] = []
    table: list[tuple[str, ...]] = []
    for line in (*lines, ""):
        in_table = bool(_TABLE.match(line)) and (bool(table) or line.lstrip().startswith("|"))
        if in_table:
            yield from found_in(held)
            held = []
            if not _RULE.match(line):
                table.append(tuple(_bare(cell) for cell in line.strip().strip("|").split("|")))
            continue
        if table:
            yield Grid(tuple(table))
            table = []
        if heading := _HEADING.match(line):
            yield from found_in(held)
            held = []
            yield Heading(_bare(heading[2]), len(heading[1]))
        else:
            held.append(_bare(line))
    yield from found_in(held)


def _bare(text: str) -> str:
    return clean(_MARKS.sub("", _LINK.sub(r"\1", text)))
