"""The bot in a terminal, with typed lines in and printed text out."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sparkline import sparkline
from bot.terminal import TerminalChannel, run_terminal
from core.charts import ChartSpec, Series
from core.phrases import Phrases
from core.replies import ApprovalCard, Button, Chart, Choices, File, Reply, Table, Text
from core.turns import Content, Said, SentFile, SentOther, SentPhoto, SentVoice, Tapped, Turn
from tests.sandbox.conftest import MovingClock
from tests.telegram.parts import BrokenCharts, DrawnCharts, MemoryBlobs, png

SPEC = ChartSpec(
    kind="line", title="访客", labels=("11-01", "11-02", "11-03"), series=(Series(name="访客", values=(1, 3, 2)),)
)


class Terminal:
    """A channel that writes into a string, and a bot that answers every turn with the same replies."""

    def __init__(self, folder: Path, phrases: Phrases, answer: tuple[Reply, ...] = ()) -> None:
        self.phrases = phrases
        self.blobs = MemoryBlobs()
        self.clock = MovingClock()
        self.printed = ""
        self.turns: list[Turn] = []
        self.advanced: list[timedelta] = []
        self.answer = answer
        self.channel = TerminalChannel(folder, self.blobs, DrawnCharts(), phrases, self.write)

    def write(self, text: str) -> None:
        self.printed += text

    async def receive(self, turn: Turn) -> None:
        self.turns.append(turn)
        await self.channel.send(turn.chat, self.answer, "zh")

    async def advance(self, by: timedelta) -> None:
        self.advanced.append(by)

    async def type(self, *lines: str) -> list[Content]:
        """What the lines become."""

        async def typed() -> AsyncIterator[str]:
            for line in lines:
                yield line + "\n"

        await run_terminal(
            self.receive, self.channel, self.blobs, self.clock, self.phrases,
            merchant="demo", lines=typed(), advance=self.advance,
        )  # fmt: skip
        return [turn.content for turn in self.turns]


@pytest.fixture
def terminal(tmp_path: Path, phrases: Phrases) -> Terminal:
    return Terminal(tmp_path / "out", phrases)


async def test_lines_become_turns_of_one_chat_with_ids_of_their_own(terminal: Terminal) -> None:
    assert await terminal.type("昨天GMV多少", "", "那上周呢") == [Said("昨天GMV多少"), Said("那上周呢")]
    first, second = terminal.turns
    assert (first.merchant, first.chat == second.chat, first.id != second.id) == ("demo", True, True)


async def test_two_sessions_do_not_share_ids(terminal: Terminal) -> None:
    await terminal.type("一")
    await terminal.clock.advance(timedelta(seconds=1))
    await terminal.type("一")
    assert len({turn.id for turn in terminal.turns}) == 2


async def test_a_number_taps_the_button_printed_under_it(tmp_path: Path, phrases: Phrases) -> None:
    buttons = ((Button(text="同意", data="ok:a1"), Button(text="驳回", data="no:a1")),)
    terminal = Terminal(tmp_path, phrases, (ApprovalCard(approval="a1", text="上架", buttons=buttons),))
    assert await terminal.type("上架", "#2") == [Said("上架"), Tapped("no:a1")]
    assert "上架\n[#1 同意]  [#2 驳回]\n" in terminal.printed


async def test_a_number_without_a_button_is_said(terminal: Terminal) -> None:
    assert await terminal.type("#7") == []
    assert terminal.phrases.say("terminal.no_button", "zh", number="7") in terminal.printed


async def test_buttons_stay_good_until_others_are_shown(terminal: Terminal) -> None:
    await terminal.channel.send("c", (Choices(text="?", buttons=((Button(text="a", data="pick:0"),),)),), "zh")
    await terminal.channel.send("c", (Text(text="还在问"),), "zh")
    assert terminal.channel.button(1) == "pick:0"


async def test_files_come_with_their_captions(terminal: Terminal, tmp_path: Path) -> None:
    photo, voice = tmp_path / "小 灯.png", tmp_path / "a.ogg"
    photo.write_bytes(png())
    voice.write_bytes(b"OggS")
    said = await terminal.type(
        f'/photo "{photo}" 小夜灯 9.9元', f"/voice {voice}", f"/file {voice} 明细", "/sticker 👍"
    )
    picture, note, file, sticker = said
    assert isinstance(picture, SentPhoto)
    assert (picture.caption, picture.media.name, picture.media.mime) == ("小夜灯 9.9元", "小 灯.png", "image/png")
    assert terminal.blobs.kept[picture.media.blob] == png()
    assert isinstance(note, SentVoice)
    assert isinstance(file, SentFile)
    assert (file.caption, sticker) == ("明细", SentOther("sticker", "👍"))


@pytest.mark.parametrize("line", ["/photo /no/such/file.png", "/photo", '/photo "unclosed'])
async def test_a_path_that_cannot_be_read_is_said(terminal: Terminal, line: str) -> None:
    assert await terminal.type(line) == []
    assert "读不了" in terminal.printed


async def test_the_clock_is_moved_by_spans(terminal: Terminal) -> None:
    assert await terminal.type("/advance 10m", "/advance 2h", "/advance 1d", "/advance 1w") == []
    spans = [timedelta(minutes=10), timedelta(hours=2), timedelta(days=1), timedelta(weeks=1)]
    assert terminal.advanced == spans


async def test_quit_ends_it(terminal: Terminal) -> None:
    assert await terminal.type("一", "/quit", "二") == [Said("一")]


async def test_tables_are_aligned(terminal: Terminal) -> None:
    await terminal.channel.send("c", (Table(text="渠道", columns=("渠道", "访客"), rows=(("搜索", "1,820"),)),), "zh")
    assert "渠道\n渠道   访客\n搜索  1,820\n" in terminal.printed


async def test_a_chart_is_a_line_of_blocks_and_a_saved_picture(terminal: Terminal, tmp_path: Path) -> None:
    await terminal.channel.send("c", (Chart(text="访客", spec=SPEC),), "zh")
    saved = tmp_path / "out" / "chart-1.png"
    assert saved.read_bytes() == png()
    assert f"11-01 ▁█▅ 11-03\n{terminal.phrases.say('terminal.saved', 'zh', path=str(saved))}" in terminal.printed


async def test_a_chart_that_cannot_be_drawn_leaves_its_blocks(tmp_path: Path, phrases: Phrases) -> None:
    printed: list[str] = []
    channel = TerminalChannel(tmp_path, MemoryBlobs(), BrokenCharts(), phrases, printed.append)
    await channel.send("c", (Chart(text="访客", spec=SPEC),), "zh")
    assert "▁█▅" in printed[0]
    assert "the worker died" in printed[0]


async def test_a_file_is_saved_under_its_name_only(terminal: Terminal, tmp_path: Path) -> None:
    blob = await terminal.blobs.put(b"a,b", "x.csv")
    await terminal.channel.send("c", (File(text="明细", blob=blob, name="../../明细.csv"),), "zh")
    assert (tmp_path / "out" / "1-明细.csv").read_bytes() == b"a,b"


async def test_a_file_that_is_gone_is_said(terminal: Terminal) -> None:
    await terminal.channel.send("c", (File(text="明细", blob="none", name="明细.csv"),), "zh")
    assert "明细.csv 没取到" in terminal.printed


def test_ninety_days_fit_one_line_and_gaps_stay_open() -> None:
    values = tuple(None if day == 4 else float(day) for day in range(90))
    spec = ChartSpec(kind="line", title="", labels=("a",) * 90, series=(Series(name="", values=values),))
    (line,) = sparkline(spec)
    assert len(line) <= 60 + 4
    assert " " in line.split("a ", 1)[1].rsplit(" a", 1)[0]


@pytest.mark.parametrize("kind", ["bar", "hbar"])
def test_bars_have_no_line_of_blocks(kind: str) -> None:
    assert sparkline(SPEC.model_copy(update={"kind": kind})) == []
