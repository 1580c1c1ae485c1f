"""`explain_change`: why a figure moved, by exact decomposition over factors, products and channels."""

from datetime import date, timedelta

from analytics.catalogue import Semantics
from analytics.parts import UnavailableError
from analytics.windows import compared
from core.buttons import button_data
from core.calls import Answer, Arguments, CallContext, Cause, Effect, Result
from core.imports import Imports
from core.phrases import Phrases
from core.ports import Proofs, Warehouse
from core.query import Compare, MetricQuery
from core.replies import Button, Table, Text
from tools.answers.causes import Finding, as_usual, find
from tools.answers.coverage import Coverage, Uncovered, coverage_of, covered
from tools.answers.evidence import (
    ACROSS,
    Across,
    Event,
    across,
    actions,
    events,
    factor_names,
    factors,
    may_have_moved,
    words_of,
)
from tools.answers.preparing import comparable
from tools.answers.reading import Found, Reader
from tools.answers.refusals import refusal
from tools.answers.spoken import Scene, Spoken, capital
from tools.answers.usual import Usual, usual_moves
from tools.answers.why import Evidence, Why
from tools.answers.words import Words
from tools.imports.telling import told

LOOK_BACK = timedelta(days=31)
"""How long before the window a change to a product may still explain it."""


class ExplainChangeArguments(Arguments):
    """The figure, its window and what it is compared with (the period before if nothing is said)."""

    query: MetricQuery


class ExplainChange:
    """Reads only. The cause, its share and the figures are computed; the sentences only say them."""

    name = "explain_change"
    description = "Explains why a figure of the shop changed or didn't"
    effect: Effect = "read"
    kind = "read"
    arguments: type[Arguments] = ExplainChangeArguments

    def __init__(
        self,
        semantics: Semantics,
        warehouse: Warehouse,
        proofs: Proofs,
        phrases: Phrases,
        imports: Imports | None = None,
    ) -> None:
        self._imports = imports
        self._semantics = semantics
        self._warehouse = warehouse
        self._phrases = phrases
        self._reader = Reader(semantics, warehouse, proofs)

    async def run(self, arguments: ExplainChangeArguments, context: CallContext) -> Result:
        """Always a result; where nothing can be explained it says why."""
        words = Words(self._semantics, self._phrases, context.actor.lang, context.now.date())
        coverage = await coverage_of(self._warehouse, context.actor.merchant, context.now.tzinfo)
        if coverage is None:
            return _refused(Uncovered("empty", words.say("query.no_facts")), arguments.query)
        if self._imports is not None:
            state = await self._imports.state(context.actor.merchant)
            by_files = told(state, self._with_factors(arguments.query), coverage, words, context.now.tzinfo)
            if isinstance(by_files, Uncovered):
                return _refused(by_files, arguments.query)
            coverage = by_files
        try:
            asked = self._asked(arguments.query, coverage, words)
            if isinstance(asked, Uncovered):
                return _refused(asked, arguments.query)
            return await self._explain(asked, context.actor.merchant, words, coverage)
        except UnavailableError as error:
            return refusal(error, arguments.query, words)

    def _with_factors(self, query: MetricQuery) -> MetricQuery:
        """The question with the figures that its explanation rests on."""
        names = dict.fromkeys(query.metrics[:1])
        if query.metrics[0] in self._semantics.metrics:
            names |= dict.fromkeys(factor_names(self._reader, query.metrics[0]))
        return query.model_copy(update={"metrics": tuple(names)})

    def _asked(self, query: MetricQuery, coverage: Coverage, words: Words) -> MetricQuery | Uncovered:
        """One metric over one window against another, both covered by data."""
        metric = query.metrics[0]
        if metric not in self._semantics.metrics:
            raise UnavailableError("metric", metric)
        if not self._semantics.dated(metric):
            return Uncovered("unavailable", self._say(words, "why.not_dated", metric=words.metric(metric)))
        part = covered(query.window, coverage, words)
        if isinstance(part, Uncovered):
            return part
        compare = query.compare if query.compare and query.compare.kind != "goal" else Compare(kind="previous")
        plain = MetricQuery(
            metrics=(metric,),
            filters=query.filters,
            window=part.window,
            window_said=query.window_said,
            compare=compare,
        )
        kept, gap = comparable(compared(plain, words.dates.today), coverage, words)
        if gap:
            return Uncovered("unavailable", self._say(words, "why.no_before", window=words.dates.window(part.window)))
        return kept

    def _say(self, words: Words, sentence: str, /, **params: str) -> str:
        return self._phrases.say(sentence, words.lang, **params)

    async def _explain(self, asked: MetricQuery, merchant: str, words: Words, coverage: Coverage) -> Result:
        metric = asked.metrics[0]
        total = await self._total(asked, merchant)
        products = tuple(str(one.value) for one in asked.filters if one.field == "product" and one.op == "eq")
        scene = Scene(words, total, await self._reader.titles(merchant, products))
        now, before = total.cell(0, metric), total.cell(0, f"{metric}_before")
        if now is None or before is None:
            text = words.say("query.nothing", window=scene.window, subject=scene.subject, metric=words.metric(metric))
            return _refused(Uncovered("empty", text), asked)
        change = float(now) - float(before)
        usual = await usual_moves(self._reader, merchant, asked, coverage.first)
        evidence = await self._collected(asked, merchant, total, float(before), change, usual)
        spoken = Why(scene, self._phrases, evidence).spoken()
        also = tuple(one.found for one in evidence.across)
        shown = evidence.finding.across.found if evidence.finding.across else total
        proof = await self._reader.keep(merchant, shown, coverage.freshness, words, (total, *also))
        return Result((_reply(spoken, asked, words, proof),), _machine(asked, total, evidence))

    async def _total(self, asked: MetricQuery, merchant: str) -> Found:
        """The figure and its factors in both periods; without the factors where the filters don't allow them."""
        metric = asked.metrics[0]
        names = dict.fromkeys((metric, *factor_names(self._reader, metric)))
        try:
            return await self._reader.read(merchant, asked.model_copy(update={"metrics": tuple(names)}))
        except UnavailableError:
            return await self._reader.read(merchant, asked)

    async def _collected(
        self, asked: MetricQuery, merchant: str, total: Found, before: float, change: float, usual: Usual
    ) -> Evidence:
        filtered = {one.field for one in asked.filters}
        found = [
            one
            for dimension in ACROSS
            if dimension not in filtered and (one := await across(self._reader, merchant, asked, dimension, change))
        ]
        around = await self._around(asked, merchant, rising=change > 0)
        named = await words_of(self._warehouse, merchant)
        touched = frozenset(one for one, said in named.items() if any(event.touches(said) for event in around))
        finding = find(before + change, before, tuple(found), touched)
        if before and usual.holds(change / before):
            finding = as_usual(finding)
        parts = factors(self._reader, total, asked.metrics[0], change)
        product = _product(asked, finding)
        event = None if finding.kind == "usual" else _fitting(around, finding, named.get(product or "", ""))
        done = () if finding.kind == "usual" else await self._done(asked, merchant, product)
        return Evidence(finding, parts, tuple(found), event, done, usual.moves)

    async def _around(self, asked: MetricQuery, merchant: str, *, rising: bool) -> list[Event]:
        if asked.compare is None or asked.compare.window is None:
            return []
        before = asked.compare.window
        found = await events(self._warehouse, merchant, asked.window, before)
        return [event for event in found if may_have_moved(event, asked.window, before, rising=rising)]

    async def _done(self, asked: MetricQuery, merchant: str, product: str | None) -> tuple[tuple[date, str], ...]:
        """What was done to the product that moved."""
        if product is None or asked.compare is None or asked.compare.window is None:
            return ()
        start = max(asked.compare.window.start, asked.window.start - LOOK_BACK)
        return await actions(self._warehouse, merchant, product, start, asked.window.end)


