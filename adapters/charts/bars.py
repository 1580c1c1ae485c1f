"""Bar charts, standing and lying."""

from matplotlib.axes import Axes

from adapters.charts.canvas import BELOW, BODY, FAINT, GOAL, INK, MAIN, SMALL, Paper, columns, ellipsised
from adapters.charts.figures import Scale
from adapters.charts.lines import figure_axis
from core.charts import ChartSpec, Series

ROW = 0.46
SIDE_FEW = 0.05
_SHORT = 12
_LONG = 46


def draw_bars(paper: Paper, spec: ChartSpec, scale: Scale) -> None:
    """Standing bars; each has its figure on top if there are at most eight."""
    top, bottom = paper.head(spec, scale.unit), paper.foot(spec.note)
    few = len(spec.labels) <= 8
    names = [paper.sayable(label) for label in spec.labels]
    lines = 2 if few and any(columns(name) > _room(names) for name in names) else 1
    right = 0.11 if any(series.style == "goal" for series in spec.series) else 0.04
    axes = paper.axes(left=SIDE_FEW if few else 0.12, right=right, top=top + 0.12, bottom=bottom + 0.18 + 0.17 * lines)
    bars = [series for series in spec.series if series.style != "goal"]
    for place, series in enumerate(bars):
        _standing(paper, axes, series, place, len(bars), scale if few and series.style == "main" else None)
    _goal_line(paper, axes, spec, scale)
    _name_ticks(paper, axes, names, few)
    axes.margins(y=0.14)
    if few:
        axes.set_yticks([])
    else:
        figure_axis(paper, axes, scale)


def _room(names: list[str]) -> int:
    """Half-widths under one bar."""
    return max(4, 56 // max(len(names), 1) - 1)


def _standing(paper: Paper, axes: Axes, series: Series, place: int, count: int, scale: Scale | None) -> None:
    width = 0.62 / count
    for x, value in enumerate(series.values):
        if value is None:
            continue
        at = x + (place - (count - 1) / 2) * width
        axes.bar(at, value, width * 0.94, color=_colour(series, value), zorder=2)
        if scale is not None:
            up = value >= 0
            axes.annotate(
                scale.say(value), (at, value), xytext=(0, 3 if up else -3), textcoords="offset points", ha="center",
                va="bottom" if up else "top", color=INK, fontproperties=paper.type(BODY, bold=True),
            )  # fmt: skip


def _goal_line(paper: Paper, axes: Axes, spec: ChartSpec, scale: Scale) -> None:
    for series in spec.series:
        values = [value for value in series.values if value is not None]
        if series.style != "goal" or not values:
            continue
        axes.axhline(values[-1], color=GOAL, linewidth=1.5, linestyle=(0, (3, 1.6)), zorder=3)
        axes.annotate(
            scale.say(values[-1]), (1, values[-1]), xycoords=("axes fraction", "data"), xytext=(5, 0),
            textcoords="offset points", va="center", color=GOAL, fontproperties=paper.type(BODY),
        )  # fmt: skip


def _name_ticks(paper: Paper, axes: Axes, names: list[str], few: bool) -> None:
    at = list(range(len(names))) if few else sorted({round(n * (len(names) - 1) / 4) for n in range(5)})
    shown = [_two_lines(names[each], _room(names)) if few else names[each] for each in at]
    axes.set_xticks(at, shown, fontproperties=paper.type(SMALL))
    axes.set_xlim(-0.6, max(len(names), 1) - 0.4)


def _two_lines(name: str, room: int) -> str:
    if columns(name) <= room:
        return name
    head = ellipsised(name, room + 2).rstrip("…")
    return f"{head}\n{ellipsised(name[len(head) :].strip(), room)}"


def lying_height(spec: ChartSpec) -> float:
    """Inches that a lying bar chart needs."""
    row = ROW if _named_above(spec) else 0.3
    return max(1.6, 1.0 + row * max(len(spec.labels), 1) + (0.24 if spec.note else 0))


def _named_above(spec: ChartSpec) -> bool:
    return any(columns(label) > _SHORT for label in spec.labels)


def draw_lying_bars(paper: Paper, spec: ChartSpec, scale: Scale) -> None:
    """First label on top. Short names stand left of their bars, long ones above them."""
    top, bottom = paper.head(spec, scale.unit), paper.foot(spec.note)
    above = _named_above(spec)
    longest = max((columns(label) for label in spec.labels), default=0)
    left = 0.045 if above else 0.07 + longest * 0.0165
    axes = paper.axes(left=left, right=0.05, top=top, bottom=bottom + 0.12)
    axes.set_axis_off()
    _lying_limits(axes, spec)
    for row, label in enumerate(spec.labels):
        _row_name(paper, axes, row, ellipsised(paper.sayable(label), _LONG), above)
        _row_bars(paper, axes, spec, scale, row, 0.2 if above else 0.0)


def _lying_limits(axes: Axes, spec: ChartSpec) -> None:
    """Room at the right for the longest bar's figure, and at the left if a bar goes that way."""
    values = [value for series in spec.series for value in series.values if value is not None]
    high, low = max([0.0, *values]), min([0.0, *values])
    span = (high - low) or 1.0
    axes.set_xlim(low - (0.2 * span if low else 0), high + (0.2 * span if high or not low else 0))
    axes.set_ylim(len(spec.labels) - 0.5, -0.5)
    if low:
        axes.axvline(0, color=FAINT, linewidth=0.8)


def _row_name(paper: Paper, axes: Axes, row: int, name: str, above: bool) -> None:
    if above:
        axes.annotate(name, (0, row - 0.22), xycoords=("axes fraction", "data"), va="center", color=INK,
                      fontproperties=paper.type(SMALL))  # fmt: skip
        return
    axes.annotate(name, (0, row), xycoords=("axes fraction", "data"), xytext=(-6, 0), textcoords="offset points",
                  ha="right", va="center", color=INK, fontproperties=paper.type(BODY))  # fmt: skip


def _row_bars(paper: Paper, axes: Axes, spec: ChartSpec, scale: Scale, row: int, down: float) -> None:
    """The main bar with its figure; what it is compared with as a thin bar under it."""
    others = len(spec.series) > 1
    thick = (0.3 if down else 0.62) * (0.72 if others else 1)
    for series in spec.series:
        value = series.values[row] if row < len(series.values) else None
        if value is None:
            continue
        if series.style == "main":
            _main_bar(paper, axes, scale.say(value), value, row + down - (0.08 if others else 0), thick)
        else:
            colour = GOAL if series.style == "goal" else FAINT
            axes.barh(row + down - 0.08 + thick * 0.75, value, thick * 0.4, color=colour, zorder=2)


def _main_bar(paper: Paper, axes: Axes, text: str, value: float, y: float, thick: float) -> None:
    axes.barh(y, value, thick, color=MAIN if value >= 0 else BELOW, zorder=2)
    axes.annotate(
        text, (value, y), xytext=(5 if value >= 0 else -5, 0), textcoords="offset points",
        ha="left" if value >= 0 else "right", va="center", color=INK, zorder=5,
        fontproperties=paper.type(BODY, bold=True),
    )  # fmt: skip


def _colour(series: Series, value: float) -> str:
    if series.style == "faint":
        return FAINT
    return MAIN if value >= 0 else BELOW
