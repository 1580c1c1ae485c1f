"""The goal tools: set, show, drop a month's target."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from autopilot.progress import GoalTexts, Progress, month_so_far
from core.calls import Answer, Arguments, CallContext, Change, Effect, Failed, Preview, Result, ToolCall
from core.phrases import Phrase, Phrases
from core.ports import Goals
from core.query import MetricQuery
from core.records import Goal
from core.replies import Chart, Reply, Text


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
            return await self._without_goal(month_of(arguments.month, context.now), context)
        text, spec = self._texts.line(progress, lang), await self._texts.chart(progress, today, lang)
        reply: Reply = Chart(text=text, spec=spec) if spec else Text(text=text)
        return Result((reply,), answer=_answer(progress, today))

    async def _without_goal(self, month: date, context: CallContext) -> Result | Failed:
        done = await self._texts.without_goal(context.actor.merchant, month, context.now.date(), context.actor.lang)
        return Result((Text(text=done),)) if done else Failed(Phrase("goals.none"))


def _answer(progress: Progress, today: date) -> Answer:
    window = month_so_far(progress.goal.month, today)
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
