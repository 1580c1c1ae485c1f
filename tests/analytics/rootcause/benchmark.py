"""Measures strategies on simulated cases; run by hand: python -m tests.analytics.rootcause.benchmark [tuning|judging] [N]."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analytics.rootcause import LeafTable, find_causes
from tests.analytics.rootcause.cases import JUDGING, TUNING, Case, Ranges, lifelike, rippled, shop
from tests.analytics.rootcause.rivals import Answer, adtributor, top_changed

Strategy = Callable[[LeafTable], Answer]


def ours(table: LeafTable) -> Answer:
    return [frozenset(cause.elements.items()) for cause in find_causes(table).stood_by]


STRATEGIES: dict[str, Strategy] = {"top changed": top_changed, "adtributor": adtributor, "ours": ours}


@dataclass
class Score:
    """Counts of right, wrong and missed causes over cases."""

    right: int = 0
    named: int = 0
    planted: int = 0
    exact: int = 0
    cases: int = 0
    seconds: float = 0.0

    def add(self, answer: Answer, truth: tuple[frozenset[tuple[str, str]], ...], seconds: float) -> None:
        self.right += len(set(answer) & set(truth))
        self.named += len(set(answer))
        self.planted += len(truth)
        self.exact += set(answer) == set(truth)
        self.cases += 1
        self.seconds += seconds

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.named + self.planted, 1)


def say(*cells: str) -> None:
    sys.stdout.write(" ".join(cells) + "\n")
    sys.stdout.flush()


def suites(ranges: Ranges, n: int) -> Iterator[tuple[str, Iterator[Case]]]:
    for layer in (1, 2, 3):
        for elements in (1, 2, 3):
            yield f"rippled {layer}x{elements}", (rippled(ranges, i, layer=layer, elements=elements) for i in range(n))
    for layer in (1, 2, 3):
        yield f"rippled ratio {layer}x2", (rippled(ranges, i, layer=layer, elements=2, ratio=True) for i in range(n))
    yield "rippled 2x3 mixed", (rippled(ranges, i, layer=2, elements=3, same=False) for i in range(n))
    for causes in (1, 2, 0):
        for ratio in (False, True):
            kind = "ratio" if ratio else "sum"
            yield f"lifelike {kind} {causes}", (lifelike(ranges, i, ratio=ratio, causes=causes) for i in range(n))
    for causes in (1, 2):
        for ratio in (False, True):
            kind = "ratio" if ratio else "sum"
            cases = (lifelike(ranges, i, ratio=ratio, causes=causes, rough=0.2) for i in range(n))
            yield f"lifelike rough {kind} {causes}", cases
    for plot in ("single", "combination", "several", "cancelling", "season", "noise"):
        yield f"shop {plot}", (shop(ranges, i, plot=plot) for i in range(n))


def main(which: str, n: int, only: str) -> None:
    ranges = JUDGING if which == "judging" else TUNING
    say(f"{which}, {n} cases a row".ljust(24), *(f"{name:>24}" for name in STRATEGIES))
    say("".ljust(24), *(f"{'F1  exact     ms':>24}" for _ in STRATEGIES))
    for name, cases in suites(ranges, n):
        if only not in name:
            continue
        scores = {strategy: Score() for strategy in STRATEGIES}
        for case in cases:
            for strategy, work in STRATEGIES.items():
                began = time.process_time()
                answer = work(case.table)
                scores[strategy].add(answer, case.truth, time.process_time() - began)
        cells = (f"{s.f1:.2f}   {s.exact / s.cases:.2f} {s.seconds / s.cases * 1000:6.0f}" for s in scores.values())
        say(name.ljust(24), *(f"{cell:>24}" for cell in cells))


if __name__ == "__main__":
    main(*(sys.argv[1:2] or ["tuning"]), int((sys.argv[2:3] or ["40"])[0]), (sys.argv[3:4] or [""])[0])
