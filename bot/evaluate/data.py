"""The suite `data`: are questions answered with the right figures, and the unanswerable ones not at all?

A turn goes through the whole assistant on a demo shop whose data ends with the day before the set's "now", so that
today is a day without data, as the set has it. What it answers is compared with what the right query returns through
the same compiler. Questions about days that the shop is too young for are left out, as the set's README says.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

from analytics.catalogue import Semantics
from analytics.compiler import compile_query
from analytics.parts import UnavailableError
from bot.app import App, InlineJobs, ManualClock, assemble
from bot.demo import DEMO, copy_shop, file_url, kept_demo
from bot.evaluate.gold import DataRow, read_gold
from bot.evaluate.matching import Sheet, matches
from bot.evaluate.report import Report, table
from bot.evaluate.rows import read_rows, share
from bot.evaluate.setting import Setting
from bot.lexicons import ShopLexicons
from bot.parts import Data, Stores
from bot.replay import OWNER, RecordingChannel
from core.calls import Answer
from core.lexicon import Lexicon
from core.query import MetricQuery, Window
from core.records import Goal, Member
from core.turns import Said, Turn
from dialogs.heard import Handled

DAYS = 400
FULL = 100
"""Rows that a tool keeps of a longer answer; such an answer is run again."""
GOAL = Decimal(1_000_000)
LEVELS = (1, 2, 3, 4)
PARTS = ((False, "zh"), (False, "en"), (True, "zh"), (True, "en"))
SAID = frozenset({"answered", "partial"})


@dataclass(frozen=True, slots=True)
class Scored:
    """One question: right or not, what was answered, and how long the turn took."""

    row: DataRow
    right: bool
    wrong_figure: bool
    said: str
    milliseconds: float


class Examiner:
    """Asks the questions, each in a chat of its own."""

    def __init__(self, app: App, lexicon: Lexicon, semantics: Semantics, first: datetime) -> None:
        self._app = app
        self._lexicon = lexicon
        self._semantics = semantics
        self._first = first.date()

    def askable(self, row: DataRow) -> bool:
        """Whether the shop is old enough: at least half of each window that the right answer needs."""
        if row.status != "answered":
            return True
        needed = [row.query.window, row.query.compare.window if row.query.compare else None]
        return all(pair is None or pair[0] >= self._first for pair in needed)

    async def score(self, row: DataRow) -> Scored:
        """Ask it, after its history."""
        await self._app.stores.shops.join(Member(merchant=DEMO, user=row.id, chat=row.id, role="manager"))
        for number, text in enumerate(row.history):
            await self._say(row, text, number)
        began = time.perf_counter()
        handled = await self._say(row, row.text, len(row.history))
        milliseconds = (time.perf_counter() - began) * 1000
        answer = handled.answer
        confident = answer is not None and answer.status in SAID
        if row.status == "answered":
            right = await self._right(row, answer)
        else:
            right = not confident
        return Scored(row, right, confident and not right, _described(handled), milliseconds)

    async def _say(self, row: DataRow, text: str, number: int) -> Handled:
        turn = Turn(f"{row.id}-{number}", row.id, row.id, DEMO, self._app.clock.now(), Said(text))
        return await self._app.assistant.handle(turn)

    async def _right(self, row: DataRow, answer: Answer | None) -> bool:
        yesterday = row.now.date() - timedelta(days=1)
        window = answer.query.window if answer and answer.query else Window(start=yesterday, end=yesterday)
        gold = read_gold(row.query, self._lexicon, window)
        try:
            expected = await self._expected(gold)
        except UnavailableError:
            return answer is not None and answer.status in ("unavailable", "ambiguous")
        if answer is None or answer.query is None or answer.status not in (*SAID, "empty"):
            return False
        given = Sheet(answer.columns, answer.rows)
        if len(answer.rows) == FULL:
            given = await self._run(answer.query)
        return matches(gold, expected, given)

    async def _expected(self, gold: MetricQuery) -> Sheet:
        if "goal_pct" not in gold.derive:
            return await self._run(gold)
        sheet = await self._run(gold.model_copy(update={"derive": (), "compare": None}))
        value = float(sheet.rows[0][0] or 0)
        return Sheet(("goal_pct",), ((value / float(GOAL),),))

    async def _run(self, query: MetricQuery) -> Sheet:
        warehouse = self._app.stores.warehouse
        compiled = compile_query(query, self._semantics, warehouse.dialect)
        found = await warehouse.select(compiled.sql, {"merchant": DEMO, **compiled.parameters})
        return Sheet(compiled.columns, found.rows)


async def data(setting: Setting) -> Report:
    """Every question of the set. Figures are of the held-out two thirds."""
    rows = read_rows(DataRow, "data.jsonl")
    now = rows[0].now
    last = now.date() - timedelta(days=1)
    source = await kept_demo(setting.settings.data_dir / "demo", seed=setting.seed, days=DAYS, until=last)
    shop = setting.folder / "asked.db"
    copy_shop(source, shop)
    stores = await Stores.open(file_url(shop), setting.folder)
    try:
        examiner = await _examiner(setting.data, stores, now)
        scored = [await examiner.score(row) for row in rows if examiner.askable(row)]
    finally:
        await stores.close()
    return report_of(scored)


async def _examiner(data: Data, stores: Stores, now: datetime) -> Examiner:
    app = await assemble(data, stores, ManualClock(now), InlineJobs(), RecordingChannel(), merchant=DEMO)
    month = now.date().replace(day=1)
    await stores.goals.put(Goal(merchant=DEMO, month=month, metric="gmv", target=GOAL, set_by=OWNER, set_at=now))
    lexicon = await ShopLexicons(app.data.semantics, stores.market).of(DEMO)
    first = await stores.warehouse.first_day(DEMO)
    assert first is not None, "a demo shop has data"
    return Examiner(app, lexicon, app.data.semantics, datetime.combine(first, datetime.min.time(), now.tzinfo))


def _described(handled: Handled) -> str:
    answer, meant = handled.answer, handled.understanding
    head = f"{handled.decision.name if handled.decision else ''} {meant.intent if meant else ''}"
    if answer is None:
        return f"{head} {handled.replies[0].text[:80] if handled.replies else ''}"
    query = answer.query.model_dump_json(exclude_defaults=True) if answer.query else ""
    return f"{head} {answer.status} {query} {answer.rows[:2]}"


def report_of(scored: Sequence[Scored]) -> Report:
    """Shares by level of the held-out rows, and a table of both parts by level and language."""
    held = [one for one in scored if not one.row.is_development]
    figures: dict[str, float] = {}
    for level in LEVELS:
        of_level = [one for one in held if one.row.status == "answered" and one.row.level == level]
        figures[f"result_match_l{level}"] = share([one.right for one in of_level])
    unanswerable = [one for one in held if one.row.status != "answered"]
    figures["wrong_on_unanswerable"] = share([one.wrong_figure for one in unanswerable])
    figures["median_ms"] = round(median(one.milliseconds for one in held), 2)
    return Report("data", len(held), figures, (_table(scored),), _mistakes(scored))


def _table(scored: Sequence[Scored]) -> str:
    groups = {f"level {level}": [one for one in scored if _level(one) == level] for level in LEVELS}
    groups["unanswerable"] = [one for one in scored if _level(one) == 0]
    rows = []
    for name, group in groups.items():
        parts = [[one for one in group if (one.row.is_development, one.row.lang) == part] for part in PARTS]
        rows.append((name, *(f"{sum(one.right for one in part)}/{len(part)}" for part in parts)))
    return table("right of asked", ("", "held out zh", "held out en", "development zh", "development en"), rows)


def _level(one: Scored) -> int:
    return one.row.level if one.row.status == "answered" else 0


def _mistakes(scored: Sequence[Scored]) -> tuple[str, ...]:
    return tuple(
        f"{one.row.id} L{one.row.level} {' / '.join((*one.row.history, one.row.text))}\n"
        f"    right: {one.row.status} {one.row.query.model_dump_json(exclude_defaults=True)}\n    ours:  {one.said}"
        for one in scored
        if not one.right and one.row.is_development
    )
