"""Prints how long loading and answering take: `python -m tests.tools.faq.benchmark`."""

import sys
import time
from datetime import date
from statistics import median

from tests.tools.faq.test_questions import lines
from tools.faq.answering import answer
from tools.faq.faq import own_library


def main() -> None:
    """CPU milliseconds, so that other work on the machine doesn't count."""
    started = time.process_time()
    library = own_library()
    loaded = time.process_time() - started
    took = []
    for line in lines("questions.tsv") + lines("unknown.txt"):
        started = time.process_time()
        answer(library, line.split("\t")[0], date(2026, 11, 20))
        took.append(time.process_time() - started)
    took.sort()
    sys.stdout.write(
        f"{len(library.passages)} passages, loaded in {loaded * 1e3:.0f} ms; {len(took)} questions: "
        f"median {median(took) * 1e3:.2f} ms, 99th of a hundred {took[int(len(took) * 0.99)] * 1e3:.2f} ms\n"
    )


if __name__ == "__main__":
    main()
