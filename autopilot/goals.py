"""The goal tools: set, show, drop a month's target, with how far along it is."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from autopilot.figures import Figures
from core.calls import Answer, Arguments, CallContext, Change, Effect, Failed, Preview, Result, ToolCall
from core.charts import ChartSpec, Series
from core.money import say_count, say_money, say_percent
from core.phrases import Lang, Phrase, Phrases
from core.ports import Goal, Goals
from core.query import MetricQuery, Window
from core.replies import Chart, Reply, Text

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
        window = goal_window(goal, today)
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
            needed = self._amount(goal, progress.needed, lang)
            parts.append(self._phrases.say("goals.needed", lang, left=str(progress.left), needed=needed))
        if progress.forecast is not None and progress.share < 1 and progress.left:
            parts.append(
                self._phrases.say("goals.forecast", lang, forecast=self._amount(goal, progress.forecast, lang))
            )
        return (" " if lang == "en" else "").join(parts)

    async def chart(self, progress: Progress, today: date, lang: Lang) -> ChartSpec | None:
        """The month's running total against the target; None before there are two days of it."""
        goal = progress.goal
        window = goal_window(goal, today)
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


def goal_window(goal: Goal, today: date) -> Window | None:
    """The goal's month up to yesterday; None while it has no whole day yet."""
    last = goal.month.replace(day=monthrange(goal.month.year, goal.month.month)[1])
    end = min(last, today - timedelta(days=1))
    return Window(start=goal.month, end=end) if end >= goal.month else None


class GoalArguments(Arguments):
    metric: Literal["gmv", "buyers", "inquiries"]
    month: date
    target: Decimal


class MonthArguments(Arguments):
    """`month` None is the present one."""

    month: date | None = None


class SetGoal:
    """Sets a month's goal; a later one for the same month replaces it."""

    name = "set_goal"
    description = "Sets the month's target for GMV, buyers or inquiries"
    effect: Effect = "write"
    kind = "goal"
    arguments: type[Arguments] = GoalArguments

    def __init__(self, goals: Goals, texts: GoalTexts, phrases: Phrases) -> None:
        self._goals = goals
        self._texts = texts
        self._phrases = phrases

    async def preview(self, arguments: GoalArguments, context: CallContext) -> Preview:
        """The goal in words, and the one it replaces."""
        before = await self._goals.get(context.actor.merchant, arguments.month)
        goal = _goal(arguments, context)
        return Preview(self._texts.said(goal, context.actor.lang), (), before=_plain(before), after=_plain(goal))

    async def run(self, arguments: GoalArguments, context: CallContext) -> Result | Failed:
        """Set it, and say how far along it is."""
        if arguments.target <= 0:
            return Failed(Phrase("goal.absurd"))
        before = await self._goals.get(context.actor.merchant, arguments.month)
        await self._goals.put(_goal(arguments, context))
        return await self._result(before, arguments, context)

    async def find(self, arguments: GoalArguments, context: CallContext) -> Result | None:
        """After a crash: it took place if that goal stands."""
        now = await self._goals.get(context.actor.merchant, arguments.month)
        stands = now is not None and (now.metric, now.target) == (arguments.metric, arguments.target)
        return await self._result(now, arguments, context) if stands else None

    async def _result(self, before: Goal | None, arguments: GoalArguments, context: CallContext) -> Result:
        lang, goal = context.actor.lang, _goal(arguments, context)
        text = self._phrases.say("goals.set", lang, goal=self._texts.said(goal, lang))
        progress = await self._texts.progress(goal.merchant, goal.month, context.now.date())
        if progress and progress.gone:
            text += "\n" + self._texts.line(progress, lang)
        change = Change(kind="goal", key=f"{goal.month:%Y-%m}", before=_plain(before), after=_plain(goal))
        return Result((Text(text=text),), changes=(change,), inverse=_back_to(before, arguments.month))


