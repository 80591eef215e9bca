"""Make the pictures of the documentation from a running demo.

Play the story first (by hand, or `make demo-check`): the pictures show what the chats then hold.
To add a picture, add a `Shot` to `SHOTS`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import requests
from playwright.sync_api import Browser, Error, Page, sync_playwright

from scripts.chromium import ARGUMENTS, chromium_path

FOLDER = Path("docs/images")
LARGEST_BYTES = 300_000
DESKTOP, PHONE = (1280, 800), (360, 740)
# Long enough for the page's own movements and the bots' first answer.
SETTLE_MS = 1_500

Side = Literal["buyer", "owner", "customer"]


class ShotError(Exception):
    """A picture cannot be made; one line that says why."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture. `sides` are the chats that it shows; `prepare` may do more on the page before it is taken."""

    name: str
    sides: tuple[Side, ...]
    size: tuple[int, int] = DESKTOP
    locale: str = "ru-RU"
    dark: bool = False
    prepare: Callable[[Page], None] = lambda _page: None


SHOTS = (
    Shot("chat", ("owner", "customer"), locale="en-US"),
    Shot("chat.ru", ("owner", "customer")),
    Shot("chat-buying", ("buyer",), dark=True),
    Shot("chat-phone", ("customer",), size=PHONE),
    Shot("chat-phone-dark", ("customer",), size=PHONE, dark=True, locale="en-US"),
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the demo's story takes place: user ids and usernames."""

    buyer: int
    sales_bot: str
    customer: int
    new_bot: str | None

    def address(self, sides: Sequence[Side]) -> str:
        """The page's address of these chats, side by side."""
        return "#/" + "//".join(self._side(side) for side in sides)

    def _side(self, side: Side) -> str:
        if side == "buyer":
            return f"{self.buyer}/{self.sales_bot}"
        if self.new_bot is None:
            raise ShotError(f"the chat of the {side} needs a bot that was bought: play the story first")
        return f"{self.buyer if side == 'owner' else self.customer}/{self.new_bot}"


def find_places(url: str) -> Places:
    """Read them off the running demo."""
    config, bots = _get(f"{url}/page/config.json"), _get(f"{url}/sim/bots")["bots"]
    story = config["story"]
    if story is None:
        raise ShotError(f"the page at {url} tells no story: is it the demo's?")
    named = {chat["bot"].lower() for chat in config["chats"]}
    running = [bot for bot in bots if bot["online"] and bot["username"].lower() not in named]
    return Places(story["buyer"], story["sales_bot"], story["customer"], running[-1]["username"] if running else None)


def take(browser: Browser, url: str, places: Places, shot: Shot, folder: Path) -> Path:
    """Take one picture and return its file."""
    with _page(browser, shot) as page:
        page.goto(f"{url}/{places.address(shot.sides)}")
        page.wait_for_selector("html[data-ready]")
        _press_starts(page)
        shot.prepare(page)
        page.wait_for_timeout(SETTLE_MS)
        path = folder / f"{shot.name}.png"
        page.screenshot(path=path)
    if path.stat().st_size > LARGEST_BYTES:
        raise ShotError(f"{path} has {path.stat().st_size} bytes, at most {LARGEST_BYTES}: show less")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", help="which pictures (default: all)")
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="the running demo (default: %(default)s)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pictures go (default: %(default)s)")
    arguments = parser.parse_args()
    wanted = [shot for shot in SHOTS if not arguments.names or shot.name in arguments.names]
    if not wanted:
        parser.error(f"there are: {' '.join(shot.name for shot in SHOTS)}")
    try:
        _take_all(arguments.url.rstrip("/"), wanted, arguments.folder)
    except ShotError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except Error as error:
        print(f"error: the browser: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    return 0


def _take_all(url: str, shots: Sequence[Shot], folder: Path) -> None:
    places = find_places(url)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(os.environ), args=list(ARGUMENTS))
        for shot in shots:
            print(take(browser, url, places, shot, folder))
        browser.close()


@contextmanager
def _page(browser: Browser, shot: Shot) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": shot.size[0], "height": shot.size[1]},
        locale=shot.locale,
        color_scheme="dark" if shot.dark else "light",
        is_mobile=shot.size == PHONE,
        has_touch=shot.size == PHONE,
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def _press_starts(page: Page) -> None:
    """Begin the chats that nobody has begun."""
    page.wait_for_selector(".chat-foot > *")
    while (button := page.locator(".start-button").first).count():
        button.click()
        page.wait_for_timeout(SETTLE_MS)


def _get(url: str) -> Any:
    try:
        answer = requests.get(url, timeout=10)
        answer.raise_for_status()
        return answer.json()
    except requests.RequestException as error:
        raise ShotError(f"{url} does not answer ({type(error).__name__}): start `make demo` first") from None


if __name__ == "__main__":
    sys.exit(main())
