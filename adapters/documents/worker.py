"""The process that reads one file: bytes on standard input, JSON on standard output. A crash means: broken file."""

import json
import sys
from pkgutil import resolve_name

from adapters.documents.blocks import Block
from adapters.documents.faults import Fault
from adapters.documents.kinds import kind_of
from adapters.documents.sections import as_sections

if sys.platform != "win32":
    import resource

MEMORY = 2 * 1024**3
"""Bytes of address space, above which reading fails instead of taking the machine along."""


def main() -> None:
    """Read as the kind of file that the bytes are."""
    limit_memory()
    told: dict[str, object]
    try:
        told = {"sections": [each.plain() for each in as_sections(_blocks(sys.stdin.buffer.read(), sys.argv[1]))]}
    except Fault as fault:
        told = {"fault": fault.key, "params": fault.params}
    sys.stdout.write(json.dumps(told))


def limit_memory() -> None:
    """Of this process."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _blocks(data: bytes, name: str) -> list[Block]:
    """The reader of a kind is found by name, so that only its library is loaded."""
    found: list[Block] = resolve_name(f"adapters.documents.{kind_of(data, name)}")(data)
    return found


if __name__ == "__main__":
    main()
