"""The wording of a why answer: cause first with its share, the factors, what was done, what was ruled out."""

from dataclasses import dataclass
from datetime import date

from analytics.decompose import Contribution
from core.money import say_percent
from core.phrases import Phrases
from tools.answers.causes import Finding, even
from tools.answers.evidence import Across, Event, Factor
from tools.answers.single import before_label
from tools.answers.spoken import Scene, Spoken

MINOR = 0.15
TELLING = 2.0
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was collected. `event` fits the cause; `done` was done to the product that moved; `moves` are
    the growth rates of earlier weeks."""

    finding: Finding
    factors: tuple[Factor, ...]
    across: tuple[Across, ...]
    event: Event | None
    done: tuple[tuple[date, str], ...]
    moves: tuple[float, ...] = ()


class Why:
    """Words a finding. `scene` is the figure in both periods."""

    def __init__(self, scene: Scene, phrases: Phrases, evidence: Evidence) -> None:
        self._scene = scene
        self._words = scene.words
        self._phrases = phrases
        self._evidence = evidence

    def spoken(self) -> Spoken:
        """The whole answer, with the contributions as a table."""
        lines = (self._headline(), self._factors(), self._also(), self._done(), self._ruled_out())
        finding = self._evidence.finding
        shown = None if finding.kind in ("steady", "usual") else finding.across
        headers, rows = self._table(shown) if shown else ((), ())
        named = [finding.cause, *finding.others] if finding.cause else []
        products = tuple(self._name(finding.across, one.element) for one in named if self._is_product)
        return Spoken("\n".join(line for line in lines if line), headers, rows, products=products)

    @property
    def _is_product(self) -> bool:
        across = self._evidence.finding.across
        return across is not None and across.dimension == "product"

    @property
    def _is_campaign(self) -> bool:
        across = self._evidence.finding.across
        return across is not None and across.dimension == "platform_campaign"

    def _campaign_dates(self) -> str:
        event = self._evidence.event
        if event is None or not self._is_campaign:
            return ""
        return self._say("why.event_dates", dates=self._words.dates.dates(event.window))

    def _say(self, sentence: str, /, **params: str) -> str:
        return self._phrases.say(sentence, self._words.lang, **params)

    def _common(self) -> dict[str, str]:
        scene, metric = self._scene, self._scene.metric
        now, before, compare = scene.found.cell(0, metric), scene.found.cell(0, f"{metric}_before"), scene.query.compare
        label = before_label(scene, compare) if compare else ""
        return {
            "window": scene.window,
            "subject": scene.subject,
            "metric": self._words.metric(metric),
            "value": self._words.value(metric, now),
            "comparison": self._words.change(metric, now, before, label),
        }

    def _headline(self) -> str:
        finding, common = self._evidence.finding, self._common()
        across, cause = finding.across, finding.cause
        if finding.kind == "cause" and across and cause:
            return self._say(
                "why.cause",
                element=f"{self._element(across, cause.element)}{self._campaign_dates()}",
                effect=self._effect(cause.effect),
                share=self._share(cause.share),
                event=self._event(),
                **common,
            )
        if finding.kind == "cancelled" and across and cause:
            fall = finding.others[0]
            return self._say(
                "why.cancelled",
                rise=self._element(across, cause.element),
                rise_effect=self._effect(cause.effect),
                fall=self._element(across, fall.element),
                fall_effect=self._effect(fall.effect),
                **common,
            )
        if finding.kind == "usual":
            return self._usual(common)
        return self._say("why.steady", **common) if finding.kind == "steady" else self._broad(common)

    def _usual(self, common: dict[str, str]) -> str:
        finding, moves = self._evidence.finding, self._evidence.moves
        low, high = say_percent(min(moves), signed=True), say_percent(max(moves), signed=True)
        text = self._say("why.usual", n=str(len(moves)), low=low, high=high, **common)
        if finding.across is None or finding.cause is None:
            return text
        element, effect = self._element(finding.across, finding.cause.element), self._effect(finding.cause.effect)
        return f"{text}\n{self._say('why.usual_largest', element=element, effect=effect)}"

    def _share(self, share: float) -> str:
        return (
            self._say("why.more_than_all") if share > 1 else self._say("why.share_of_change", share=say_percent(share))
        )

    def _broad(self, common: dict[str, str]) -> str:
        across = self._evidence.finding.across
        dimension = self._words.dimension(across.dimension if across else "product")
        largest = max(self._evidence.factors, key=lambda one: one.share, default=None)
        if largest is None:
            factor = self._say("why.broad_even", dimension=dimension)
        else:
            name, change = self._words.metric(largest.metric), self._moved(largest)
            factor = self._say("why.broad_factor", name=name, change=change, share=say_percent(largest.share))
        return self._say("why.broad", dimension=dimension, factor=factor, **common)

    def _event(self) -> str:
        event, scene = self._evidence.event, self._scene
        if event is None or self._is_campaign:
            return ""
        dates = self._words.dates.dates(event.window)
        cause = self._evidence.finding.cause
        over = cause is not None and cause.effect < 0 and event.window.end < scene.query.window.end
        return self._say("why.event_over" if over else "why.event", name=event.name, dates=dates)

    def _factors(self) -> str:
        if not self._evidence.factors or self._evidence.finding.kind in ("steady", "usual"):
            return ""
        items = [self._factor(one) for one in self._evidence.factors]
        return self._say("why.factors", items=self._words.joined(items))

    @property
    def _shared(self) -> bool:
        """Whether shares of the factors say something: not for a ratio, nor where they pull hard against each other."""
        factors = self._words.semantics.metrics[self._scene.metric].factors
        return bool(factors) and all(abs(one.share) <= TELLING for one in self._evidence.factors)

    def _factor(self, one: Factor) -> str:
        name, change = self._words.metric(one.metric), self._moved(one)
        if not self._shared:
            return self._say("why.factor_plain", name=name, change=change)
        key = "why.factor_item" if one.share >= 0 else "why.factor_against"
        return self._say(key, name=name, change=change, share=say_percent(abs(one.share)))

    def _also(self) -> str:
        finding = self._evidence.finding
        if finding.kind != "cause" or not finding.others or not finding.across:
            return ""
        items = [
            self._say(
                "why.also_item",
                element=self._element(finding.across, one.element),
                effect=self._effect(one.effect),
                share=say_percent(one.share),
            )
            for one in finding.others
        ]
        return self._say("why.also", items=self._words.joined(items))

    def _done(self) -> str:
        if not self._evidence.done:
            return ""
        items = [
            self._say("why.action", date=self._words.dates.day(day), what=self._words.element("action_type", kind))
            for day, kind in self._evidence.done[:SHOWN]
        ]
        return self._say("why.actions", items=self._words.joined(items))

    def _ruled_out(self) -> str:
        finding = self._evidence.finding
        if finding.kind in ("steady", "cancelled", "usual"):
            return ""
        items = [
            self._say("why.ruled_factor", name=self._words.metric(one.metric))
            for one in self._evidence.factors
            if abs(one.share) < MINOR and self._shared
        ]
        for one in self._evidence.across:
            if one is not finding.across and one.dimension != "platform_campaign" and even(one):
                items.append(self._say("why.ruled_dimension", dimension=self._words.dimension(one.dimension)))
        if self._evidence.event is None and not self._evidence.done and not self._is_campaign:
            items.append(self._say("why.ruled_events"))
        return self._say("why.ruled_out", items=self._words.joined(items)) if items else ""

    def _moved(self, factor: Factor) -> str:
        growth = factor.now / factor.before - 1
        return say_percent(growth, signed=True)

    def _effect(self, effect: float) -> str:
        metric = self._scene.metric
        entry = self._words.semantics.metrics[metric]
        rate = entry.kind == "ratio"
        value = self._words.value(metric, abs(effect))
        if entry.unit == "rate":
            value = self._words.say("query.points", n=f"{abs(effect) * 100:.2f}".rstrip("0").rstrip("."))
        key = ("why.rate_up" if effect > 0 else "why.rate_down") if rate else ("why.up" if effect > 0 else "why.down")
        return self._say(key, value=value)

    def _name(self, across: Across | None, element: str) -> str:
        return across.names.get(element, element) if across else element

    def _element(self, across: Across, element: str) -> str:
        name = self._words.element(across.dimension, element, across.names.get(element))
        if across.dimension in ("product", "platform_campaign"):
            return self._say("why.product", element=name)
        return self._say("why.element", dimension=self._words.dimension(across.dimension), element=name)

    def _table(self, across: Across) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        words, metric = self._words, self._scene.metric
        headers = (
            words.dimension(across.dimension),
            self._say("why.before"),
            self._say("why.now"),
            self._say("why.share"),
        )
        largest = sorted(across.contributions, key=lambda one: -abs(one.effect))[:SHOWN]
        rows = tuple(self._row(across, one, metric) for one in largest)
        if self._evidence.finding.kind == "cancelled":
            return headers[:3], tuple(row[:3] for row in rows)
        return headers, rows

    def _row(self, across: Across, one: Contribution, metric: str) -> tuple[str, ...]:
        words = self._words
        name = words.element(across.dimension, one.element, across.names.get(one.element))
        before, now = words.value(metric, one.before, bare=True), words.value(metric, one.now, bare=True)
        return name, before, now, say_percent(one.share)
