"""`query_data`: a number, ranking or trend of the shop, with its window, a comparison and its evidence."""

from typing import Literal

from analytics.catalogue import Semantics
from analytics.parts import UnavailableError
from core.buttons import button_data
from core.calls import Answer, Arguments, CallContext, Effect, Result
from core.imports import Imports
from core.phrases import Phrases
from core.ports import Goals, Proofs, Warehouse
from core.query import MetricQuery
from core.records import Goal
from core.replies import Button, Chart, Reply, Table, Text
from tools.answers.coverage import Coverage, Uncovered, coverage_of
from tools.answers.groups import grouped, ranked
from tools.answers.preparing import Prepared, over_listed, prepare, whole_of, with_default_comparison
from tools.answers.reading import Found, Reader
from tools.answers.refusals import refusal
from tools.answers.single import counted, single, summed
from tools.answers.spoken import Scene, Spoken, capital
from tools.answers.trends import extreme, trend
from tools.answers.words import Words
from tools.imports.telling import told

ROWS_KEPT = 100


class QueryDataArguments(Arguments):
    """`chart` is what the merchant asked to see it as."""

    query: MetricQuery
    chart: Literal["line", "bar", "hbar"] | None = None


class QueryData:
    """Reads only; every figure it says was returned by the statements behind its evidence."""

    name = "query_data"
    description = "Answers a question about the shop's figures"
    effect: Effect = "read"
    kind = "read"
    arguments: type[Arguments] = QueryDataArguments

    def __init__(
        self,
        semantics: Semantics,
        warehouse: Warehouse,
        proofs: Proofs,
        goals: Goals,
        phrases: Phrases,
        imports: Imports | None = None,
    ) -> None:
        self._imports = imports
        self._semantics = semantics
        self._warehouse = warehouse
        self._goals = goals
        self._phrases = phrases
        self._reader = Reader(semantics, warehouse, proofs)

    async def run(self, arguments: QueryDataArguments, context: CallContext) -> Result:
        """Always a result: what there is no answer to is said as such, with the status in the answer."""
        words = Words(self._semantics, self._phrases, context.actor.lang, context.now.date())
        coverage = await coverage_of(self._warehouse, context.actor.merchant, context.now.tzinfo)
        if coverage is None:
            return _refused(Uncovered("empty", words.say("query.no_facts")), arguments.query)
        if self._imports is not None:
            state = await self._imports.state(context.actor.merchant)
            by_files = told(state, arguments.query, coverage, words, context.now.tzinfo)
            if isinstance(by_files, Uncovered):
                return _refused(by_files, arguments.query)
            coverage = by_files
        try:
            prepared = prepare(arguments.query, self._semantics, coverage, words)
            if isinstance(prepared, Uncovered):
                return _refused(prepared, arguments.query)
            return await self._answer(prepared, arguments, context.actor.merchant, words, coverage)
        except UnavailableError as error:
            return refusal(error, arguments.query, words)

    async def _answer(
        self, prepared: Prepared, arguments: QueryDataArguments, merchant: str, words: Words, coverage: Coverage
    ) -> Result:
        asked = prepared.query
        found = await self._found(merchant, with_default_comparison(asked, coverage, words))
        scene = Scene(words, found, await self._reader.titles(merchant, _products(asked)))
        whole, before = await self._beside(scene, merchant, coverage)
        goal = await self._goal(asked, merchant)
        spoken = _said(scene, asked, arguments.chart, whole, before, goal)
        also = tuple(one for one in (whole, before) if one is not None)
        proof = await self._reader.keep(merchant, found, coverage.freshness, words, also)
        notes = (*prepared.notes, *self._caveats(asked, goal, words))
        status = spoken.status if spoken.status != "answered" else prepared.status
        answer = self._machine(merchant, asked, found, goal).model_copy(
            update={"status": status, "products": spoken.products}
        )
        return Result((_reply(spoken, notes, words, proof),), answer)

    async def _found(self, merchant: str, query: MetricQuery) -> Found:
        try:
            return await self._reader.read(merchant, query)
        except UnavailableError as error:
            if error.reason != "adding" or len(query.dimensions) != 1:
                raise
        listed = await self._reader.read(merchant, query.model_copy(update={"derive": ()}))
        return await self._reader.read(merchant, over_listed(query, listed))

    async def _beside(self, scene: Scene, merchant: str, coverage: Coverage) -> tuple[Found | None, Found | None]:
        """What a trend needs beside its buckets: the whole window, and the buckets of the period compared with."""
        query = scene.query
        if not query.grain or query.limit or query.having or "count" in query.derive:
            return None, None
        plain = with_default_comparison(whole_of(query), coverage, scene.words)
        whole = await self._reader.read(merchant, plain)
        if query.dimensions or query.compare is None or query.compare.window is None:
            return whole, None
        other = query.model_copy(update={"window": query.compare.window, "compare": None})
        return whole, await self._reader.read(merchant, other)

    async def _goal(self, asked: MetricQuery, merchant: str) -> Goal | None:
        if not _wants_goal(asked):
            return None
        goal = await self._goals.get(merchant, asked.window.end.replace(day=1))
        return goal if goal and goal.metric == asked.metrics[0] else None

    def _caveats(self, asked: MetricQuery, goal: Goal | None, words: Words) -> list[str]:
        leaves = {leaf for metric in asked.metrics for leaf in self._semantics.leaves(metric)}
        caveats = [words.say("query.cost_known_only")] if "gross_profit" in leaves else []
        if _wants_goal(asked) and goal is None:
            caveats.append(words.say("query.no_goal", metric=words.metric(asked.metrics[0])))
        return caveats

    def _machine(self, merchant: str, asked: MetricQuery, found: Found, goal: Goal | None) -> Answer:
        """The contract's side: the columns that were asked for, without a comparison taken by default."""
        sql, columns = found.sql, found.columns
        if found.query.compare != asked.compare:
            sql, columns = self._reader.sql(merchant, asked)
        rows = found.only(columns)[:ROWS_KEPT]
        if goal is not None and rows and goal.metric in columns:
            value = float(found.cell(0, goal.metric) or 0)
            columns = (*columns, "goal", "goal_pct")
            rows = ((*rows[0], float(goal.target), round(value / float(goal.target), 6)),)
        return Answer(query=asked, sql=sql, columns=columns, rows=rows)


