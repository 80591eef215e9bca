"""The keys under the question for the name, and the dates of what is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import ReplyKeyboardMarkup

from scripts.gallery.making import LOCALES
from services.booking_bot.domain.consent import Consent
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.personal_data import MyData
from services.booking_bot.views import contact, personal_data
from services.booking_bot.views.choices import Agree, to_book
from services.booking_bot.views.plan_codes import plan_of
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations

RUSSIAN = Words(Translations(LOCALES)["ru"], ZoneInfo("Europe/Moscow"))


@pytest.mark.parametrize(
    ("shown", "kept", "expected"),
    [
        ("Алиса", "Алиса", ["Алиса"]),
        ("Alice  new", "Алиса", ["Alice new", "Алиса"]),
        ("\u202e", "7", []),
        ("/start", "/start", []),
        ("Щ" * 129, "7", ["Щ" * 100]),
    ],
)
def test_names_are_one_tap_away(shown: str, kept: str, expected: list[str]) -> None:
    asked = contact.ask_name(RUSSIAN, shown, Customer(1, kept, 7))

    keyboard = asked.keyboard
    keys = [row[0].text for row in keyboard.keyboard] if isinstance(keyboard, ReplyKeyboardMarkup) else []
    assert keys == expected
    assert asked.text == (
        "Как вас зовут? Нажмите кнопку с именем или напишите его."
        if expected
        else "Как вас зовут? Напишите, пожалуйста, имя."
    )


def test_my_data_tells_the_day_of_the_consent_in_words() -> None:
    consent = Consent("2026-11-25", given=True, at=datetime(2026, 9, 7, 22, tzinfo=UTC))

    shown = personal_data.my_data(RUSSIAN, MyData(Customer(1, "Алиса", 7, "alice", language="ru"), 3, 1, consent))

    assert shown.text.splitlines() == [
        "<b>Что мы знаем о вас</b>",
        "Имя: Алиса",
        "Telegram: @alice",
        "Телефон: –",
        "Язык: Русский",
        "Записей: 3, из них предстоит: 1",
        "Согласие дано 8 сентября 2026, редакция 2026-11-25",
    ]


def test_consent_names_the_business_in_no_case() -> None:
    choice = Agree(**to_book(plan_of("1")), minute=0)
    asked = contact.ask_consent(RUSSIAN, BusinessSettings(name="Студия «Локон»"), choice)

    assert asked.text.splitlines()[0] == "<b>Студия «Локон»</b>"
    assert asked.text.count("Студия") == 1
