"""Rankings and lists: the first element in the sentence, the rest in a table of at most ten rows."""

from collections.abc import Callable
from decimal import Decimal

from analytics.compiler import order_column
from core.charts import ChartSpec, Series
from core.money import say_percent
from tools.answers.columns import figures_of, header_of
from tools.answers.spoken import Scene, Spoken

SHOWN = 10
CHARTED = 24
AT_BOTTOM = 3
FEW = 3
UNITS = {"day": "query.day_unit", "week": "query.week_unit", "month": "query.month_unit"}


def grouped(scene: Scene, chart: str | None) -> Spoken:
    """A ranking, or all groups by the figure."""
    rows = scene.found.rows
    if not rows:
        return _none(scene)
    headers, cells = table_of(scene)
    products = _products(scene)
    text = _sentence(scene)
    spec = _chart(scene, "bar" if chart in (None, "line") else chart) if chart or _too_long(scene) else None
    if len(rows) == 1:
        return Spoken(text, chart=spec, products=products)
    if len(headers) == 2 and _is_few(scene):
        return Spoken(text, chart=spec, products=products)
    if len(rows) > SHOWN and spec is None:
        text += scene.words.say("query.ten_of", n=str(len(rows)))
    return Spoken(text, headers, cells[:SHOWN], spec, products=products)


def _too_long(scene: Scene) -> bool:
    """A list in an order of its own (hours) that a table of ten rows would cut."""
    dimensions, query = scene.words.semantics.dimensions, scene.query
    natural = len(query.dimensions) == 1 and dimensions[query.dimensions[0]].order == "key"
    return natural and not query.order and len(scene.found.rows) > SHOWN


def _is_few(scene: Scene) -> bool:
    """So few groups that the sentence names them all."""
    query = scene.query
    return len(scene.found.rows) <= FEW and not (query.order or query.by or query.limit or query.having)


def _products(scene: Scene) -> tuple[str, ...]:
    if "product_name" not in scene.found.columns:
        return ()
    return tuple(str(name) for name in scene.found.column("product_name")[:SHOWN] if name is not None)


def _none(scene: Scene) -> Spoken:
    words, query = scene.words, scene.query
    common = {"window": scene.window, "subject": scene.subject}
    if query.having:
        dimension = words.dimension(query.dimensions[0]) if query.dimensions else words.grain(query.grain or "day")
        condition = words.condition(query.having)
        return Spoken(words.say("query.none_meet", condition=condition, dimension=dimension, **common), status="empty")
    lists = words.semantics.metrics[scene.metric].lists
    key = "query.none_listed" if lists else "query.nothing"
    return Spoken(words.say(key, metric=words.metric(scene.metric), **common), status="empty")


def element_of(scene: Scene, row: int) -> str:
    """The group's name, its elements joined where there are several."""
    found, words = scene.found, scene.words
    names = [words.element(d, found.cell(row, d), found.cell(row, f"{d}_name")) for d in scene.query.dimensions]
    grain = scene.query.grain
    if grain:
        names.insert(0, words.dates.bucket(str(found.cell(row, grain)), grain))
    return words.joined(names) if len(names) < 2 else " ".join(names)


def _sentence(scene: Scene) -> str:
    words, query, found = scene.words, scene.query, scene.found
    dimension = words.joined([words.dimension(d) for d in query.dimensions])
    common = {"window": scene.window, "subject": scene.subject, "dimension": dimension}
    if query.having:
        return _meeting(scene, common)
    if words.semantics.metrics[scene.metric].lists:
        listed = {key: common[key] for key in ("window", "subject")}
        return words.say("query.listed", metric=words.metric(scene.metric), n=str(len(found.rows)), **listed)
    column = order_column(query, found.columns)
    if column.endswith(("_growth", "_diff")):
        return _moving(scene, column, common)
    metric = column if column in words.semantics.metrics else scene.metric
    at = _extreme(scene, metric)
    value = words.value(metric, found.cell(at, metric))
    common |= {"metric": words.metric(metric), "extreme": words.extreme(metric, least=query.order == "asc")}
    if _is_few(scene):
        return _few(scene, metric, common)
    if query.order == "asc":
        same = [row for row in range(len(found.rows)) if found.cell(row, metric) == found.cell(at, metric)]
        if len(same) > 1:
            named = words.joined([element_of(scene, row) for row in same[:AT_BOTTOM]])
            dots = "…" if len(same) > AT_BOTTOM else ""
            return words.say(
                "query.several_at_bottom", n=str(len(same)), value=value, elements=f"{named}{dots}", **common
            )
    return words.say("query.top", element=element_of(scene, at), value=value, more=_more(scene, at), **common)


