"""Pictures of real conversations, for the README: each shot says its part on the page and is taken."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, assert_never

from bot.sandbox.browser import View, Visitor, browsing, visiting


@dataclass(frozen=True, slots=True)
class Say:
    """Type and send."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """The last button that reads so."""

    text: str


@dataclass(frozen=True, slots=True)
class SendPhoto:
    """A picture with a caption."""

    path: Path
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Advance:
    """Move the clock on."""

    by: Literal["1h", "1d", "1w"]


Step = Say | Tap | SendPhoto | Advance


@dataclass(frozen=True, slots=True)
class Shot:
    """`name` is the file's, without .png; the steps are done before it is taken."""

    name: str
    view: View
    steps: tuple[Step, ...] = ()


PHONE = View()
WIDE_DARK = View(width=1120, height=920, dark=True, scale=1.5)
ENGLISH = View(width=1120, height=920, lang="en", scale=1.5)

TOUR = (
    Shot("phone", PHONE, (Say("/start"), Say("昨天GMV多少"), Say("最近7天访客趋势"))),
    Shot("wide-dark", WIDE_DARK, (Say("上周卖得最好的5个商品"), Tap("依据"))),
    Shot("english", ENGLISH, (Say("How much did we sell yesterday?"), Advance("1d"))),
)


async def take(base_url: str, out: Path, script: Sequence[Shot] = TOUR, quiet: float = 1.0) -> list[Path]:
    """Go through `script` in order against a running sandbox and save PNGs in `out`; the files written.

    Each step is over when nothing has come for `quiet` seconds.

    ConfigError when there is no Chromium; playwright's TimeoutError when a button does not come.
    """
    await asyncio.to_thread(out.mkdir, parents=True, exist_ok=True)
    taken = []
    async with browsing() as browser:
        for shot in script:
            async with visiting(browser, base_url, shot.view) as visitor:
                for step in shot.steps:
                    await _do(visitor, step)
                    await visitor.settled(quiet)
                path = out / f"{shot.name}.png"
                await visitor.page.screenshot(path=path)
                taken.append(path)
    return taken


async def _do(visitor: Visitor, step: Step) -> None:
    match step:
        case Say(text):
            await visitor.say(text)
        case Tap(text):
            await visitor.tap(text)
        case SendPhoto(path, caption):
            await visitor.photo(path, caption)
        case Advance(by):
            await visitor.advance(by)
        case _:
            assert_never(step)