def _product(asked: MetricQuery, finding: Finding) -> str | None:
    chosen = [str(one.value) for one in asked.filters if one.field == "product" and one.op == "eq"]
    if chosen:
        return chosen[0]
    across = finding.across
    return finding.cause.element if finding.cause and across and across.dimension == "product" else None


def _fitting(around: list[Event], finding: Finding, said: str) -> Event | None:
    """The event that fits the cause: by the product's words, by the campaign's name, or one that touches all."""
    if said:
        return next((event for event in around if event.touches(said)), None)
    across, cause = finding.across, finding.cause
    if finding.kind == "cause" and across and cause and across.dimension == "platform_campaign":
        return next((event for event in around if event.name == across.names.get(cause.element)), None)
    return next((event for event in around if event.everywhere), None) if finding.kind == "broad" else None


def _machine(asked: MetricQuery, total: Found, evidence: Evidence) -> Answer:
    causes = []
    finding = evidence.finding
    if finding.across and finding.cause and finding.kind != "usual":
        causes = [_cause(finding.across, one.element, one.share, None) for one in (finding.cause, *finding.others)]
        if evidence.event is not None:
            causes[0] = causes[0].model_copy(update={"event": evidence.event.name})
    metric = asked.metrics[0]
    columns = (metric, f"{metric}_before", f"{metric}_diff", f"{metric}_growth")
    return Answer(query=asked, sql=total.sql, columns=columns, rows=total.only(columns), causes=tuple(causes))


def _cause(across: Across, element: str, share: float, event: str | None) -> Cause:
    name = across.names.get(element, element)
    return Cause(elements={across.dimension: name}, event=event, share=round(share, 4))


def _reply(spoken: Spoken, asked: MetricQuery, words: Words, proof: str) -> Table | Text:
    note = "" if asked.window_said else words.say("query.default_window", window=words.dates.short_window(asked.window))
    text = capital(f"{spoken.text}\n{note}".rstrip())
    buttons = ((Button(text=words.say("query.proof"), data=button_data("proof", proof)),),)
    if spoken.rows:
        return Table(text=text, columns=spoken.columns, rows=spoken.rows, buttons=buttons)
    return Text(text=text, buttons=buttons)


def _refused(why: Uncovered, query: MetricQuery) -> Result:
    return Result((Text(text=capital(why.text)),), Answer(status=why.status, query=query))
