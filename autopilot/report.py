"""The daily report: what was done, how it went, why, what waits for a decision, what comes next."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from autopilot.figures import Figures
from autopilot.progress import GoalTexts
from autopilot.push import Pusher
from autopilot.report_times import next_report
from autopilot.sync import Sync
from core.approvals import Approval
from core.buttons import button_data
from core.calls import Arguments, CallContext, Effect, Result
from core.charts import ChartSpec, Series
from core.errors import InternalError
from core.imports import Imports
from core.money import say_count, say_money, say_percent
from core.phrases import Lang, Phrases
from core.ports import Approvals, Clock, Shops
from core.query import Window
from core.records import Delivery, Due, Shop
from core.replies import Button, Chart, Reply, Rows, Text

DAYS_SHOWN = 14
CARDS_SHOWN = 3
STEADY = 0.03
"""A change of less than this share is called steady."""


class NoArguments(Arguments):
    """Takes nothing."""


class Report:
    """Composes the report; as a tool it is `/report`."""

    name = "report"
    description = "The daily report, now"
    effect: Effect = "read"
    kind = "read"
    arguments: type[Arguments] = NoArguments

    def __init__(
        self,
        figures: Figures,
        goals: GoalTexts,
        approvals: Approvals,
        shops: Shops,
        phrases: Phrases,
        imports: Imports | None = None,
    ) -> None:
        self._imports = imports
        self._figures = figures
        self._goals = goals
        self._approvals = approvals
        self._shops = shops
        self._phrases = phrases

    async def run(self, arguments: NoArguments, context: CallContext) -> Result:
        """The report as of now."""
        shop = await self._shops.get(context.actor.merchant)
        if shop is None:
            raise InternalError(f"no shop {context.actor.merchant}")
        return Result(await self.compose(shop, context.now, context.actor.lang))

    async def compose(self, shop: Shop, now: datetime, lang: Lang) -> tuple[Reply, ...]:
        """One message: a picture, the report as its caption, buttons for what waits. `now` in the shop's zone."""
        today = now.date()
        waiting = tuple(each for each in await self._approvals.waiting(shop.merchant) if now < each.expires_at)
        sections = [
            self._phrases.say("report.title", lang, date=_day(today, lang), shop=shop.name),
            self._phrases.say("report.done", lang, what=await self._done(shop, now, lang)),
            *await self._yesterday(shop, now, lang),
            self._phrases.say("report.waiting", lang, what=self._waiting(waiting, lang)),
            self._phrases.say("report.next", lang, what=self._next(shop, now, lang)),
        ]
        text, buttons = "\n".join(sections), self._buttons(waiting, lang)
        spec = await self._chart(shop, today, lang)
        return (Chart(text=text, spec=spec, buttons=buttons) if spec else Text(text=text, buttons=buttons),)

    async def _done(self, shop: Shop, now: datetime, lang: Lang) -> str:
        decided = await self._approvals.recent(shop.merchant, now - timedelta(days=1))
        lines = [
            self._phrases.say(f"report.was_{each.status}", lang, what=each.headline)
            for each in decided
            if each.status in {"executed", "undone", "failed"}
        ]
        return self._phrases.say("report.join", lang).join(lines) or self._phrases.say("report.did_nothing", lang)

    async def _yesterday(self, shop: Shop, now: datetime, lang: Lang) -> tuple[str, ...]:
        """Result and reasons; where a shop's own exports don't reach yesterday, how far they go instead."""
        today = now.date()
        state = await self._imports.state(shop.merchant) if self._imports else {}
        days = {kind: each.as_of.astimezone(now.tzinfo).date() for kind, each in state.items()}
        if state and (last := days.get("orders", date.min)) < today - timedelta(days=1):
            what = (
                self._phrases.say("report.not_imported", lang)
                if last == date.min
                else self._phrases.say("report.imported_until", lang, day=_day(last, lang))
            )
            return (self._phrases.say("report.result", lang, what=what),)
        visits = not state or days.get("traffic", date.min) >= today - timedelta(days=1)
        result = await self._result(shop, today, lang, visits=visits)
        return (
            self._phrases.say("report.result", lang, what=result),
            self._phrases.say("report.why", lang, what=await self._why(shop, today, lang)),
        )

    async def _result(self, shop: Shop, today: date, lang: Lang, *, visits: bool) -> str:
        day = today - timedelta(days=1)
        gmv, before, week_ago = [
            await self._figures.total(shop.merchant, "gmv", _one(day - timedelta(days=back))) for back in (0, 1, 7)
        ]
        buyers, visitors = [
            await self._figures.total(shop.merchant, metric, _one(day)) for metric in ("buyers", "visitors")
        ]
        text = self._phrases.say(
            "report.figures",
            lang,
            gmv=say_money(round(gmv, 2), lang),
            day_before=_change(gmv, before, self._phrases, lang),
            week_before=_change(gmv, week_ago, self._phrases, lang),
            buyers=say_count(buyers, lang),
            visitors=say_count(visitors, lang) if visits else "—",
        )
        progress = await self._goals.progress(shop.merchant, today.replace(day=1), today)
        return f"{text}\n{self._goals.line(progress, lang)}" if progress and progress.gone else text

    async def _why(self, shop: Shop, today: date, lang: Lang) -> str:
        day = today - timedelta(days=1)
        now = await self._figures.by_product(shop.merchant, "gmv", _one(day))
        before = await self._figures.by_product(shop.merchant, "gmv", _one(day - timedelta(days=1)))
        moves = {name: now.get(name, 0) - before.get(name, 0) for name in now.keys() | before.keys()}
        change, level = sum(moves.values()), sum(before.values())
        if not moves or abs(change) <= STEADY * max(level, 1):
            return self._phrases.say("report.steady", lang)
        name = max(moves, key=lambda each: moves[each] if change > 0 else -moves[each])
        key = "report.rose" if change > 0 else "report.fell"
        amount = say_money(round(abs(moves[name])), lang)
        return self._phrases.say(key, lang, product=name, amount=amount, total=say_money(round(abs(change)), lang))

    def _waiting(self, waiting: tuple[Approval, ...], lang: Lang) -> str:
        if not waiting:
            return self._phrases.say("report.nothing_waits", lang)
        lines = [f"{n}. {each.headline}" for n, each in enumerate(waiting[:CARDS_SHOWN], 1)]
        more = len(waiting) - CARDS_SHOWN
        if more > 0:
            lines.append(self._phrases.say("report.more", lang, count=str(more)))
        return "\n" + "\n".join(lines)

    def _buttons(self, waiting: tuple[Approval, ...], lang: Lang) -> Rows:
        return tuple(
            (
                Button(text=self._phrases.say("report.ok", lang, n=str(n)), data=button_data("ok", each.id)),
                Button(text=self._phrases.say("report.no", lang, n=str(n)), data=button_data("no", each.id)),
            )
            for n, each in enumerate(waiting[:CARDS_SHOWN], 1)
        )

    def _next(self, shop: Shop, now: datetime, lang: Lang) -> str:
        if shop.paused:
            return self._phrases.say("report.paused", lang)
        if not shop.report_on:
            return self._phrases.say("report.off", lang)
        at = next_report(shop, now)
        return self._phrases.say("report.next_at", lang, at=f"{_day(at.date(), lang)} {at:%H:%M}")

    async def _chart(self, shop: Shop, today: date, lang: Lang) -> ChartSpec | None:
        progress = await self._goals.progress(shop.merchant, today.replace(day=1), today)
        spec = await self._goals.chart(progress, today, lang) if progress else None
        if spec:
            return spec
        window = Window(start=today - timedelta(days=DAYS_SHOWN), end=today - timedelta(days=1))
        daily = await self._figures.by_day(shop.merchant, "gmv", window)
        if not any(daily.values()):
            return None
        return ChartSpec(
            kind="line",
            title=self._phrases.say("report.chart", lang, days=str(DAYS_SHOWN)),
            labels=tuple(f"{day:%m-%d}" for day in daily),
            series=(Series(name=self._phrases.say("goal.metric_gmv", lang), values=tuple(daily.values())),),
            unit="元" if lang == "zh" else "yuan",
        )


