"""`ProcessReader`: a merchant's document as sections, read in a process of its own."""

import asyncio
import json

from adapters.documents.process import LARGEST, run_worker
from core.errors import UserError
from core.phrase import Phrase
from core.records import DocumentSection

SECONDS = 20.0
AT_ONCE = 2
"""Files read at the same time; the others wait."""


class ProcessReader:
    """`core.ports.DocumentReader`."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def read(self, data: bytes, name: str) -> tuple[DocumentSection, ...]:
        """The sections in order, at least one. UserError for a file that is empty, too big, too long, locked, broken,
        without text, or of a kind that isn't read."""
        if len(data) > LARGEST:
            raise UserError(Phrase("documents.too_big", {"limit": str(LARGEST // 1024 // 1024)}))
        async with self._turns:
            out = await run_worker("adapters.documents.worker", data, name, self._seconds)
        told = json.loads(out)
        if "fault" in told:
            raise UserError(Phrase(told["fault"], told["params"]))
        return tuple(DocumentSection.model_validate(each) for each in told["sections"])
