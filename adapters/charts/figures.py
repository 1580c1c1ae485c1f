"""Figures on a chart: one scale for the whole chart, so that the unit is written once."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.phrases import Lang

_SCALES: dict[Lang, tuple[tuple[float, float, str], ...]] = {
    "zh": ((1e8, 1e8, "亿"), (1e4, 1e4, "万")),
    "en": ((1e6, 1e6, "M"), (1e4, 1e3, "k")),
}
"""From which value on, what a step is worth, and its word."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`factor` is what one step of the axis is worth; `unit` says it ("万元", "k CNY", "%")."""

    factor: float
    unit: str
    percent: bool = False

    def say(self, value: float) -> str:
        """At most three figures after the first two: 3.25, 12.3, 456, 1,234."""
        scaled = value / self.factor
        size = abs(scaled)
        places = 0 if size >= 100 or (self.factor == 1 and scaled == int(scaled)) else 1 if size >= 10 else 2
        text = f"{scaled:,.{places}f}"
        trimmed = text.rstrip("0").rstrip(".") if "." in text else text
        return f"{'0' if trimmed == '-0' else trimmed}{'%' if self.percent else ''}"


def scale_for(values: Iterable[float | None], unit: str, lang: Lang) -> Scale:
    """By the largest value: 万 and 亿 in Chinese, k and M in English, plain under 10,000; fractions as percent."""
    if unit == "%":
        return Scale(0.01, "", percent=True)
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    for least, factor, word in _SCALES[lang]:
        if largest >= least:
            space = " " if lang == "en" and unit else ""
            return Scale(factor, f"{word}{space}{unit}")
    return Scale(1, unit)