def _said(
    scene: Scene, asked: MetricQuery, chart: str | None, whole: Found | None, before: Found | None, goal: Goal | None
) -> Spoken:
    if "count" in scene.found.columns:
        return counted(scene)
    if "sum" in asked.derive:
        return summed(scene, asked)
    if "rank" in asked.derive:
        return ranked(scene)
    if asked.grain and whole is not None:
        total = single(Scene(scene.words, whole, scene.titles), explicit=False)
        return trend(scene, asked.grain, total.text, chart, before)
    if asked.grain and not asked.dimensions and not asked.having:
        return extreme(scene, asked.grain)
    if asked.dimensions or asked.having:
        return grouped(scene, chart)
    return single(scene, explicit=asked.compare is not None, goal=goal)


def _wants_goal(asked: MetricQuery) -> bool:
    return "goal_pct" in asked.derive or (asked.compare is not None and asked.compare.kind == "goal")


def _products(asked: MetricQuery) -> tuple[str, ...]:
    chosen = [one.value for one in asked.filters if one.field == "product" and one.op != "contains"]
    return tuple(value for values in chosen for value in ((values,) if isinstance(values, str) else values))


def _reply(spoken: Spoken, notes: tuple[str, ...], words: Words, proof: str) -> Reply:
    text = capital("\n".join([spoken.text, *notes]))
    buttons = ((Button(text=words.say("query.proof"), data=button_data("proof", proof)),),)
    if spoken.chart is not None:
        return Chart(text=text, spec=spoken.chart, buttons=buttons)
    if spoken.rows:
        return Table(text=text, columns=spoken.columns, rows=spoken.rows, buttons=buttons)
    return Text(text=text, buttons=buttons)


def _refused(why: Uncovered, query: MetricQuery) -> Result:
    return Result((Text(text=capital(why.text)),), Answer(status=why.status, query=query))
