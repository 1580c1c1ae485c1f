"""`ProcessReader`: reads a file in a process of its own, which a hostile or endless file can't outlive or harm."""

import asyncio
import json
import sys
from pathlib import Path

import structlog

from core.errors import UserError
from core.phrase import Phrase
from core.records import DocumentSection

ROOT = Path(__file__).parents[2]
LARGEST = 20 * 1024 * 1024
SECONDS = 20.0
AT_ONCE = 2
"""Files read at the same time; the others wait."""
log = structlog.get_logger(__name__)


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
            out = await self._run(data, name)
        told = json.loads(out)
        if "fault" in told:
            raise UserError(Phrase(told["fault"], told["params"]))
        return tuple(DocumentSection.model_validate(each) for each in told["sections"])

    async def _run(self, data: bytes, name: str) -> bytes:
        """What the process writes; it is ended if it takes too long, or if nobody waits for it any more."""
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "adapters.documents.worker", name, stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT
        )
        try:
            out, complaint = await asyncio.wait_for(process.communicate(data), self._seconds)
        except TimeoutError as error:
            raise UserError(Phrase("documents.too_slow", {"seconds": f"{self._seconds:g}"})) from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()
        if process.returncode:
            log.warning(
                "document not read",
                name=name,
                code=process.returncode,
                said=complaint[-300:].decode("utf-8", "replace").strip().rpartition("\n")[2],
            )
            raise UserError(Phrase("documents.broken"))
        return out
