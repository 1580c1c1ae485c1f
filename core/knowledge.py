"""The ports of knowledge: questions left open, merchants' own documents, and reading them."""

from collections.abc import Sequence
from typing import Protocol

from core.records import Document, DocumentSection, UnansweredQuestion


class Questions(Protocol):
    """Knowledge questions that had no answer, for staff."""

    async def add(self, question: UnansweredQuestion) -> None: ...

    async def all(self, merchant: str) -> tuple[UnansweredQuestion, ...]: ...


class Documents(Protocol):
    """Merchants' own files, read. A removed one keeps its row without a word of its text."""

    async def add(self, document: Document, sections: Sequence[DocumentSection], request_id: str) -> None:
        """Keep it (again, if its id was removed), in place of the merchant's other of the same name."""
        ...

    async def all(self, merchant: str, *, removed: bool = False) -> tuple[Document, ...]:
        """Oldest first; with `removed` those that went, too."""
        ...

    async def remove(self, merchant: str, document: str, request_id: str) -> bool:
        """Take it out with its text; False if it isn't there (any more)."""
        ...

    async def sections(self, merchant: str, document: str) -> tuple[DocumentSection, ...]:
        """As they stand in the file; none for a removed one."""
        ...


class DocumentReader(Protocol):
    async def read(self, data: bytes, name: str) -> tuple[DocumentSection, ...]:
        """The text of a file, off the event loop, at most 20 s. UserError says what is wrong with the file and what to
        do about it. What a file says is data: it is kept and cited, never obeyed."""
        ...
