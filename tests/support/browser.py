"""A real Chromium for tests, and a visitor in it who minds what the page does behind his back.

The fixtures are known to every test below tests/e2e. `chromium` lives as long as a test file: Playwright's sync API
keeps an event loop running, which tests of another file may not meet. So a file has browser tests or async ones.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, sync_playwright

from scripts.chromium import ARGUMENTS, chromium_path
from tests.conftest import missing

HERE = frozenset({"127.0.0.1", ""})
PATIENCE_MS = 5_000
NETWORK_CHANGED = (
    "net::ERR_NETWORK_CHANGED"  # an engine on this machine added or removed a network: not the page's doing
)
DESKTOP = (1280, 800)
PHONE = (360, 740)


@dataclass
class Visitor:
    """Somebody with a browser of his own (storage, language, window). `complaints` must stay empty."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.context.on("request", self._on_request)

    def forgives(self, words: str) -> None:
        """What the test itself brought about (a server that was away) is no reason to complain."""
        self.complaints = [complaint for complaint in self.complaints if words not in complaint]

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and NETWORK_CHANGED not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in HERE | {None}:
            self.complaints.append(f"a request left this computer: {request.url}")


NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of a test file; the tests are skipped, or fail under REQUIRE_BROWSER=1, where there is none."""
    path = chromium_path(os.environ)
    if not Path(path).exists():
        missing("browser", f"no Chromium at {path} (set CHROMIUM)")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        except Error as error:
            missing("browser", f"Chromium at {path} does not start: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture
def new_visitor(chromium: Browser) -> Iterator[NewVisitor]:
    """`new_visitor(size=PHONE, locale="en-US", dark=True)`. The test fails at its end if a page complained."""
    visitors: list[Visitor] = []

    def visit(*, size: tuple[int, int] = DESKTOP, locale: str = "ru-RU", dark: bool = False) -> Visitor:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            color_scheme="dark" if dark else "light",
            is_mobile=size == PHONE,
            has_touch=size == PHONE,
        )
        context.set_default_timeout(PATIENCE_MS)
        visitor = Visitor(context, context.new_page())
        visitor.listen()
        visitors.append(visitor)
        return visitor

    yield visit
    for visitor in visitors:
        visitor.context.close()
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    assert not complaints, "\n".join(complaints)
