from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiogram import Router

from services.booking_bot.app import Lifeline, Parts
from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.menu import Menu
from services.booking_bot.settings import BotSettings
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.use_cases.own_texts import TextBook
from services.shared.runtime.clock import utc_now
from services.shared.runtime.environment import Environment, SettingsError
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_factory import make_bot
from services.shared.telegram.poller import Progress

BY_AIOGRAM = {
    "bot",
    "event_update",
    "event_from_user",
    "state",
    "raw_state",
    "callback_data",
    "link",
    "location",
    "document",
}
THE_EVENT = {"event", "message", "query", "_query"}
BY_MIDDLEWARE = {"settings", "customer", "words", "is_admin", "member", "pop_up", "step"}


def handlers(router: Router) -> Iterator[Any]:
    for observer in router.observers.values():
        yield from observer.handlers
    for below in router.sub_routers:
        yield from handlers(below)


@pytest.fixture
def settings(tmp_path: Path) -> BotSettings:
    values = {"BOT_TOKEN": "7100001:" + "a" * 35, "ADMIN_IDS": "1", "DATABASE_PATH": str(tmp_path / "bookings.db")}
    return BotSettings.read(Environment(values))


async def test_every_handler_is_handed_what_it_asks_for(settings: BotSettings) -> None:
    assert settings.database_path is not None
    storage = await SqliteStorage.open(settings.database_path)
    bot = make_bot(settings.token, settings.telegram_api_url)
    translations = Translations(Path())
    parts = Parts(settings, Lifeline(Progress()), storage, Speech(translations, TextBook(storage)), utc_now)

    dispatcher = parts.dispatcher(Menu(bot, translations))
    given = dispatcher.workflow_data.keys() | BY_AIOGRAM | BY_MIDDLEWARE | THE_EVENT
    found = [handler for below in dispatcher.sub_routers for handler in handlers(below)]
    missing = {handler.callback.__name__: handler.params - given for handler in found}

    await storage.close()
    assert len(found) > 40
    assert {name: names for name, names in missing.items() if names} == {}


@pytest.mark.parametrize(
    ("limits", "read_only"), [("", None), ("{}", False), ('{"read_only": true}', True), ('{"specialists": 3}', False)]
)
def test_read_only_is_what_the_plans_limits_say(limits: str, read_only: bool | None) -> None:
    values = {"BOT_TOKEN": "7100001:" + "a" * 35, "ADMIN_IDS": "1", "PLAN_LIMITS": limits}

    assert BotSettings.read(Environment(values)).business.read_only is read_only


@pytest.mark.parametrize("limits", ["[]", "{", "true"])
def test_limits_that_are_no_object_stop_the_bot_with_one_line(limits: str) -> None:
    values = {"BOT_TOKEN": "7100001:" + "a" * 35, "ADMIN_IDS": "1", "PLAN_LIMITS": limits}

    with pytest.raises(SettingsError, match="PLAN_LIMITS: expected a JSON object"):
        BotSettings.read(Environment(values))


def test_limits_of_the_plan_are_numbers() -> None:
    values = {"BOT_TOKEN": "7100001:" + "a" * 35, "ADMIN_IDS": "1", "PLAN_LIMITS": '{"specialists": 3}'}

    business = BotSettings.read(Environment(values)).business

    assert (business.specialists, business.bookings_per_month) == (3, 0)


@pytest.mark.parametrize("number", ["true", '"many"', "-1", "1.5"])
def test_limit_that_is_no_number_stops_the_bot_with_one_line(number: str) -> None:
    values = {"BOT_TOKEN": "7100001:" + "a" * 35, "ADMIN_IDS": "1", "PLAN_LIMITS": f'{{"specialists": {number}}}'}

    with pytest.raises(SettingsError, match="PLAN_LIMITS: specialists: expected a whole number"):
        BotSettings.read(Environment(values))
