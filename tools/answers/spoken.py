"""What an answer comes to before buttons are put under it."""

from dataclasses import dataclass, field

from core.calls import Status
from core.charts import ChartSpec
from core.query import MetricQuery
from tools.answers.reading import Found
from tools.answers.words import Words


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence, with a table or a chart under it. `products` are named in the answer's order."""

    text: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    chart: ChartSpec | None = None
    status: Status = "answered"
    products: tuple[str, ...] = ()


def capital(text: str) -> str:
    """With its first letter large, as an English sentence begins."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the wording of one answer may look at. `titles` are products' by id."""

    words: Words
    found: Found
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def query(self) -> MetricQuery:
        """The query that was run."""
        return self.found.query

    @property
    def metric(self) -> str:
        """The metric that the answer is about first."""
        return self.query.metrics[0]

    @property
    def window(self) -> str:
        """The window in words; "now" for what is known as of now only."""
        snapshots = all(self.words.semantics.windowless(metric) for metric in self.query.metrics)
        return self.words.say("query.now") if snapshots else self.words.dates.window(self.query.window)

    @property
    def subject(self) -> str:
        """The filters in words."""
        return self.words.subject(self.query.filters, self.titles)
