"""“More”: what stands behind it leads back to it, and Manage has what each day needs."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardButton

from scripts.gallery.making import LOCALES
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.retention import Retention
from services.booking_bot.views import (
    bot_profile,
    more,
    own_texts,
    owner,
    owner_address,
    owner_contact,
    owner_region,
    owner_reminders,
    owner_resources,
    owner_retention,
    owner_rules,
    owner_shop,
)
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from services.shared.telegram.screens import Screen

WORDS = Words(Translations(LOCALES)["en"], ZoneInfo("UTC"))
SETTINGS = BusinessSettings()
BEHIND = {
    "rules": owner_rules.rules(WORDS, SETTINGS),
    "name and phone": owner_contact.contact_rules(WORDS, SETTINGS),
    "reminders": owner_reminders.reminders(WORDS, SETTINGS),
    "contacts": owner_shop.shop(WORDS, SETTINGS),
    "address": owner_address.address(WORDS, SETTINGS),
    "chairs": owner_resources.resource_list(WORDS, []),
    "profile": bot_profile.profile(WORDS, {}),
    "texts": own_texts.text_list(WORDS, "ru", {}),
    "region": owner_region.region(WORDS, SETTINGS, None, datetime(2026, 3, 1, tzinfo=UTC)),
    "retention": owner_retention.retention(WORDS, Retention(0, None, {})),
}


def _buttons(screen: Screen) -> list[InlineKeyboardButton]:
    assert screen.inline is not None
    return [button for row in screen.inline.inline_keyboard for button in row]


@pytest.mark.parametrize("name", BEHIND)
def test_screen_behind_more_leads_back_to_it(name: str) -> None:
    last = _buttons(BEHIND[name])[-1]

    assert (last.text, last.callback_data) == ("‹ More", Open(place=Place.MORE).pack())


def test_more_has_a_button_for_each_and_leads_to_manage() -> None:
    shown = _buttons(more.more(WORDS))

    assert len(shown) == len({button.callback_data for button in shown}) == len(BEHIND) + 1
    assert shown[-1].callback_data == Open(place=Place.MANAGE).pack()


def test_manage_has_what_each_day_needs() -> None:
    shown = owner.manage(WORDS, SETTINGS).inline
    assert shown is not None

    assert [[button.text for button in row] for row in shown.inline_keyboard] == [
        ["📋 Today", "📋 Tomorrow"],
        ["✍️ Book by hand"],
        ["👤 Customers"],
        ["🧾 Services", "👥 Specialists"],
        ["🕒 Opening hours", "🔗 Link and QR"],
        ["⚙️ More"],
        ["👀 As a customer sees it"],
    ]