def _meeting(scene: Scene, common: dict[str, str]) -> str:
    words, query = scene.words, scene.query
    condition, n = words.condition(query.having), str(len(scene.found.rows))
    if query.grain and not query.dimensions:
        listed = {key: common[key] for key in ("window", "subject")}
        return words.say(
            "query.meeting_buckets", condition=condition, n=n, unit=words.say(UNITS[query.grain]), **listed
        )
    return words.say("query.meeting", condition=condition, n=n, **common)


def _few(scene: Scene, metric: str, common: dict[str, str]) -> str:
    words = scene.words
    items = [
        words.say(
            "query.few_item",
            element=element_of(scene, row),
            value=words.value(metric, scene.found.cell(row, metric)),
            more=_more(scene, row),
        )
        for row in range(len(scene.found.rows))
    ]
    said = {key: common[key] for key in ("window", "subject", "metric")}
    return words.say("query.few", items=words.joined(items), **said)


def _extreme(scene: Scene, metric: str) -> int:
    """The row the sentence is about: the first of a ranking, the highest of a list in its own order."""
    values, first = scene.found.column(metric), scene.found.column(scene.query.dimensions[0])
    named = [row for row in range(len(values)) if first[row] != ""] or [0]
    if scene.query.order or scene.query.by:
        return named[0]
    return max(named, key=lambda row: (values[row] is not None, float(values[row] or 0)))


def _more(scene: Scene, row: int) -> str:
    share = scene.found.cell(row, f"{scene.metric}_share")
    return "" if share is None else scene.words.say("query.of_share", share=say_percent(Decimal(str(share))))


def _moving(scene: Scene, column: str, common: dict[str, str]) -> str:
    words, found = scene.words, scene.found
    growth = found.cell(0, f"{scene.metric}_growth")
    rising = scene.query.order != "asc"
    return words.say(
        "query.rising" if rising else "query.falling",
        metric=words.metric(scene.metric),
        element=element_of(scene, 0),
        change=words.signed(scene.metric, growth),
        value=words.value(scene.metric, found.cell(0, scene.metric)),
        **common,
    )


def table_of(scene: Scene) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headers and cells; ids of named elements are left out, and a list's marks too."""
    words, found, query = scene.words, scene.found, scene.query
    columns: list[tuple[str, Callable[[int], str]]] = []
    if query.grain or query.dimensions:
        names = [words.grain(query.grain)] if query.grain else []
        header = " ".join([*names, *(words.dimension(d) for d in query.dimensions)])
        columns.append((header, lambda row: element_of(scene, row)))
    for column in found.columns:
        if column in query.dimensions or column == query.grain or column.removesuffix("_name") in query.dimensions:
            continue
        if column in words.semantics.metrics and words.semantics.metrics[column].lists:
            continue
        header = header_of(words, column, len(query.metrics))
        columns.append((header, figures_of(words, column, found.column(column)[:SHOWN]).__getitem__))
    rows = tuple(tuple(write(row) for _, write in columns) for row in range(min(len(found.rows), SHOWN)))
    return tuple(header for header, _ in columns), rows


def axis_unit(scene: Scene, metric: str) -> str:
    """The unit at a chart's axis."""
    entry = scene.words.semantics.metrics[metric]
    if entry.unit == "yuan":
        return scene.words.say("query.yuan")
    if entry.unit == "rate":
        return "%"
    return entry.measure.of(scene.words.lang) if entry.measure else ""


def _chart(scene: Scene, kind: str) -> ChartSpec:
    words, metric = scene.words, scene.metric
    n = min(len(scene.found.rows), CHARTED)
    values = tuple(None if value is None else float(value) for value in scene.found.column(metric)[:n])
    by = words.say("query.by", dimension=words.joined([words.dimension(d) for d in scene.query.dimensions]))
    return ChartSpec(
        kind="hbar" if kind == "hbar" else "bar",
        title=words.say("query.trend_title", metric=words.metric(metric), by=by),
        labels=tuple(element_of(scene, row) for row in range(n)),
        series=(Series(name=words.metric(metric), values=values),),
        unit=axis_unit(scene, metric),
        note=scene.window,
    )


def ranked(scene: Scene) -> Spoken:
    """Where an element stands among all."""
    words, found = scene.words, scene.found
    if not found.rows:
        return _none(scene)
    lines = [
        words.say(
            "query.rank_of",
            window=scene.window,
            element=element_of(scene, row),
            metric=words.metric(scene.metric),
            rank=str(found.cell(row, "rank")),
            value=words.value(scene.metric, found.cell(row, scene.metric)),
        )
        for row in range(min(len(found.rows), SHOWN))
    ]
    return Spoken("\n".join(lines), products=_products(scene))
