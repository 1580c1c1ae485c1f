"""How long the guard takes: `python -m tests.analytics.guard.benchmark` prints one line per dialect."""

import statistics
import sys
from time import process_time

from analytics.guard import guard
from tests.analytics.guard.test_honest import HONEST


def main() -> None:
    for dialect in ("sqlite", "postgresql"):
        statements = HONEST["both"] + HONEST[dialect]
        took = []
        for statement in statements * 6:
            began = process_time()
            guard(statement, "tiny", dialect)
            took.append((process_time() - began) * 1000)
        warm = took[len(statements) :]
        high = statistics.quantiles(warm, n=20)[-1]
        line = (
            f"guard {dialect}: median {statistics.median(warm):.2f} ms, p95 {high:.2f} ms, {len(statements)} statements"
        )
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