class DropGoal:
    """Drops a month's goal."""

    name = "drop_goal"
    description = "Drops the month's target"
    effect: Effect = "write"
    kind = "goal"
    arguments: type[Arguments] = MonthArguments

    def __init__(self, goals: Goals, texts: GoalTexts, phrases: Phrases) -> None:
        self._goals = goals
        self._texts = texts
        self._phrases = phrases

    async def preview(self, arguments: MonthArguments, context: CallContext) -> Preview:
        """The goal that would go."""
        goal = await self._goals.get(context.actor.merchant, month_of(arguments.month, context.now))
        return Preview(self._texts.said(goal, context.actor.lang) if goal else "", (), before=_plain(goal))

    async def run(self, arguments: MonthArguments, context: CallContext) -> Result | Failed:
        """Failed where there is none."""
        month = month_of(arguments.month, context.now)
        goal = await self._goals.get(context.actor.merchant, month)
        if goal is None:
            return Failed(Phrase("goals.none"))
        await self._goals.drop(goal.merchant, month)
        text = self._phrases.say("goals.dropped", context.actor.lang, goal=self._texts.said(goal, context.actor.lang))
        change = Change(kind="goal", key=f"{month:%Y-%m}", before=_plain(goal), after=None)
        return Result((Text(text=text),), changes=(change,), inverse=_back_to(goal, month))

    async def find(self, arguments: MonthArguments, context: CallContext) -> Result | None:
        """After a crash: gone means that it took place."""
        month = month_of(arguments.month, context.now)
        gone = await self._goals.get(context.actor.merchant, month) is None
        return Result((Text(text=self._phrases.say("goals.none", context.actor.lang)),)) if gone else None


class ShowGoal:
    """How far along the goal is, with the month's chart."""

    name = "show_goal"
    description = "Shows the month's target and how far along it is"
    effect: Effect = "read"
    kind = "read"
    arguments: type[Arguments] = MonthArguments

    def __init__(self, texts: GoalTexts) -> None:
        self._texts = texts

    async def run(self, arguments: MonthArguments, context: CallContext) -> Result | Failed:
        """Failed, with how to set one, where there is none."""
        lang, today = context.actor.lang, context.now.date()
        progress = await self._texts.progress(context.actor.merchant, month_of(arguments.month, context.now), today)
        if progress is None:
            return Failed(Phrase("goals.none"))
        text, spec = self._texts.line(progress, lang), await self._texts.chart(progress, today, lang)
        reply: Reply = Chart(text=text, spec=spec) if spec else Text(text=text)
        return Result((reply,), answer=_answer(progress, today))


def _answer(progress: Progress, today: date) -> Answer:
    window = goal_window(progress.goal, today)
    if window is None:
        return Answer(status="empty")
    query = MetricQuery(metrics=(progress.goal.metric,), window=window, derive=("goal_pct",))
    row = (progress.done, float(progress.goal.target), round(progress.share, 6))
    return Answer(query=query, columns=(progress.goal.metric, "target", "goal_pct"), rows=(row,))


def month_of(month: date | None, now: datetime) -> date:
    """The first day of the month meant."""
    return (month or now.date()).replace(day=1)


def _goal(arguments: GoalArguments, context: CallContext) -> Goal:
    actor = context.actor
    return Goal(
        merchant=actor.merchant,
        month=arguments.month.replace(day=1),
        metric=arguments.metric,
        target=arguments.target,
        set_by=actor.user,
        set_at=context.now,
    )


def _plain(goal: Goal | None) -> dict[str, str] | None:
    return {"metric": goal.metric, "target": str(goal.target)} if goal else None


def _back_to(goal: Goal | None, month: date) -> ToolCall:
    if goal is None:
        return ToolCall(tool="drop_goal", arguments={"month": str(month)})
    return ToolCall(tool="set_goal", arguments={"month": str(month), **(_plain(goal) or {})})
