"""`FolderBlobs`: bytes kept in a folder under their own hash."""

import asyncio
import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from core.errors import ConfigError

NAME = re.compile(r"[0-9a-f]{32}(\.[a-z0-9]{1,8})?")
SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


class FolderBlobs:
    """`core.ports.Blobs`. An id is the first 32 hex characters of the SHA-256 and the name's suffix, lower-cased; it is
    also the file's name. A file appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with _explained(folder):
            folder.mkdir(parents=True, exist_ok=True)

    async def put(self, data: bytes, name: str) -> str:
        """Keep bytes. ConfigError when the folder can't be written or the disk is full."""
        suffix = Path(name).suffix.lower()
        blob = hashlib.sha256(data).hexdigest()[:32] + (suffix if SUFFIX.fullmatch(suffix) else "")
        await asyncio.to_thread(self._write, blob, data)
        return blob

    async def get(self, blob: str) -> bytes:
        """The bytes. KeyError for an id that isn't there or isn't one of ours."""
        if not NAME.fullmatch(blob):
            raise KeyError(blob)
        try:
            return await asyncio.to_thread((self._folder / blob).read_bytes)
        except FileNotFoundError as error:
            raise KeyError(blob) from error

    def _write(self, blob: str, data: bytes) -> None:
        target = self._folder / blob
        if target.exists():
            return
        with _explained(self._folder):
            handle, part = tempfile.mkstemp(dir=self._folder, prefix=".part-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(part, target)
            finally:
                Path(part).unlink(missing_ok=True)


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ConfigError(f"{folder}: {why}: this folder must be writable and have room on its disk") from error
