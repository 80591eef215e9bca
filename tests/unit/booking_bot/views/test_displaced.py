"""What a specialist may not do about a visit that cannot take place is not on her screens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scripts.gallery.making import LOCALES
from scripts.gallery.samples import AFFECTED, DISPLACED, SETTINGS, START
from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.displacements import Scope
from services.booking_bot.views.affected import affected_list
from services.booking_bot.views.bookings import card
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from services.shared.telegram.screens import Screen
from tests.unit.booking_bot.views.test_board import labels

ENGLISH = Words(Translations(LOCALES)["en"], SETTINGS.zone)
SCREENS = {
    "🔁 Somebody else, same time": lambda words: card(words, SETTINGS, DISPLACED, Side.BUSINESS, START),
    "✉️ Write to all of them": lambda words: affected_list(words, AFFECTED, Scope()),
}


@pytest.mark.parametrize("label", SCREENS)
def test_button_for_who_manages_alone(label: str) -> None:
    def has_it(words: Words) -> bool:
        screen: Screen = SCREENS[label](words)
        return [label] in labels(screen)

    assert (has_it(ENGLISH), has_it(replace(ENGLISH, own_desk=True))) == (True, False)