class DailyReport:
    """What runs when a report falls due: sync, compose, push once to each member who decides."""

    def __init__(self, report: Report, sync: Sync, pusher: Pusher, shops: Shops, clock: Clock) -> None:
        self._report = report
        self._sync = sync
        self._pusher = pusher
        self._shops = shops
        self._clock = clock

    async def due(self, due: Due) -> datetime | None:
        """Push the report of the latest day that is due, and set the next: after downtime one, not ten."""
        shop = await self._shops.get(due.merchant)
        if shop is None or not shop.report_on:
            return None
        await self._sync.run(shop.merchant)
        return await self._push(shop, due)

    async def _push(self, shop: Shop, due: Due) -> datetime:
        now = max(self._clock.now(), due.at).astimezone(ZoneInfo(shop.timezone))
        for member in await self._shops.members(shop.merchant):
            if member.blocked or member.role not in {"owner", "manager"}:
                continue
            replies = await self._report.compose(shop, now, shop.lang)
            await self._pusher.push(
                Delivery(merchant=shop.merchant, chat=member.chat, key=f"daily:{now.date()}", replies=replies),
                shop.lang,
            )
        return next_report(shop, now)


def _one(day: date) -> Window:
    return Window(start=day, end=day)


def _day(day: date, lang: Lang) -> str:
    return f"{day.month}月{day.day}日" if lang == "zh" else f"{day:%B} {day.day}"


def _change(now: float, before: float, phrases: Phrases, lang: Lang) -> str:
    if not before:
        return phrases.say("report.no_base", lang)
    return say_percent(round(now / before - 1, 4), signed=True)
