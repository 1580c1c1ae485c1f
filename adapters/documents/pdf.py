"""PDF: the text of its pages. A picture of text has none."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from adapters.documents.blocks import Block, Heading, Lines
from adapters.documents.faults import Fault
from adapters.documents.headings import found_in

MOST_PAGES = 300


def read_pdf(data: bytes) -> list[Block]:
    """Numbered lines are headings; text above the first of them is named by its page."""
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        _unlock(reader)
    if len(reader.pages) > MOST_PAGES:
        raise Fault("documents.too_many_pages", pages=str(len(reader.pages)), limit=str(MOST_PAGES))
    blocks: list[Block] = []
    under = False
    for number, page in enumerate(reader.pages, 1):
        for block in found_in(page.extract_text().splitlines()):
            under = under or isinstance(block, Heading)
            if isinstance(block, Lines) and not under and len(reader.pages) > 1:
                blocks.append(Heading(f"第{number}页" if block.text > "\u3400" else f"Page {number}", 1))
            blocks.append(block)
    if not any(isinstance(block, Lines) for block in blocks):
        raise Fault("documents.no_text")
    return blocks


def _unlock(reader: PdfReader) -> None:
    """Many are only locked against editing and open without a password."""
    try:
        if not reader.decrypt(""):
            raise Fault("documents.locked")
    except (DependencyError, FileNotDecryptedError) as error:
        raise Fault("documents.locked") from error
