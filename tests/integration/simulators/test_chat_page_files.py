"""What the server gives the browser: the page's files, its proposals, and the rules that keep it to itself."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from functools import partial

import aiohttp
import pytest

from scripts.simulators.telegram.chat_page import PAGE, PageConfig, ProposedChat, Story, Words, add_page
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.world.world import World

CONFIG = PageConfig(
    chats=(ProposedChat(7, Words("Анна", "Anna"), Words("", ""), "a_bot", Words("Чат", "Chat"), Words("", "")),),
    story=Story(7, "a_bot", 8),
)
ABROAD = re.compile(r"""(?:src|href|url|import|fetch)\s*(?:=|\(|\s)\s*["'(]?(?:https?:)?//[^\s"')]+""")


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with (
        TelegramServer(World(lambda: 0.0), extras=[partial(add_page, config=CONFIG)]) as server,
        aiohttp.ClientSession(server.url) as session,
    ):
        yield session


async def test_page_is_served_with_a_policy_that_lets_nothing_in(browser: aiohttp.ClientSession) -> None:
    async with browser.get("/") as response:
        text = await response.text()

    policy = response.headers["Content-Security-Policy"]
    assert response.content_type == "text/html"
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "style=" not in text


async def test_page_says_what_the_demo_proposes(browser: aiohttp.ClientSession) -> None:
    async with browser.get("/page/config.json") as response:
        config = await response.json()

    assert config == {
        "chats": [
            {
                "person": 7,
                "name": {"ru": "Анна", "en": "Anna"},
                "role": {"ru": "", "en": ""},
                "bot": "a_bot",
                "title": {"ru": "Чат", "en": "Chat"},
                "hint": {"ru": "", "en": ""},
            }
        ],
        "story": {"buyer": 7, "sales_bot": "a_bot", "customer": 8},
    }


@pytest.mark.parametrize("path", ["/page/none.js", "/page/%2e%2e/chat_page.py", "/page/js", "/page/js/../../server.py"])
async def test_page_gives_no_other_file(browser: aiohttp.ClientSession, path: str) -> None:
    async with browser.get(path) as response:
        assert response.status == 404


async def test_page_files_name_only_files_that_exist(browser: aiohttp.ClientSession) -> None:
    named = {f"js/{name}" for path in PAGE.rglob("*.js") for name in re.findall(r'from "\./(.+?)"', path.read_text())}
    named |= set(re.findall(r'"/page/(.+?)"', (PAGE / "index.html").read_text()))

    statuses = {}
    for name in sorted(named):
        async with browser.get(f"/page/{name}") as response:
            statuses[name] = response.status

    assert set(statuses.values()) == {200}


def test_page_files_load_nothing_from_abroad() -> None:
    files = [path for path in PAGE.rglob("*") if path.is_file()]

    abroad = {path.name: ABROAD.findall(path.read_text(encoding="utf-8")) for path in files}

    assert len(files) > 30
    assert {name: found for name, found in abroad.items() if found} == {}


def test_page_never_turns_text_into_markup() -> None:
    words = re.compile(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b")

    assert [path.name for path in PAGE.rglob("*.js") if words.search(path.read_text(encoding="utf-8"))] == []


def test_page_has_the_same_words_in_both_languages() -> None:
    keys = {
        language: set(re.findall(r"^ +(\w+): ", (PAGE / f"js/words_{language}.js").read_text(), re.MULTILINE))
        for language in ("ru", "en")
    }

    assert keys["ru"] == keys["en"]
    assert len(keys["ru"]) > 80
