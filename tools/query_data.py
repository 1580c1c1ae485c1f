"""`query_data`: a number, ranking or trend of the shop, with its window, a comparison and its evidence."""

from typing import Literal

from analytics.catalogue import Semantics
from analytics.parts import UnavailableError
from analytics.windows import compared
from core.buttons import button_data
from core.calls import Answer, Arguments, CallContext, Effect, Result, Status
from core.phrases import Phrases
from core.ports import Goal, Goals, Proofs, Warehouse
from core.query import MetricQuery, Window
from core.replies import Button, Chart, Reply, Table, Text
from tools.answers.coverage import Coverage, Uncovered, coverage_of, covered
from tools.answers.groups import grouped, ranked
from tools.answers.reading import Found, Reader
from tools.answers.refusals import refusal
from tools.answers.single import counted, single, summed
from tools.answers.spoken import Scene, Spoken, with_default_comparison
from tools.answers.trends import extreme, trend
from tools.answers.words import Words


class QueryDataArguments(Arguments):
    """`chart` is what the merchant asked to see it as."""

    query: MetricQuery
    chart: Literal["line", "bar", "hbar"] | None = None


class QueryData:
    """Reads only; every figure it says was returned by the statement behind its evidence."""

    name = "query_data"
    description = "Answers a question about the shop's figures"
    effect: Effect = "read"
    kind = "read"
    arguments: type[Arguments] = QueryDataArguments

    def __init__(
        self, semantics: Semantics, warehouse: Warehouse, proofs: Proofs, goals: Goals, phrases: Phrases
    ) -> None:
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
            return _refused(Spoken(words.say("no_facts"), status="empty"), arguments.query)
        try:
            return await self._answer(arguments, context, words, coverage)
        except UnavailableError as error:
            return refusal(error, arguments.query, words)

    async def _answer(
        self, arguments: QueryDataArguments, context: CallContext, words: Words, coverage: Coverage
    ) -> Result:
        asked = _simplified(arguments.query, self._semantics)
        notes = [] if asked.window_said else [words.say("default_window", window=words.dates.window(asked.window))]
        status: Status = "answered"
        if not all(self._semantics.windowless(metric) for metric in asked.metrics if metric in self._semantics.metrics):
            part = covered(asked.window, coverage, words)
            if isinstance(part, Uncovered):
                return _refused(Spoken(part.text, status=part.status), asked)
            if part.window.start > asked.window.start:
                status = "partial"
            asked = asked.model_copy(update={"window": part.window})
            notes += [part.note] if part.note else []
        else:
            notes = []
        asked, gap = _comparable(compared(asked, words.dates.today), coverage, words)
        notes += [gap] if gap else []
        return await self._spoken(arguments, context, words, coverage, asked, notes, status)

    async def _spoken(
        self,
        arguments: QueryDataArguments,
        context: CallContext,
        words: Words,
        coverage: Coverage,
        asked: MetricQuery,
        notes: list[str],
        status: Status,
    ) -> Result:
        merchant = context.actor.merchant
        run = _comparable(with_default_comparison(asked, words), coverage, words)[0]
        found = await self._found(merchant, run)
        products = tuple(v for one in asked.filters if one.field == "product" for v in _values(one.value))
        scene = Scene(words, found, await self._reader.titles(merchant, products))
        spoken = await self._said(scene, arguments, merchant, asked, coverage)
        proof = await self._reader.keep(merchant, found, coverage.freshness, words.lang)
        notes += self._caveats(asked, words)
        if spoken.status != "answered":
            status = spoken.status
        answer = self._machine(merchant, asked, found, spoken, status)
        return Result((_reply(spoken, notes, words, proof),), answer)

    async def _found(self, merchant: str, query: MetricQuery) -> Found:
        """Run it; a sum over people or orders is counted anew over the listed elements, so that none counts twice."""
        try:
            return await self._reader.read(merchant, query)
        except UnavailableError as error:
            if error.reason != "adding" or len(query.dimensions) != 1:
                raise
        listed = await self._reader.read(merchant, query.model_copy(update={"derive": ()}))
        return await self._reader.read(merchant, _over(query, listed))

    async def _said(
        self, scene: Scene, arguments: QueryDataArguments, merchant: str, asked: MetricQuery, coverage: Coverage
    ) -> Spoken:
        if "count" in scene.found.columns:
            return counted(scene)
        if "sum" in asked.derive:
            return summed(scene)
        if "rank" in asked.derive:
            return ranked(scene)
        if asked.grain and (asked.limit or asked.order) and not asked.dimensions:
            return extreme(scene, asked.grain)
        if asked.grain:
            return await self._trend(scene, arguments, merchant, coverage)
        if asked.dimensions or asked.having:
            return grouped(scene, arguments.chart)
        return single(scene, explicit=asked.compare is not None, goal=await self._goal(asked, merchant))

    async def _trend(self, scene: Scene, arguments: QueryDataArguments, merchant: str, coverage: Coverage) -> Spoken:
        query, words = scene.query, scene.words
        if query.grain is None:
            raise ValueError("a trend has a grain")
        plain = query.model_copy(update={"grain": None, "dimensions": (), "derive": (), "having": ()})
        whole = _comparable(with_default_comparison(plain, words), coverage, words)[0]
        total = single(Scene(words, await self._reader.read(merchant, whole), scene.titles), explicit=False)
        before = None
        if query.compare and query.compare.window and not query.dimensions:
            other = query.model_copy(update={"window": query.compare.window, "compare": None})
            before = await self._reader.read(merchant, other)
        return trend(scene, query.grain, total.text, arguments.chart, before)

    async def _goal(self, asked: MetricQuery, merchant: str) -> Goal | None:
        wanted = "goal_pct" in asked.derive or (asked.compare is not None and asked.compare.kind == "goal")
        if not wanted:
            return None
        return await self._goals.get(merchant, asked.window.end.replace(day=1))

    def _caveats(self, asked: MetricQuery, words: Words) -> list[str]:
        leaves = {leaf for metric in asked.metrics for leaf in self._semantics.leaves(metric)}
        return [words.say("cost_known_only")] if "gross_profit" in leaves else []

    def _machine(self, merchant: str, asked: MetricQuery, found: Found, spoken: Spoken, status: Status) -> Answer:
        """The contract's side: the columns that were asked for, without a comparison taken by default."""
        sql, columns = found.sql, found.columns
        if asked != found.query and not set(found.query.filters) - set(asked.filters):
            sql, columns = self._reader.sql(merchant, asked)
        rows = found.only(columns) if set(columns) <= set(found.columns) else found.rows
        return Answer(
            status=status,
            query=asked,
            sql=sql,
            columns=columns,
            rows=rows[:100] if status != "empty" or rows else (),
            products=spoken.products,
        )


