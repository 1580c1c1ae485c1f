"""Trends: the whole in the sentence with its high and low, the buckets in a chart."""

from datetime import date

from analytics.windows import DAY, next_bucket
from core.calls import Scalar
from core.charts import ChartSpec, Series
from core.query import Grain
from tools.answers.groups import axis_unit, table_of
from tools.answers.reading import Found
from tools.answers.spoken import Scene, Spoken

LINES = 4
FEW = 3


def trend(scene: Scene, grain: Grain, total: str, chart: str | None, before: Found | None) -> Spoken:
    """`total` is the sentence on the whole window; `before` the buckets of the period compared with."""
    words, metric = scene.words, scene.metric
    known = [row for row in range(len(scene.found.rows)) if scene.found.cell(row, metric) is not None]
    if not known:
        text = words.say("query.nothing", window=scene.window, subject=scene.subject, metric=words.metric(metric))
        return Spoken(text, status="empty")
    headers, cells = table_of(scene)
    if len(known) < FEW and not chart:
        return Spoken(total, headers, cells)
    return Spoken(_high_and_low(scene, grain, known, total), chart=_chart(scene, grain, chart, before))


def _high_and_low(scene: Scene, grain: Grain, known: list[int], total: str) -> str:
    words, metric, found = scene.words, scene.metric, scene.found
    values: dict[int, float] = {row: float(found.cell(row, metric) or 0) for row in known}
    whole = [row for row in known if _whole(scene, grain, row)] or known
    high, low = max(whole, key=values.__getitem__), min(whole, key=values.__getitem__)
    if values[high] == values[low] or scene.query.dimensions:
        return total
    return words.say(
        "query.trend",
        total=total,
        most=words.extreme(metric, least=False),
        least=words.extreme(metric, least=True),
        high=words.dates.bucket(str(found.cell(high, grain)), grain),
        high_value=words.value(metric, found.cell(high, metric)),
        low=words.dates.bucket(str(found.cell(low, grain)), grain),
        low_value=words.value(metric, found.cell(low, metric)),
    )


def _whole(scene: Scene, grain: Grain, row: int) -> bool:
    """Whether the window covers the bucket entirely; a week or month cut short is neither high nor low."""
    first = date.fromisoformat(str(scene.found.cell(row, grain)))
    window = scene.query.window
    return window.start <= first and next_bucket(first, grain) <= window.end + DAY


def _number(value: Scalar) -> float | None:
    return None if value is None else float(value)


def _chart(scene: Scene, grain: Grain, chart: str | None, before: Found | None) -> ChartSpec:
    words, metric, found = scene.words, scene.metric, scene.found
    buckets = tuple(dict.fromkeys(str(value) for value in found.column(grain)))
    series = _by_element(scene, grain, buckets) if scene.query.dimensions else _by_metric(scene)
    if before is not None and metric in before.columns:
        label = words.dates.dates(before.query.window)
        other = [_number(value) for value in before.column(metric)][: len(buckets)]
        series.append(Series(name=label, values=tuple(other + [None] * (len(buckets) - len(other))), style="faint"))
    return ChartSpec(
        kind="line" if chart is None else "bar" if chart == "bar" else "hbar" if chart == "hbar" else "line",
        title=words.say("query.trend_title", metric=words.metric(metric), by=""),
        labels=tuple(words.dates.tick(bucket, grain) for bucket in buckets),
        series=tuple(series),
        unit=axis_unit(scene, metric),
        note=scene.window,
    )


def _by_metric(scene: Scene) -> list[Series]:
    """The metrics that share the first one's unit."""
    words, query = scene.words, scene.query
    unit = axis_unit(scene, scene.metric)
    fitting = [metric for metric in query.metrics if axis_unit(scene, metric) == unit][:LINES]
    return [
        Series(name=words.metric(metric), values=tuple(_number(value) for value in scene.found.column(metric)))
        for metric in fitting
    ]


def _by_element(scene: Scene, grain: Grain, buckets: tuple[str, ...]) -> list[Series]:
    """One line each for the largest elements of the first dimension."""
    found, words, dimension = scene.found, scene.words, scene.query.dimensions[0]
    values: dict[str, dict[str, float | None]] = {}
    names: dict[str, str] = {}
    for row in range(len(found.rows)):
        element = str(found.cell(row, dimension))
        names[element] = words.element(dimension, found.cell(row, dimension), found.cell(row, f"{dimension}_name"))
        values.setdefault(element, {})[str(found.cell(row, grain))] = _number(found.cell(row, scene.metric))
    largest = sorted(values, key=lambda one: -sum(value or 0 for value in values[one].values()))[:LINES]
    return [Series(name=names[one], values=tuple(values[one].get(bucket) for bucket in buckets)) for one in largest]


def extreme(scene: Scene, grain: Grain) -> Spoken:
    """The best or the worst buckets: 哪天最高."""
    words, found, metric = scene.words, scene.found, scene.metric
    if not found.rows:
        return Spoken(
            words.say("query.nothing", window=scene.window, subject=scene.subject, metric=words.metric(metric)),
            status="empty",
        )
    text = words.say(
        "query.extreme_bucket",
        extreme=words.extreme(metric, least=scene.query.order == "asc"),
        window=scene.window,
        subject=scene.subject,
        metric=words.metric(metric),
        bucket=words.dates.bucket(str(found.cell(0, grain)), grain),
        value=words.value(metric, found.cell(0, metric)),
    )
    headers, cells = table_of(scene)
    return Spoken(text, headers, cells) if len(found.rows) > 1 else Spoken(text)
