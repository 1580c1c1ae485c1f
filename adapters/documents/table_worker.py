"""The process that reads one table: bytes on standard input, JSON on standard output. A crash means: broken file."""

import json
import sys

from adapters.documents.faults import Fault
from adapters.documents.kinds import kind_of
from adapters.documents.tables import read_delimited, read_workbook
from adapters.documents.worker import limit_memory

READERS = {"sheets:read_excel": read_workbook, "texts:read_csv": read_delimited, "texts:read_plain": read_delimited}


def main() -> None:
    """Read as the kind of file that the bytes are."""
    limit_memory()
    told: dict[str, object]
    try:
        data = sys.stdin.buffer.read()
        kind = kind_of(data, sys.argv[1])
        if kind not in READERS:
            raise Fault("documents.broken")
        told = {"sheets": READERS[kind](data)}
    except Fault as fault:
        told = {"fault": fault.key, "params": fault.params}
    sys.stdout.write(json.dumps(told, ensure_ascii=True))


if __name__ == "__main__":
    main()
