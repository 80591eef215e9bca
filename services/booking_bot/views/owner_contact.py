"""The owner chooses whether customers are asked for their name and their number."""

from __future__ import annotations

from services.booking_bot.domain.consent import NameRule, PhoneRule
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import Open, Place, SetPhoneRule
from services.booking_bot.views.contact_buttons import SetNameRule
from services.booking_bot.views.more import more_row
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def contact_rules(words: Words, settings: BusinessSettings, title: Html | None = None) -> Screen:
    lines = [
        *([title, ""] if title else []),
        words("<b>Customers' name and phone</b>"),
        words(
            "Before the first question a customer is asked for consent, and the consent is logged.\n"
            "Who has answered is not asked again."
        ),
        words("Your number for those who do not agree: {phone}", phone=settings.shop_phone or "–"),
    ]
    own = [button(words.label("☎️ Your number"), Open(place=Place.SHOP_PHONE))]
    return screen("\n".join(lines), (*_name_rows(words, settings), *_phone_rows(words, settings), own, more_row(words)))


def _name_rows(words: Words, settings: BusinessSettings) -> list[Row]:
    labels = {
        NameRule.NOT_ASKED: words.label("Name: as Telegram shows it"),
        NameRule.ASKED: words.label("Name: ask"),
    }
    return [
        [button(_chosen(label, settings.name_rule is rule), SetNameRule(rule=rule))] for rule, label in labels.items()
    ]


def _phone_rows(words: Words, settings: BusinessSettings) -> list[Row]:
    labels = {
        PhoneRule.NOT_ASKED: words.label("Phone: do not ask"),
        PhoneRule.OPTIONAL: words.label("Phone: ask, may be left out"),
        PhoneRule.REQUIRED: words.label("Phone: needed to book"),
    }
    return [
        [button(_chosen(label, settings.phone_rule is rule), SetPhoneRule(rule=rule))] for rule, label in labels.items()
    ]


def _chosen(label: str, chosen: bool) -> str:
    return f"✅ {label}" if chosen else label
