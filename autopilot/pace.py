"""How the month goes so far, for whoever has set no goal yet."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from autopilot.figures import Figures
from autopilot.progress import month_so_far
from core.ports import Goals
from core.query import Window


@dataclass(frozen=True, slots=True)
class MonthPace:
    """GMV in yuan of the month that `today` is in: up to yesterday, in proportion to its end, and of the month before
    (None where the shop sold nothing then). `days_gone` are whole days, `days_left` counts today."""

    month: date
    done: float
    forecast: float
    last_month: float | None
    days_gone: int
    days_left: int
    goal_set: bool


class Paces:
    """Reads a shop's pace."""

    def __init__(self, figures: Figures, goals: Goals) -> None:
        self._figures = figures
        self._goals = goals

    async def of(self, merchant: str, today: date) -> MonthPace | None:
        """None while the month has no whole day, or nothing was sold in it."""
        month = today.replace(day=1)
        window = month_so_far(month, today)
        if window is None:
            return None
        done = await self._figures.total(merchant, "gmv", window)
        if done <= 0:
            return None
        days = monthrange(month.year, month.month)[1]
        before = month - timedelta(days=1)
        last = await self._figures.total(merchant, "gmv", Window(start=before.replace(day=1), end=before))
        goal = await self._goals.get(merchant, month)
        return MonthPace(
            month,
            done,
            done / window.days * days,
            last or None,
            window.days,
            days - window.days,
            goal_set=goal is not None,
        )
