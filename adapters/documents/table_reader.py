"""`ProcessSheetReader`: a table of up to 50,000 rows, sheet by sheet, read in a process of its own."""

import asyncio
import json

from adapters.documents.process import LARGEST, run_worker
from core.errors import UserError
from core.imports import Sheet
from core.phrase import Phrase

SECONDS = 120.0


class ProcessSheetReader:
    """`core.imports.SheetReader`; one file at a time, the others wait."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turns = asyncio.Semaphore(1)

    async def read(self, data: bytes, name: str) -> tuple[Sheet, ...]:
        """The sheets with anything in them. UserError for a file that is empty, too big, too long, locked or broken."""
        if len(data) > LARGEST:
            raise UserError(Phrase("documents.too_big", {"limit": str(LARGEST // 1024 // 1024)}))
        async with self._turns:
            out = await run_worker("adapters.documents.table_worker", data, name, self._seconds)
        return await asyncio.to_thread(_sheets, out)


def _sheets(out: bytes) -> tuple[Sheet, ...]:
    told = json.loads(out)
    if "fault" in told:
        raise UserError(Phrase(told["fault"], told["params"]))
    return tuple(
        Sheet.model_construct(name=name, rows=tuple((number, tuple(cells)) for number, cells in rows))
        for name, rows in told["sheets"]
    )
