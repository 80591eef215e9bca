"""/help names every command of a customer but itself."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views import words as words_module
from services.booking_bot.views.commands import customer_commands
from services.booking_bot.views.home import help_screen
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations

LOCALES = Path(words_module.__file__).resolve().parents[1] / "locales"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_help_names_every_command_of_a_customer(language: str) -> None:
    texts = Translations(LOCALES)[language]
    shown = help_screen(Words(texts, ZoneInfo("UTC")), BusinessSettings())

    assert re.findall(r"^/(\w+)", shown.text, re.MULTILINE) == [
        command.command for command in customer_commands(texts) if command.command != "help"
    ]
