"""`run_worker`: a file read in a process of its own, which a hostile or endless file can't outlive or harm."""

import asyncio
import sys
from pathlib import Path

import structlog

from core.errors import UserError
from core.phrase import Phrase

ROOT = Path(__file__).parents[2]
LARGEST = 20 * 1024 * 1024
log = structlog.get_logger(__name__)


async def run_worker(module: str, data: bytes, name: str, seconds: float) -> bytes:
    """What the process writes; it is ended if it takes too long, or if nobody waits for it any more. UserError."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, name, stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT
    )
    try:
        out, complaint = await asyncio.wait_for(process.communicate(data), seconds)
    except TimeoutError as error:
        raise UserError(Phrase("documents.too_slow", {"seconds": f"{seconds:g}"})) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
    if process.returncode:
        said = complaint[-300:].decode("utf-8", "replace").strip().rpartition("\n")[2]
        log.warning("file not read", name=name, code=process.returncode, said=said)
        raise UserError(Phrase("documents.broken"))
    return out