def _values(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _simplified(query: MetricQuery, semantics: Semantics) -> MetricQuery:
    """Sums and counts over nothing are the figure itself; a figure known only as of now has no comparison."""
    derive = query.derive
    if "sum" in derive and not query.dimensions and not query.limit:
        query = query.model_copy(update={"grain": None})
    if not query.dimensions and not query.grain:
        derive = tuple(word for word in derive if word not in ("sum", "count"))
    if query.compare and any(m in semantics.metrics and semantics.windowless(m) for m in query.metrics):
        query = query.model_copy(update={"compare": None})
    moved = {"diff", "growth"} & set(derive)
    if moved and query.compare is None and not query.grain:
        query = query.model_copy(update={"compare": {"kind": "previous", "window": None}})
        query = MetricQuery.model_validate(query.model_dump())
    return query.model_copy(update={"derive": derive})


def _comparable(query: MetricQuery, coverage: Coverage, words: Words) -> tuple[MetricQuery, str]:
    """Without its comparison where the data does not reach back so far, and what is to be said about that."""
    if query.compare is None or query.compare.window is None:
        return query, ""
    window: Window = query.compare.window
    if coverage.first <= window.start and window.end <= coverage.last:
        return query, ""
    label = words.dates.before(query.window, query.compare)
    kept = query.model_copy(
        update={"compare": None, "derive": tuple(w for w in query.derive if w not in ("diff", "growth"))}
    )
    return kept, words.say("no_before", before=label)


def _over(query: MetricQuery, listed: Found) -> MetricQuery:
    """The query over exactly the listed elements, ungrouped."""
    dimension = query.dimensions[0]
    elements = tuple(str(value) for value in listed.column(dimension))
    chosen = {"field": dimension, "op": "in", "value": elements}
    changes = {"dimensions": (), "limit": None, "order": None, "by": None, "having": (), "derive": ()}
    body = query.model_dump() | changes | {"filters": (*query.model_dump()["filters"], chosen)}
    return MetricQuery.model_validate(body)


def _reply(spoken: Spoken, notes: list[str], words: Words, proof: str) -> Reply:
    text = "\n".join([spoken.text, *notes])
    buttons = ((Button(text=words.say("proof"), data=button_data("proof", proof)),),)
    if spoken.chart is not None:
        return Chart(text=text, spec=spoken.chart, buttons=buttons)
    if spoken.rows:
        return Table(text=text, columns=spoken.columns, rows=spoken.rows, buttons=buttons)
    return Text(text=text, buttons=buttons)


def _refused(spoken: Spoken, query: MetricQuery) -> Result:
    return Result((Text(text=spoken.text),), Answer(status=spoken.status, query=query))
