"""One process per data folder: two on the same embedded files would take each other's work."""

import fcntl
from pathlib import Path
from typing import TextIO

from core.errors import ConfigError


class SingleProcess:
    """Holds `<file>.lock` while it is open; the system releases it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.lock")
        self._file: TextIO | None = None

    def take(self) -> None:
        """ConfigError if another process holds it, or if the folder can't be written."""
        try:
            file = self._path.open("w", encoding="utf-8")
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise ConfigError(f"{self._path}: {why}: the data folder must exist and be writable") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.close()
            raise ConfigError(
                f"{self._path.parent}: a bot is running on this data folder already: stop it, or choose another folder"
            ) from error
        self._file = file

    def release(self) -> None:
        """Nothing happens if it isn't held."""
        if self._file is not None:
            self._file.close()
            self._file = None
