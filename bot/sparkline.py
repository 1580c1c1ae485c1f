"""A line chart in one line of block characters, for the terminal."""

from core.charts import ChartSpec

_BLOCKS = "▁▂▃▄▅▆▇█"
_WIDE = 60


def sparkline(spec: ChartSpec) -> list[str]:
    """First label, blocks, last label, for the main series of a line chart; [] for other charts."""
    main = next((series for series in spec.series if series.style == "main"), None)
    if spec.kind != "line" or main is None or not spec.labels:
        return []
    values = _thinned(main.values)
    known = [value for value in values if value is not None]
    if not known:
        return []
    low, high = min(known), max(known)
    blocks = "".join(_block(value, low, high) for value in values)
    return [f"{spec.labels[0]} {blocks} {spec.labels[-1]}"]


def _thinned(values: tuple[float | None, ...]) -> list[float | None]:
    """At most 60 of them, evenly chosen."""
    step = max(1, -(-len(values) // _WIDE))
    return list(values[::step])


def _block(value: float | None, low: float, high: float) -> str:
    if value is None:
        return " "
    if high == low:
        return _BLOCKS[3]
    return _BLOCKS[round((value - low) / (high - low) * (len(_BLOCKS) - 1))]
