"""Somebody at a real browser: goes where links lead, fills in forms, and notices what a person would."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    StorageState,
    ViewportSize,
    async_playwright,
    expect,
)

from .kept import IS_ASKED_FOR, kept_at

SIZES = {"desktop": ViewportSize(width=1280, height=900), "phone": ViewportSize(width=390, height=844)}

_AXE = Axe().axe_script
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
_PATIENCE_MS = 20_000
_MEASURE = """async () => {
  let shift = 0;
  const add = (list) => list.getEntries().forEach((entry) => { shift += entry.value; });
  new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
  await new Promise((resolve) => setTimeout(resolve, 200));
  const content = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  const before = performance.getEntriesByType("resource").filter((entry) => entry.startTime < content);
  return {shift, requests: 1 + before.length};
}"""


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Debian's Chromium, or whatever is like it here; skips where there is none."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        pytest.skip(f"no browser is installed: none of {', '.join(_BROWSERS)} is on PATH")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    expect.set_options(timeout=_PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"] if is_root else [])
        yield browser
        await browser.close()


@dataclass(frozen=True)
class Cost:
    """What it takes to have a page with all its parts, by a browser that has nothing of it yet."""

    requests_before_content: int
    transferred: int
    layout_shift: float


class Visitor:
    """One person with one window; what the browser complains of is kept in ``complaints``."""

    def __init__(self, context: BrowserContext, page: Page, address: str) -> None:
        self.context = context
        self.page = page
        self._address = address
        self.complaints: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    @classmethod
    @asynccontextmanager
    async def at(
        cls,
        browser: Browser,
        address: str,
        *,
        script: bool = True,
        cookies: StorageState | None = None,
        size: ViewportSize = SIZES["desktop"],
    ) -> AsyncIterator["Visitor"]:
        """A window of its own at the one address, with nothing kept from before but these cookies."""
        context = await browser.new_context(
            java_script_enabled=script, viewport=size, locale="nl-BE", storage_state=cookies, reduced_motion="reduce"
        )
        context.set_default_timeout(_PATIENCE_MS)
        try:
            yield cls(context, await context.new_page(), address)
        finally:
            await context.close()

    @asynccontextmanager
    async def another_page(self) -> AsyncIterator["Visitor"]:
        """Another page in the same browser, with what it keeps."""
        page = await self.context.new_page()
        yield Visitor(self.context, page, self._address)
        await page.close()

    async def looks_at(self, size: str, colours: Literal["light", "dark"]) -> None:
        """Have a window of this size, and prefer these colours."""
        await self.page.set_viewport_size(SIZES[size])
        await self.page.emulate_media(color_scheme=colours)

    async def goto(self, path: str) -> int:
        """Open an address, with all its parts; the status of the answer."""
        answer = await self.page.goto(urljoin(self._address, path))
        await self.parts_are_there()
        assert answer is not None
        return answer.status

    async def parts_are_there(self) -> None:
        """Wait until no part of the page is still being fetched."""
        await self.page.wait_for_load_state()
        await expect(self.page.locator("[aria-busy]")).to_have_count(0)

    async def sign_in(self, name: str, path: str = "/") -> None:
        """Come from an address to the issuer's page, and choose who to be there."""
        await self.goto(path)
        await self.press(name)
        await self.page.wait_for_url(urljoin(self._address, path))
        await self.parts_are_there()

    async def follow(self, text: str) -> None:
        """Press a link."""
        await self.page.get_by_role("link", name=text, exact=True).first.click()
        await self.page.wait_for_load_state()

    async def press(self, text: str) -> None:
        """Press a button, and wait for what comes of it."""
        await self.page.get_by_role("button", name=text).first.click()
        await self.page.wait_for_load_state()

    async def fill(self, label: str, text: str) -> None:
        """Type into the field of text that is to be seen."""
        await self.page.get_by_role("textbox", name=label).fill(text)

    async def sees(self, text: str) -> None:
        """Wait until this text is to be seen."""
        await expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    async def sees_after_a_while(self, text: str) -> None:
        """Load the page until it has this text: what one service does, another hears of later."""
        for _ in range(40):
            if await self.page.get_by_text(text).count():
                return
            await self.page.wait_for_timeout(500)
            await self.page.reload()
        raise AssertionError(f"{text!r} did not come to {self.path}")

    @property
    def path(self) -> str:
        """The path of the address where the window is."""
        return urlsplit(self.page.url).path

    async def focused(self) -> dict[str, Any]:
        """What has the focus: its text, where it leads, and whether the focus is to be seen."""
        return await self.page.evaluate(
            """() => { const at = document.activeElement; const style = getComputedStyle(at);
            return {text: at.textContent.trim(), to: at.getAttribute("href"), id: at.id,
                    is_seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2}; }"""
        )

    async def barriers(self, *, everything: bool = True) -> list[str]:
        """What axe-core finds on the page as it is now; without ``everything`` of its colours alone.

        The months of a calendar are left out of other pages: with them a page takes long, and they have their own.
        """
        options = {"resultTypes": ["violations"], "preload": False, **({} if everything else _COLOURS)}
        if not await self.page.evaluate("'axe' in window"):
            await self.page.evaluate(_AXE)
        found = await self.page.evaluate(
            "async (how) => (await axe.run({exclude: ['.fragment .year table']}, how)).violations", options
        )
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]

    async def scrolls_sideways(self) -> bool:
        """Whether the page is wider than the window."""
        return await self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")

    async def cost_of(self, path: str) -> Cost:
        """Open an address, and weigh it."""
        session, sizes = await self.context.new_cdp_session(self.page), list[int]()
        session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        await session.send("Network.enable")
        await self.goto(path)
        measured = await self.page.evaluate(_MEASURE)
        return Cost(measured["requests"], sum(sizes), measured["shift"])

    async def photograph(self, name: str, *, whole: bool = True) -> None:
        """Keep a picture, of the whole page or of what the window shows, if somebody asked for that."""
        if IS_ASKED_FOR:
            await self.page.screenshot(path=kept_at(f"{name}.png"), full_page=whole)

    def _on_console(self, message: ConsoleMessage) -> None:
        """A page that answers a problem is also told of on the console: that is no complaint."""
        is_of_the_page = message.location.get("url", "") == self.page.url and "status of 4" in message.text
        if message.type in ("error", "warning") and not is_of_the_page:
            self.complaints.append(f"{self.page.url}: {message.text}")
