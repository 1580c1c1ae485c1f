"""A headless Chromium on the chat page, driven as a visitor would."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from core.errors import ConfigError
from core.phrases import Lang

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
]  # fmt: skip
PATIENCE = 20_000


def chromium() -> str | None:
    """Where Chromium is, None if there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """A browser. ConfigError when there is no Chromium."""
    path = chromium()
    if path is None:
        raise ConfigError("no Chromium was found: install it by the system's packages (Debian: apt install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGS)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass(frozen=True, slots=True)
class View:
    """How a visitor looks at it. Sizes in CSS pixels."""

    width: int = 402
    height: int = 874
    dark: bool = False
    lang: Lang = "zh"
    user: int = 1001
    scale: float = 2


class Visitor:
    """A person at the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    async def say(self, text: str) -> None:
        """Type and send; an empty chat is started first by its one button if the text is /start."""
        start = self.page.locator("#start")
        if await start.is_visible():
            await start.click()
            if text == "/start":
                return
            await self.page.locator("#form").wait_for()
        await self.page.locator("#text").fill(text)
        await self.page.locator("#send").click()

    async def tap(self, text: str) -> None:
        """Tap the last inline button that reads so."""
        await self.page.locator(".key", has_text=text).last.click()

    async def photo(self, path: Path, caption: str = "") -> None:
        """Send a picture."""
        await self.page.locator("#pick-photo").set_input_files(path)
        await self.page.locator("#text").fill(caption)
        await self.page.locator("#send").click()

    async def file(self, path: Path) -> None:
        """Send a file."""
        await self.page.locator("#pick-file").set_input_files(path)
        await self.page.locator("#send").click()

    async def sticker(self, emoji: str) -> None:
        """Send one from the tray."""
        await self.page.locator("#stickers").click()
        await self.page.locator(f'#tray button[aria-label="{emoji}"]').click()

    async def advance(self, by: str) -> None:
        """Move the clock on: 1h, 1d or 1w; returns when it has moved."""
        async with self.page.expect_response("**/api/advance", timeout=120_000):
            await self.page.locator(f'#steps button[data-by="{by}"]').evaluate("button => button.click()")

    async def settled(self, quiet: float = 1.0) -> None:
        """Until nothing has come and nobody has typed for `quiet` seconds."""
        count, still = -1, 0.0
        while still < quiet:
            now = await self.page.locator(".message, .typing, .key[aria-busy]").count()
            waiting = await self.page.locator(".typing, .key[aria-busy]").count()
            still = still + 0.2 if now == count and not waiting else 0.0
            count = now
            await self.page.wait_for_timeout(200)


@asynccontextmanager
async def visiting(browser: Browser, base_url: str, view: View) -> AsyncIterator[Visitor]:
    """The page, loaded and connected."""
    context = await browser.new_context(
        viewport={"width": view.width, "height": view.height},
        device_scale_factor=view.scale,
        color_scheme="dark" if view.dark else "light",
        reduced_motion="reduce",
        has_touch=view.width < 900,
    )
    context.set_default_timeout(PATIENCE)
    try:
        page = await context.new_page()
        visitor = Visitor(page)
        await page.goto(f"{base_url}/?user={view.user}")
        await page.locator("html[data-ready]").wait_for()
        label = "中文" if view.lang == "zh" else "English"
        await page.locator("#languages button", has_text=label).evaluate("button => button.click()")
        yield visitor
    finally:
        await context.close()
