"""The paper: size, type, colours, title, legend, note. A chart is read on a phone, 4.5 inches wide."""

import unicodedata
from collections.abc import Iterable
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font

from core.charts import ChartSpec, Series

WIDTH = 4.5
HEIGHT = 2.8
DPI = 400
"""1800 × 1120 pixels: 900 × 560 at twice the density."""

MAIN = "#1f6feb"
FAINT = "#b3bac5"
GOAL = "#e8833a"
BELOW = "#c9733c"
INK = "#1f2328"
GREY = "#6b7280"
RULE = "#e6e8eb"

SIDE = 0.045
TITLE = 12.5
BODY = 10.5
SMALL = 9.5
_LINE = 0.2


class Paper:
    """One figure with its two weights of type."""

    def __init__(self, fonts: list[str], height: float = HEIGHT) -> None:
        self.figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
        FigureCanvasAgg(self.figure)
        self.height = height
        self._regular, self._bold = fonts

    def type(self, size: float = BODY, *, bold: bool = False) -> FontProperties:
        """A face for text."""
        return FontProperties(fname=self._bold if bold else self._regular, size=size)

    def sayable(self, text: str) -> str:
        """Without the characters that the font has no picture of, emoji mostly."""
        font = get_font(self._regular)
        return " ".join("".join(char for char in text if font.get_char_index(ord(char))).split())

    def axes(self, *, left: float, right: float = 0.04, top: float, bottom: float) -> Axes:
        """The plot's place; `left` and `right` as shares of the width, `top` and `bottom` in inches."""
        low, high = bottom / self.height, 1 - top / self.height
        axes = self.figure.add_axes((left, low, 1 - left - right, high - low))
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(RULE)
        axes.tick_params(length=0, colors=GREY, pad=5)
        return axes

    def head(self, spec: ChartSpec, unit: str) -> float:
        """Title, then unit and legend on one line; how many inches they take."""
        down = 0.04
        if spec.title:
            down += 0.36
            title = ellipsised(capitalised(self.sayable(spec.title)), 44)
            self._text(SIDE, down - 0.08, title, TITLE, INK, bold=True)
        legend = spec.series if len(spec.series) > 1 else ()
        if unit or legend:
            down += 0.24
            if unit:
                self._text(SIDE, down - 0.05, self.sayable(unit), SMALL, GREY)
            self._legend(legend, down - 0.05)
        return down + 0.16

    def foot(self, note: str) -> float:
        """A note under the chart; how many inches it takes."""
        if not note:
            return 0.0
        self._text(SIDE, self.height - 0.1, ellipsised(self.sayable(note), 60), SMALL, GREY)
        return 0.24

    def png(self) -> bytes:
        """The picture."""
        into = BytesIO()
        self.figure.savefig(into, format="png", dpi=DPI)
        return into.getvalue()

    def _text(self, x: float, down: float, text: str, size: float, colour: str, *, bold: bool = False) -> None:
        """`x` as a share of the width, `down` in inches from the top to the baseline."""
        face = self.type(size, bold=bold)
        self.figure.text(x, 1 - down / self.height, text, fontproperties=face, color=colour, va="baseline")

    def _legend(self, series: Iterable[Series], down: float) -> None:
        """Names at the right, each behind a stroke of its colour."""
        right = 1 - SIDE
        for each in reversed(tuple(series)):
            name = ellipsised(self.sayable(each.name), 14)
            right -= columns(name) * SMALL / 72 / 2 / WIDTH + 0.004
            self._text(right, down, name, SMALL, GREY)
            self._stroke(each, right - 0.058, 1 - (down - 0.045) / self.height)
            right -= 0.085

    def _stroke(self, series: Series, x: float, y: float) -> None:
        axes = self.figure.add_axes((x, y - 0.01, 0.045, 0.02))
        axes.set_axis_off()
        axes.plot((0, 1), (0, 0), color=colour_of(series), linewidth=2, linestyle=dash_of(series))


def colour_of(series: Series) -> str:
    """By its part in the chart."""
    return {"main": MAIN, "faint": FAINT, "goal": GOAL}[series.style]


def dash_of(series: Series) -> str | tuple[int, tuple[float, float]]:
    """Goals are dashed."""
    return (0, (3, 1.6)) if series.style == "goal" else "-"


def columns(text: str) -> int:
    """Half-widths that a text takes, Chinese characters being two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def capitalised(title: str) -> str:
    """Visitors for visitors; GMV and iPhone stay."""
    first = title.partition(" ")[0]
    return title[:1].upper() + title[1:] if first.islower() else title


def ellipsised(text: str, most: int) -> str:
    """Cut to at most `most` half-widths, the last being …"""
    if columns(text) <= most:
        return text
    kept = ""
    for char in text:
        if columns(kept + char) > most - 2:
            break
        kept += char
    return kept.rstrip() + "…"
