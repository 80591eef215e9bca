from __future__ import annotations

import pytest

from scripts.gallery.making import LOCALES
from scripts.gallery.samples import MOSCOW, PLACED
from services.booking_bot.domain.errors import InvalidName
from services.booking_bot.domain.profile import LONGEST, ProfilePart, checked_part
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.templates import KINDS
from services.booking_bot.use_cases.profile import ProfileFacts
from services.booking_bot.views import links
from services.booking_bot.views.profile import profiles
from services.booking_bot.views.profile_buttons import LinkTo
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations

TRANSLATIONS = Translations(LOCALES)


def speak(language: str) -> Words:
    return Words(TRANSLATIONS[language], MOSCOW)


@pytest.mark.parametrize("kind", ["", *KINDS])
@pytest.mark.parametrize("settings", [BusinessSettings(name="Ножницы", address="Арбат 1"), PLACED])
def test_proposed_texts_are_within_telegrams_limits_in_each_language(kind: str, settings: BusinessSettings) -> None:
    proposed = profiles(speak, settings, ProfileFacts(kind, {}))

    assert set(proposed) == {"ru", "en"}
    for texts in proposed.values():
        assert all(0 < len(texts[part].encode("utf-16-le")) // 2 <= LONGEST[part] for part in ProfilePart)


def test_texts_name_the_business_its_kind_and_its_address() -> None:
    settings = BusinessSettings(name="Ножницы", address="Арбат 1")

    texts = profiles(speak, settings, ProfileFacts("hair", {("en", ProfilePart.NAME): "Scissors"}))

    assert texts["ru"][ProfilePart.NAME] == "Ножницы"
    assert texts["en"][ProfilePart.NAME] == "Scissors"
    assert texts["ru"][ProfilePart.ABOUT] == "Онлайн-запись в любое время · Ножницы"
    first, *_, last = texts["ru"][ProfilePart.DESCRIPTION].splitlines()
    assert (first, last) == ("💇‍♀️ Ножницы – Парикмахерская", "📍 Арбат 1")


def test_own_text_is_tidied_and_held_to_the_limit() -> None:
    assert checked_part(ProfilePart.NAME, "  Ножницы\n и  Ко ") == "Ножницы и Ко"
    assert checked_part(ProfilePart.DESCRIPTION, " Один \n\n два  три ") == "Один\n\nдва три"
    assert checked_part(ProfilePart.NAME, "💅" * 32) == "💅" * 32
    for part, text in ((ProfilePart.NAME, "💅" * 33), (ProfilePart.ABOUT, "Щ" * 121), (ProfilePart.NAME, " \n ")):
        with pytest.raises(InvalidName):
            checked_part(part, text)


def test_links_carry_what_they_open() -> None:
    assert [links.link_to("salon_bot", to, 12) for to in LinkTo] == [
        "https://t.me/salon_bot",
        "https://t.me/salon_bot?start=s12",
        "https://t.me/salon_bot?start=m12",
    ]
