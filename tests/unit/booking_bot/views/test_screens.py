"""Every screen, in both languages, with the longest names that the rules allow."""

from __future__ import annotations

import re
from datetime import date

import pytest
from aiogram.types import InlineKeyboardMarkup

from scripts.gallery.making import LOCALES
from scripts.gallery.samples import MOSCOW, RUDE, START
from scripts.gallery.screens import SCREENS
from services.booking_bot.domain import errors
from services.booking_bot.domain.plan_limits import Limit, PlanUse
from services.booking_bot.domain.team import Role
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from services.shared.telegram.screens import Screen
from tests.support.catalogues import Tags

OWNERS_BRACES = re.compile(r"<code>[^<]*</code>")
"""What an owner may type into a text of his own."""


@pytest.fixture(scope="module")
def translations() -> Translations:
    return Translations(LOCALES)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_one_that_telegram_takes(translations: Translations, name: str, language: str) -> None:
    screen = SCREENS[name](Words(translations[language], MOSCOW))

    tags = Tags(screen.text)
    assert (tags.open, tags.wrong) == ([], None), screen.text
    assert 0 < len(tags.words) <= 4096
    assert "{" not in OWNERS_BRACES.sub("", screen.text)
    for row in keyboard(screen):
        assert 1 <= len(row) <= 8
        for label, data, url in row:
            assert label
            assert len(label) <= 60
            assert bool(url) or 1 <= len(data.encode()) <= 64
            assert len(url.encode()) <= 2048
    assert sum(len(row) for row in keyboard(screen)) <= 100


@pytest.mark.parametrize(
    "name", [name for name in SCREENS if "<" in SCREENS[name](Words(Translations(LOCALES)["en"], MOSCOW)).text]
)
def test_russian_screen_differs_from_the_english_one(translations: Translations, name: str) -> None:
    russian, english = (SCREENS[name](Words(translations[language], MOSCOW)) for language in ("ru", "en"))

    assert russian.text != english.text


def keyboard(screen: Screen) -> list[list[tuple[str, str, str]]]:
    if screen.keyboard is None:
        return []
    assert isinstance(screen.keyboard, InlineKeyboardMarkup)
    return [
        [(button.text, button.callback_data or "", button.url or "") for button in row]
        for row in screen.keyboard.inline_keyboard
    ]


def all_errors() -> list[errors.DomainError]:
    samples: dict[str, object] = {
        "int": 600,
        "bool": True,
        "str": RUDE,
        "datetime": START,
        "date": date(2026, 3, 2),
        "tuple[int, int]": (600, 840),
        "tuple[datetime, ...]": (),
        "Clash | None": None,
        "tuple[str, ...]": ("{name}",),
        "Role": Role.ADMIN,
        "PlanUse": PlanUse(Limit.SPECIALISTS, 2, 1),
    }
    found = []
    waiting = errors.DomainError.__subclasses__()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        fields = [field.type for field in kind.__dataclass_fields__.values()]  # type: ignore[attr-defined]
        found.append(kind(*(samples[field] for field in fields)))
    return [error for error in found if type(error) not in {errors.TimeRefused, errors.WrongAnswer}]


@pytest.mark.parametrize("error", all_errors(), ids=lambda error: type(error).__name__)
def test_every_error_has_words_in_both_languages(translations: Translations, error: errors.DomainError) -> None:
    russian, english = (refusal(Words(translations[language], MOSCOW), error) for language in ("ru", "en"))

    assert english != "This cannot be done."
    assert russian != english
    assert "<b>" not in russian + english
