"""Pictures of a person's chat, as a phone shows it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from scripts.chromium import ARGUMENTS, chromium_path
from scripts.simulators.telegram.people import Person
from scripts.tour.palette import with_palette
from scripts.tour.stage import BOT, Stage

PHONE: ViewportSize = {"width": 360, "height": 640}
LACKING = """() => {
  const [list] = document.getElementsByClassName("scroll");
  const latest = [...document.getElementsByClassName("message")].at(-1);
  return Math.max(0, Math.ceil(latest.getBoundingClientRect().height + 24 - list.clientHeight));
}"""
"""How much higher the phone would have to be to show the whole of the latest message."""
HAS_COLOUR = """() => {
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.font = "20px sans-serif";
  canvas.fillText("\\u{1F4C5}", 0, 20);
  const { data } = canvas.getImageData(0, 0, 40, 40);
  return data.some((value, place) => place % 4 === 0 && value !== data[place + 1]);
}"""
"""Whether an emoji is drawn in colours."""


class PictureError(Exception):
    """A picture cannot be made; one line that says why."""


@dataclass(slots=True)
class Camera:
    """One page a person, with the stage's clock on it."""

    browser: Browser
    stage: Stage
    _pages: dict[int, Page] = field(default_factory=dict)

    async def take(self, person: Person) -> bytes:
        """A PNG of the end of the person's chat with the bot. Raises ``PictureError`` where emoji cannot be shown."""
        page = self._pages.get(person.id) or await self._open(person)
        await page.set_viewport_size(PHONE)
        await page.clock.set_fixed_time(self.stage.clock())
        await page.goto(f"{self.stage.url}/#/{person.id}/{BOT}")
        await page.reload()  # an address that differs in its fragment alone is not loaded again
        await page.wait_for_selector("html[data-ready]")
        await page.wait_for_selector(f'.message[data-id="{person.last_message.id}"]')
        if not await page.evaluate(HAS_COLOUR):
            raise PictureError("this computer has no font with emoji: install fonts-noto-color-emoji")
        await page.set_viewport_size({**PHONE, "height": PHONE["height"] + int(await page.evaluate(LACKING))})
        return with_palette(await page.screenshot())

    async def _open(self, person: Person) -> Page:
        context = await self.browser.new_context(
            viewport=PHONE,
            locale="ru-RU" if person.language == "ru" else "en-US",
            timezone_id="Europe/Moscow",
            color_scheme="light",
            is_mobile=True,
            has_touch=True,
            reduced_motion="reduce",
        )
        page = self._pages[person.id] = await context.new_page()
        return page


@asynccontextmanager
async def open_camera(stage: Stage) -> AsyncIterator[Camera]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(os.environ), args=list(ARGUMENTS))
        try:
            yield Camera(browser, stage)
        finally:
            await browser.close()
