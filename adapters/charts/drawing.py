"""`draw_png`: a chart from its spec. Loaded in the worker process only."""

from typing import assert_never

from adapters.charts.bars import draw_bars, draw_lying_bars, lying_height
from adapters.charts.canvas import GREY, HEIGHT, TITLE, Paper
from adapters.charts.figures import scale_for
from adapters.charts.lines import draw_lines
from core.charts import ChartSpec
from core.phrases import Lang


def draw_png(spec: ChartSpec, lang: Lang, fonts: list[str]) -> bytes:
    """PNG, 1800 pixels wide. `fonts` are the files of the regular and the bold face."""
    paper = Paper(fonts, lying_height(spec) if spec.kind == "hbar" else HEIGHT)
    values = [value for series in spec.series for value in series.values]
    scale = scale_for(values, spec.unit, lang)
    if all(value is None for value in values):
        paper.head(spec, "")
        paper.figure.text(0.5, 0.45, "—", fontproperties=paper.type(TITLE), color=GREY, ha="center")
        return paper.png()
    match spec.kind:
        case "line":
            draw_lines(paper, spec, scale)
        case "bar":
            draw_bars(paper, spec, scale)
        case "hbar":
            draw_lying_bars(paper, spec, scale)
        case _:
            assert_never(spec.kind)
    return paper.png()
