"""The owner chooses whether customers are asked for their number."""

from __future__ import annotations

from services.booking_bot.domain.consent import PhoneRule
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import Open, Place, SetPhoneRule
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def phone_rule(words: Words, settings: BusinessSettings, title: Html | None = None) -> Screen:
    names = {
        PhoneRule.NOT_ASKED: words.label("Do not ask"),
        PhoneRule.OPTIONAL: words.label("Ask, may be left out"),
        PhoneRule.REQUIRED: words.label("Ask, needed to book"),
    }
    lines = [
        *([title, ""] if title else []),
        words("<b>Customers' phone numbers</b>"),
        words("Before the number a customer is asked for consent, and the consent is logged."),
        words("Your number for those who do not agree: {phone}", phone=settings.shop_phone or "–"),
    ]
    rows: list[Row] = [
        [button(f"{'✅ ' if settings.phone_rule is rule else ''}{name}", SetPhoneRule(rule=rule))]
        for rule, name in names.items()
    ]
    own = [button(words.label("☎️ Your number"), Open(place=Place.SHOP_PHONE))]
    return screen("\n".join(lines), (*rows, own, manage_row(words)))


def ask_shop_phone(words: Words) -> Screen:
    back = [button(words.label("‹ Back"), Open(place=Place.PHONE))]
    return screen(words("Send the number at which customers reach you, for example +79161234567."), (back,))
