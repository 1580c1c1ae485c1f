"""Word (.docx): paragraphs with their heading styles, and tables."""

import re
from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from adapters.documents.blocks import Block, Grid, Heading, clean
from adapters.documents.headings import found_in

_STYLE = re.compile(r"^(?:heading|标题)\s*(\d)$", re.IGNORECASE)


def read_word(data: bytes) -> list[Block]:
    """In the order of the page."""
    return list(_blocks(data))


def _blocks(data: bytes) -> Iterator[Block]:
    for item in Document(BytesIO(data)).iter_inner_content():
        if isinstance(item, Table):
            yield Grid(tuple(tuple(clean(cell.text) for cell in row.cells) for row in item.rows))
        elif level := _level(item):
            if text := clean(item.text):
                yield Heading(text, level)
        else:
            yield from found_in([item.text])


def _level(paragraph: Paragraph) -> int:
    """0 for plain text."""
    name = (paragraph.style.name if paragraph.style else "") or ""
    found = _STYLE.match(name)
    return 1 if name == "Title" else int(found[1]) + 1 if found else 0
