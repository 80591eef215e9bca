"""The bot that shows the booking bot's screens, used as its visitors use it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer

from scripts.gallery.bot import PAGE_SIZE, build_dispatcher, commands
from scripts.gallery.making import LOCALES
from scripts.gallery.samples import MOSCOW
from scripts.gallery.screens import SCREENS
from scripts.simulators.telegram.people import People, Person, Pressed
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.world.world import World
from services.booking_bot.views.words import Words
from services.shared.runtime.nursery import Nursery
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_factory import LeanSession
from services.shared.telegram.bot_program import poll_until
from services.shared.telegram.screens import Screen
from tests.support.catalogues import Tags

NAMES = list(SCREENS)
LIST = "Screens of the booking bot"
PAGES = [NAMES[first : first + PAGE_SIZE] for first in range(0, len(NAMES), PAGE_SIZE)]


@pytest.fixture
async def people() -> AsyncIterator[People]:
    """With the bot running; it does not keep to Telegram's pace, which a visitor of all screens would feel."""
    async with TelegramServer(World(time.time)) as telegram, People(telegram.url) as those:
        token = await those.bot("screens_bot")
        session = LeanSession(api=TelegramAPIServer.from_base(telegram.url))
        bot, stop = Bot(token, session=session, default=DefaultBotProperties(parse_mode="HTML")), asyncio.Event()
        polling = asyncio.create_task(poll_until(stop, bot, build_dispatcher(), Nursery(), commands()))
        yield those
        stop.set()
        await polling


@pytest.fixture
async def olga(people: People) -> Person:
    visitor = people.person("Ольга")
    await visitor.opens("screens_bot")
    await visitor.sees(LIST)
    await visitor.says("/screens")
    await visitor.sees(LIST)
    return visitor


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_every_screen_can_be_opened(olga: Person, language: str) -> None:
    words = Words(Translations(LOCALES)[language], MOSCOW)
    for name in {"en": ["English"], "ru": ["English", "Русский"]}[language]:
        await olga.taps(name)
        await olga.sees(LIST)

    shown = {}
    for page in PAGES:
        if page is not PAGES[0]:
            await olga.taps("›")
            await olga.sees(LIST)
        for name in page:
            await olga.taps(name)
            screen = SCREENS[name](words)
            seen = await olga.sees(Tags(screen.text).words.strip())
            shown[name] = seen.buttons
            await olga.sees(LIST)

    assert shown == {name: labels(make(words)) for name, make in SCREENS.items()}


async def test_button_of_a_screen_names_what_it_carries(olga: Person) -> None:
    await olga.taps_data(olga.last_message, "screen|en|language")
    screen = await olga.sees("Which language do you prefer?")

    pressed = await olga.taps_data(screen, "g:ru")

    assert pressed == Pressed("g:ru")


async def test_button_of_a_screen_that_is_gone_shows_nothing(olga: Person) -> None:
    listed = olga.last_message

    pressed = await olga.taps_data(listed, "screen|ru|no such screen")

    assert pressed == Pressed("screen|ru|no such screen")
    assert olga.last_message == listed


def labels(screen: Screen) -> list[list[str]]:
    return [[button.text for button in row] for row in screen.inline.inline_keyboard] if screen.inline else []
