"""Charts: drawn off the loop, legible, never with missing characters."""

import asyncio
import warnings
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from adapters.charts import MatplotlibCharts
from adapters.charts.canvas import capitalised
from adapters.charts.drawing import draw_png
from adapters.charts.figures import scale_for
from adapters.charts.fonts import chinese_font, font_files
from adapters.charts.lines import round_steps
from core.charts import ChartSpec, Series
from core.errors import ConfigError, InternalError

FONTS = [str(path) for path in font_files()]
DAYS = tuple(f"11-{day:02}" for day in range(1, 31))


def line(count: int, unit: str = "元", **kinds: tuple[float | None, ...]) -> ChartSpec:
    series = [Series(name="GMV", values=tuple(10000.0 + 300 * n for n in range(count)))]
    series += [Series(name=style, values=values, style=style) for style, values in kinds.items()]
    return ChartSpec(kind="line", title="最近30天GMV", labels=DAYS[:count], series=tuple(series), unit=unit)


def ranking(names: tuple[str, ...]) -> ChartSpec:
    values = tuple(float(5000 - 300 * n) for n in range(len(names)))
    return ChartSpec(
        kind="hbar", title="卖得最好", labels=names, series=(Series(name="GMV", values=values),), unit="元"
    )


def picture(spec: ChartSpec) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return Image.open(BytesIO(draw_png(spec, "zh", FONTS))).convert("RGB")


def ink(image: Image.Image) -> int:
    """How many pixels of the shrunken picture aren't white."""
    small = image.resize((180, 180 * image.height // image.width)).convert("L")
    return sum(small.histogram()[:200])


@pytest.fixture
async def charts() -> AsyncIterator[MatplotlibCharts]:
    made = MatplotlibCharts()
    yield made
    await made.close()


async def test_five_charts_at_once_are_drawn_in_the_worker(charts: MatplotlibCharts) -> None:
    pictures = await asyncio.gather(*(charts.draw(line(30), "zh") for _ in range(5)))
    assert [Image.open(BytesIO(each)).size for each in pictures] == [(1800, 1120)] * 5


async def test_the_loop_goes_on_while_a_chart_is_drawn(charts: MatplotlibCharts) -> None:
    drawing = asyncio.create_task(charts.draw(line(30), "zh"))
    turns = 0
    while not drawing.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert turns > 10


async def test_what_cannot_be_drawn_is_an_error_of_ours(charts: MatplotlibCharts) -> None:
    uneven = ChartSpec(kind="line", title="x", labels=("a", "b"), series=(Series(name="x", values=(1e400, 1.0)),))
    with pytest.raises(InternalError, match="can't be drawn"):
        await charts.draw(uneven, "zh")


def test_a_missing_font_names_file_and_way_out(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"NotoSansCJKsc-Regular\.otf.*mpl-font"):
        font_files(tmp_path)


def test_the_regular_face_is_the_one_to_show() -> None:
    assert chinese_font().name == "NotoSansCJKsc-Regular.otf"


@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_lines_of_any_length_leave_ink(count: int) -> None:
    assert ink(picture(line(count))) > 200


def test_comparison_and_goal_add_ink() -> None:
    with_both = line(30, faint=(8000.0,) * 30, goal=(15000.0,) * 30)
    assert ink(picture(with_both)) > ink(picture(line(30)))


def test_gaps_and_unfinished_months_are_drawn() -> None:
    assert ink(picture(line(2, faint=(None, 3.0), goal=(None, None)))) > 200


def test_a_chart_without_figures_still_has_its_title() -> None:
    assert ink(picture(ChartSpec(kind="line", title="昨天GMV", labels=(), series=()))) > 20


def test_ten_long_product_names_make_a_taller_picture() -> None:
    names = tuple(f"{n}号 加厚不锈钢保温杯大容量车载水杯学生便携水壶500ml工厂直销批发" for n in range(10))
    image = picture(ranking(names))
    assert image.width == 1800
    assert image.height > 2000


def test_falling_bars_are_drawn_to_the_left() -> None:
    fallen = Series(name="变化", values=(-32000.0, 5000.0))
    image = picture(ChartSpec(kind="hbar", title="变化", labels=("搜索", "推荐"), series=(fallen,), unit="元"))
    assert ink(image) > 200


def test_standing_bars_take_two_lines_for_long_names() -> None:
    series = (Series(name="本周", values=(3.0, 2.0)), Series(name="目标", values=(2.5, 2.5), style="goal"))
    names = ("夜光乌龟小夜灯硅胶拍拍灯儿童卧室床头伴睡灯", "杯")
    assert ink(picture(ChartSpec(kind="bar", title="件数", labels=names, series=series, unit="件"))) > 200


def test_emoji_and_line_breaks_in_names_do_not_become_boxes() -> None:
    assert ink(picture(ranking(("小夜灯🐢🎉", "杯子\n加厚", "👍")))) > 200


def test_large_figures_are_written_in_ten_thousands_in_chinese_and_thousands_in_english() -> None:
    values = (182000.0, 9600.0)
    chinese, english = scale_for(values, "元", "zh"), scale_for(values, "CNY", "en")
    assert (chinese.unit, chinese.say(182000), chinese.say(9600)) == ("万元", "18.2", "0.96")
    assert (english.unit, english.say(182000), english.say(9600)) == ("k CNY", "182", "9.6")


def test_fractions_are_written_as_percent() -> None:
    scale = scale_for((0.0306, 0.12), "%", "zh")
    assert (scale.unit, scale.say(0.0306), scale.say(0.12), scale.say(0)) == ("", "3.06%", "12%", "0%")


def test_small_counts_are_written_out() -> None:
    scale = scale_for((1820.0, -3.0), "人", "zh")
    assert (scale.unit, scale.say(1820), scale.say(-3), scale.say(2.5)) == ("人", "1,820", "-3", "2.5")


@pytest.mark.parametrize(("low", "high"), [(0, 3.4), (0, 1), (1198, 1780), (-0.02, 0.05), (0, 7e9), (5, 5)])
def test_axes_have_at_most_five_round_steps(low: float, high: float) -> None:
    steps = round_steps(low, high, 4)
    assert 1 <= len(steps) <= 5
    assert all(low <= step <= high for step in steps)


def test_figures_under_ten_thousand_are_written_out_in_both_languages() -> None:
    english, chinese = scale_for((1389.0, 640.0), "visitors", "en"), scale_for((1389.0, 640.0), "人", "zh")
    assert (english.unit, english.say(1389), english.say(640)) == ("visitors", "1,389", "640")
    assert (chinese.unit, chinese.say(1389)) == ("人", "1,389")
    assert scale_for((10_000.0,), "visitors", "en").unit == "k visitors"


def test_titles_begin_with_a_capital() -> None:
    assert [capitalised(title) for title in ("visitors, last 7 days", "iPhone cases", "GMV", "访客", "")] == [
        "Visitors, last 7 days",
        "iPhone cases",
        "GMV",
        "访客",
        "",
    ]
