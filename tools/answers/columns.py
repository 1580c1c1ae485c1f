"""A table's columns: what they are called, and their cells with the same unit and as many decimals in every row."""

from collections.abc import Sequence
from decimal import Decimal

from core.calls import Scalar
from core.query import MetricQuery
from tools.answers.words import Words

LARGE = 10_000
DERIVED = {
    "_share_sum": "query.share",
    "_before": "query.before",
    "_diff": "query.change",
    "_growth": "query.growth",
    "_share": "query.share",
    "_per_day": "query.per_day_column",
    "_sum": "query.sum",
}
WHOLE = {"rank": "query.rank", "ratio": "query.ratio", "count": "query.count"}


def header_of(words: Words, column: str, metrics: int = 1) -> str:
    """What a column of a figure is called; of one of several `metrics` with its name."""
    if column in words.semantics.metrics:
        return words.metric(column)
    for suffix, key in DERIVED.items():
        if column.endswith(suffix):
            word = words.say(key)
            return word if metrics == 1 else f"{words.metric(column.removesuffix(suffix))}{word}"
    return words.say(WHOLE[column])


def figures_of(words: Words, column: str, values: Sequence[Scalar]) -> tuple[str, ...]:
    """The cells of a column of figures, computed ones among them."""
    if column in words.semantics.metrics:
        return column_of(words, column, values)
    suffix = next((one for one in DERIVED if column.endswith(one)), "")
    metric = column.removesuffix(suffix)
    if "share" in suffix:
        return tuple(words.value("ad_cost_share", value) for value in values)
    if suffix == "_growth":
        return tuple(words.signed(metric, value) for value in values)
    return column_of(words, metric, values) if suffix else tuple(_plain(words, value) for value in values)


def _plain(words: Words, value: Scalar) -> str:
    if value is None:
        return words.say("query.no_value")
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def evidence_table(
    words: Words, query: MetricQuery, columns: tuple[str, ...], rows: tuple[tuple[Scalar, ...], ...]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and rows as they are shown behind an answer: names for ids, figures with their units."""
    headers, written = [], []
    for at, column in enumerate(columns):
        values = tuple(row[at] for row in rows)
        key = column.removesuffix("_name")
        if key in query.dimensions:
            if column == key and f"{key}_name" in columns:
                continue
            headers.append(words.dimension(key))
            written.append(tuple(words.element(key, value) for value in values))
        elif column == query.grain:
            headers.append(words.grain(query.grain))
            written.append(tuple(str(value) for value in values))
        else:
            headers.append(header_of(words, column, len(query.metrics)))
            written.append(figures_of(words, column, values))
    return tuple(headers), tuple(zip(*written, strict=True))


def column_of(words: Words, metric: str, values: Sequence[Scalar]) -> tuple[str, ...]:
    """The values as cells. Money of which one row has cents has two decimals everywhere; from ten thousand on in
    Chinese all rows are in 万 or none is."""
    unit = words.semantics.metrics[metric].unit
    numbers = [Decimal(str(value)) for value in values if value is not None]
    if unit != "yuan" or not numbers:
        return tuple(words.value(metric, value, bare=True) for value in values)
    if words.lang == "zh" and all(abs(number) >= LARGE for number in numbers):
        return tuple(words.value(metric, value, bare=True) for value in values)
    places = 2 if any(number != number.to_integral_value() for number in numbers) else 0
    return tuple(_money(words, value, places) for value in values)


def _money(words: Words, value: Scalar, places: int) -> str:
    if value is None:
        return words.say("query.no_value")
    number = f"{Decimal(str(value)):,.{places}f}"
    if words.lang == "zh":
        return f"{number}元"
    return f"-¥{number[1:]}" if number.startswith("-") else f"¥{number}"
