from __future__ import annotations

import pytest

from scripts.gallery.making import LOCALES
from scripts.gallery.samples import MOSCOW, PLACED
from services.booking_bot.domain.bot_profile import LONGEST, BotProfilePart, checked_part
from services.booking_bot.domain.errors import InvalidName
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.templates import KINDS
from services.booking_bot.use_cases.bot_profile import BotProfileFacts
from services.booking_bot.views import links
from services.booking_bot.views.bot_profile import profiles
from services.booking_bot.views.link_buttons import LinkTo
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations

TRANSLATIONS = Translations(LOCALES)


def speak(language: str) -> Words:
    return Words(TRANSLATIONS[language], MOSCOW)


@pytest.mark.parametrize("kind", ["", *KINDS])
@pytest.mark.parametrize("settings", [BusinessSettings(name="Ножницы", address="Арбат 1"), PLACED])
def test_proposed_texts_are_within_telegrams_limits_in_each_language(kind: str, settings: BusinessSettings) -> None:
    proposed = profiles(speak, settings, BotProfileFacts(kind, {}))

    assert set(proposed) == {"ru", "en"}
    for texts in proposed.values():
        assert all(0 < len(texts[part].encode("utf-16-le")) // 2 <= LONGEST[part] for part in BotProfilePart)


def test_texts_name_the_business_its_kind_and_its_address() -> None:
    settings = BusinessSettings(name="Ножницы", address="Арбат 1")

    texts = profiles(speak, settings, BotProfileFacts("hair", {("en", BotProfilePart.NAME): "Scissors"}))

    assert texts["ru"][BotProfilePart.NAME] == "Ножницы"
    assert texts["en"][BotProfilePart.NAME] == "Scissors"
    assert texts["ru"][BotProfilePart.ABOUT] == "Онлайн-запись в любое время · Ножницы"
    first, *_, last = texts["ru"][BotProfilePart.DESCRIPTION].splitlines()
    assert (first, last) == ("💇‍♀️ Ножницы – Парикмахерская", "📍 Арбат 1")


def test_own_text_is_tidied_and_held_to_the_limit() -> None:
    assert checked_part(BotProfilePart.NAME, "  Ножницы\n и  Ко ") == "Ножницы и Ко"
    assert checked_part(BotProfilePart.DESCRIPTION, " Один \n\n два  три ") == "Один\n\nдва три"
    assert checked_part(BotProfilePart.NAME, "💅" * 32) == "💅" * 32
    for part, text in (
        (BotProfilePart.NAME, "💅" * 33),
        (BotProfilePart.ABOUT, "Щ" * 121),
        (BotProfilePart.NAME, " \n "),
    ):
        with pytest.raises(InvalidName):
            checked_part(part, text)


def test_links_carry_what_they_open() -> None:
    assert [links.link_to("salon_bot", to, 12) for to in LinkTo] == [
        "https://t.me/salon_bot",
        "https://t.me/salon_bot?start=s12",
        "https://t.me/salon_bot?start=m12",
    ]
