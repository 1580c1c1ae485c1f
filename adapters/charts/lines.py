"""Line charts: the line itself, what it is compared with behind it, and three figures written at it."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from adapters.charts.canvas import BODY, GOAL, INK, MAIN, RULE, SMALL, Paper, colour_of, dash_of
from adapters.charts.figures import Scale
from core.charts import ChartSpec, Series

_TICKS = 5


@dataclass(frozen=True, slots=True)
class _Point:
    x: int
    y: float


def draw_lines(paper: Paper, spec: ChartSpec, scale: Scale) -> None:
    """Draw onto the paper."""
    top, bottom = paper.head(spec, scale.unit), paper.foot(spec.note)
    axes = paper.axes(left=0.12, right=_room_for_last(spec, scale), top=top + 0.1, bottom=bottom + 0.34)
    for series in sorted(spec.series, key=lambda each: each.style == "main"):
        _line(axes, series)
    _limits(axes, spec)
    _day_ticks(paper, axes, spec)
    figure_axis(paper, axes, scale)
    for series in spec.series:
        _label_points(paper, axes, series, scale)


def _room_for_last(spec: ChartSpec, scale: Scale) -> float:
    """A share of the width, for the figures written behind the lines' ends."""
    ends = [[value for value in series.values if value is not None][-1:] for series in spec.series]
    return 0.03 + 0.018 * max((len(scale.say(value)) for end in ends for value in end), default=0)


def figure_axis(paper: Paper, axes: Axes, scale: Scale) -> None:
    """At most four figures, with a hair line each."""
    low, high = axes.get_ylim()
    ticks = round_steps(low, high, 4)
    axes.set_yticks(ticks, [scale.say(tick) for tick in ticks], fontproperties=paper.type(SMALL))
    axes.grid(axis="y", color=RULE, linewidth=0.7)
    axes.set_axisbelow(True)


def round_steps(low: float, high: float, most: int) -> list[float]:
    """Round values within low…high, `most` steps or fewer."""
    raw = (high - low) / most
    if raw <= 0:
        return [low]
    size = 10.0 ** _exponent(raw)
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw * 0.999)
    first = -(-low // step)
    return [n * step for n in range(int(first), int(high // step) + 1)]


def _exponent(value: float) -> int:
    return int(f"{value:e}".partition("e")[2])


def _line(axes: Axes, series: Series) -> None:
    values = [float("nan") if value is None else value for value in series.values]
    main = series.style == "main"
    width = 2.2 if main else 1.5
    axes.plot(
        range(len(values)), values, color=colour_of(series), linewidth=width, linestyle=dash_of(series),
        solid_capstyle="round", solid_joinstyle="round", zorder=3 if main else 2,
    )  # fmt: skip
    if main and len(values) <= 10:
        axes.scatter(range(len(values)), values, s=13, color=MAIN, zorder=4)


def _limits(axes: Axes, spec: ChartSpec) -> None:
    """From zero, unless the line would lie flat under the top."""
    values = [value for series in spec.series for value in series.values if value is not None] or [0.0, 1.0]
    low, high = min(values), max(values)
    if 0 <= low < 0.6 * high:
        low = 0.0
    room = (high - low) or abs(high) or 1.0
    axes.set_ylim(low - (0.3 * room if low else 0), high + 0.16 * room)
    points = max(len(spec.labels), 2)
    axes.set_xlim(-0.02 * points, points - 1 + 0.02 * points)


def _day_ticks(paper: Paper, axes: Axes, spec: ChartSpec) -> None:
    count = len(spec.labels)
    at = list(range(count)) if count <= 7 else sorted({round(n * (count - 1) / (_TICKS - 1)) for n in range(_TICKS)})
    labels = [paper.sayable(spec.labels[each]) for each in at]
    axes.set_xticks(at, labels, fontproperties=paper.type(SMALL))


def _label_points(paper: Paper, axes: Axes, series: Series, scale: Scale) -> None:
    points = [_Point(x, y) for x, y in enumerate(series.values) if y is not None]
    if not points or series.style == "faint":
        return
    last = points[-1]
    if series.style == "goal":
        _write(paper, axes, last, scale.say(last.y), (5, 0), "left", GOAL)
        return
    axes.scatter([last.x], [last.y], s=30, color=MAIN, zorder=5, edgecolor="white", linewidth=1)
    if last.x == len(series.values) - 1:
        _write(paper, axes, last, scale.say(last.y), (6, 0), "left", INK, bold=True)
    else:
        _write(paper, axes, last, scale.say(last.y), (3, 8), "right", INK, bold=True)
    low, high = axes.get_ylim()
    for point in _others(points):
        axes.scatter([point.x], [point.y], s=16, color=MAIN, zorder=5)
        first = point.x <= points[0].x
        under = first and points[1].y > point.y and point.y - low > 0.17 * (high - low)
        offset = (-4 if first else 0, -7 if under else 7)
        _write(paper, axes, point, scale.say(point.y), offset, "left" if first else "center", INK)


def _others(points: list[_Point]) -> list[_Point]:
    """The highest and the first, as far as they don't run into the last or each other."""
    apart = max(1.0, (points[-1].x - points[0].x) * 0.13)
    chosen = [points[-1]]
    for point in (max(points, key=lambda each: each.y), points[0]):
        if all(abs(point.x - each.x) >= apart for each in chosen):
            chosen.append(point)
    return chosen[1:]


def _write(
    paper: Paper, axes: Axes, point: _Point, text: str, offset: tuple[float, float], side: str, colour: str,
    *, bold: bool = False,
) -> None:  # fmt: skip
    upright = "center" if offset[1] == 0 else "bottom" if offset[1] > 0 else "top"
    axes.annotate(
        text, (point.x, point.y), xytext=offset, textcoords="offset points", ha=side, va=upright, color=colour,
        fontproperties=paper.type(BODY, bold=bold), annotation_clip=False, zorder=6,
        bbox={"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip
