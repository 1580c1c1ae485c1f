"""How far along a month's goal is, in figures, words and a picture."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from autopilot.figures import Figures
from core.charts import ChartSpec, Series
from core.money import say_count, say_money, say_percent
from core.phrases import Lang, Phrases
from core.ports import Goals
from core.query import Window
from core.records import Goal

UNITS = {"gmv": {"zh": "元", "en": "yuan"}, "buyers": {"zh": "人", "en": ""}, "inquiries": {"zh": "条", "en": ""}}


class Progress:
    """Where a goal stands on a day: done so far, the pace needed, and where the present pace leads."""

    def __init__(self, goal: Goal, today: date, done: float) -> None:
        days = monthrange(goal.month.year, goal.month.month)[1]
        self.goal = goal
        self.last = goal.month.replace(day=days)
        self.done = done
        self.gone = min(max((today - goal.month).days, 0), days)
        self.left = days - self.gone
        self.share = done / float(goal.target)
        self.forecast = done / self.gone * days if self.gone else None
        """In proportion to the whole days gone by; None on the first day."""
        self.needed = max(float(goal.target) - done, 0) / self.left if self.left else None
        """A day, from today to the month's end; None once it is over."""


class GoalTexts:
    """Reads a goal's progress and puts it into words."""

    def __init__(self, figures: Figures, goals: Goals, phrases: Phrases) -> None:
        self._figures = figures
        self._goals = goals
        self._phrases = phrases

    async def progress(self, merchant: str, month: date, today: date) -> Progress | None:
        """None without a goal for that month."""
        goal = await self._goals.get(merchant, month)
        if goal is None:
            return None
        window = month_so_far(goal.month, today)
        done = await self._figures.total(merchant, goal.metric, window) if window else 0.0
        return Progress(goal, today, done)

    def line(self, progress: Progress, lang: Lang) -> str:
        """One or two sentences: done, share, forecast, needed a day."""
        goal = progress.goal
        said = self._said(goal, lang)
        parts = [
            self._phrases.say(
                "goals.done",
                lang,
                **said,
                done=self._amount(goal, progress.done, lang),
                share=say_percent(progress.share),
            )
        ]
        if progress.share >= 1:
            parts.append(self._phrases.say("goals.reached", lang))
        elif progress.needed is not None:
            needed = self._amount(goal, ceil(progress.needed), lang)
            parts.append(self._phrases.say("goals.needed", lang, left=str(progress.left), needed=needed))
        if progress.forecast is not None and progress.share < 1 and progress.left:
            parts.append(
                self._phrases.say("goals.forecast", lang, forecast=self._amount(goal, progress.forecast, lang))
            )
        return (" " if lang == "en" else "").join(parts)

    async def chart(self, progress: Progress, today: date, lang: Lang) -> ChartSpec | None:
        """The month's running total against the target; None before there are two days of it."""
        goal = progress.goal
        window = month_so_far(goal.month, today)
        if window is None or window.days < 2:
            return None
        daily = await self._figures.by_day(goal.merchant, goal.metric, window)
        days = [goal.month + timedelta(days=n) for n in range((progress.last - goal.month).days + 1)]
        total, running = 0.0, list[float | None]()
        for day in days:
            total += daily.get(day, 0.0)
            running.append(total if day <= window.end else None)
        target = float(goal.target)
        said = self._said(goal, lang)
        return ChartSpec(
            kind="line",
            title=self._phrases.say("goals.chart", lang, **said),
            labels=tuple(f"{day:%m-%d}" for day in days),
            series=(
                Series(name=self._phrases.say("goals.so_far", lang), values=tuple(running)),
                Series(name=self._phrases.say("goals.target", lang), values=tuple(target for _ in days), style="goal"),
            ),
            unit=UNITS[goal.metric][lang],
        )

    async def without_goal(self, merchant: str, month: date, today: date, lang: Lang) -> str | None:
        """The month's GMV so far where no goal is set; None before the month has a whole day."""
        window = month_so_far(month, today)
        if window is None:
            return None
        done = await self._figures.total(merchant, "gmv", window)
        said = f"{month.month}月" if lang == "zh" else f"{month:%B}"
        return self._phrases.say("goals.no_goal_yet", lang, month=said, done=say_money(Decimal(round(done)), lang))

    def said(self, goal: Goal, lang: Lang) -> str:
        """11月成交额目标 50万元."""
        return self._phrases.say("goals.named", lang, **self._said(goal, lang))

    def _said(self, goal: Goal, lang: Lang) -> dict[str, str]:
        month = f"{goal.month.month}月" if lang == "zh" else f"{goal.month:%B}"
        metric = self._phrases.say(f"goal.metric_{goal.metric}", lang)
        return {"month": month, "metric": metric, "target": self._amount(goal, float(goal.target), lang)}

    def _amount(self, goal: Goal, value: float, lang: Lang) -> str:
        rounded = Decimal(round(value))
        return say_money(rounded, lang) if goal.metric == "gmv" else say_count(rounded, lang)


def month_so_far(month: date, today: date) -> Window | None:
    """A month up to yesterday; None while it has no whole day yet."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    end = min(last, today - timedelta(days=1))
    return Window(start=month, end=end) if end >= month else None
