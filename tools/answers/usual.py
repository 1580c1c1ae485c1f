"""Whether a figure moved more than it usually does from such a period to the next."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from core.query import Compare, MetricQuery, Window
from tools.answers.reading import Reader

WEEKS = 8
ENOUGH = 5
"""Earlier moves needed to call something usual."""
WIDTH = 2.0
"""How many robust standard deviations from the usual move still are usual."""
TO_SIGMA = 1.4826
"""The median absolute deviation times this is a normal's standard deviation (P. J. Rousseeuw, C. Croux, "Alternatives
to the Median Absolute Deviation", JASA 88 (1993))."""
LEAST = 0.01
LONGEST = 14
"""Longer windows leave too few earlier ones to judge by."""


@dataclass(frozen=True, slots=True)
class Usual:
    """The moves (growth rates) of the same stretch in earlier weeks, weekday for weekday."""

    moves: tuple[float, ...]

    def holds(self, growth: float) -> bool:
        """Whether such a move is within the usual ones, the season of the week being in their median."""
        if len(self.moves) < ENOUGH:
            return False
        middle = median(self.moves)
        spread = TO_SIGMA * median(abs(move - middle) for move in self.moves)
        return abs(growth - middle) <= WIDTH * max(spread, LEAST)


async def usual_moves(reader: Reader, merchant: str, asked: MetricQuery, first: date) -> Usual:
    """From the `WEEKS` weeks before the comparison; () for comparisons with anything but the period just before."""
    compare = asked.compare
    if compare is None or compare.window is None or compare.kind != "previous" or asked.window.days > LONGEST:
        return Usual(())
    step = 7 * -(-asked.window.days // 7)
    moves = []
    for n in range(1, WEEKS + 1):
        query = _earlier(asked, compare.window, timedelta(step * n))
        if query.compare is None or query.compare.window is None or query.compare.window.start < first:
            break
        found = await reader.read(merchant, query)
        now, before = found.cell(0, asked.metrics[0]), found.cell(0, f"{asked.metrics[0]}_before")
        if now is not None and before:
            moves.append(float(now) / float(before) - 1)
    return Usual(tuple(moves))


def _earlier(asked: MetricQuery, before: Window, by: timedelta) -> MetricQuery:
    moved = Window(start=before.start - by, end=before.end - by)
    window = Window(start=asked.window.start - by, end=asked.window.end - by)
    return asked.model_copy(update={"window": window, "compare": Compare(kind="custom", window=moved)})
