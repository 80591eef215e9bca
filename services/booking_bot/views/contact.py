"""Who comes: the consent, the name and the number."""

from __future__ import annotations

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from services.booking_bot.domain.consent import PhoneRule
from services.booking_bot.domain.customers import Customer, telegram_name
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.choices import AtTime, GiveConsent, GiveGuestConsent
from services.booking_bot.views.home import home_row
from services.booking_bot.views.screen import button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def ask_consent(words: Words, settings: BusinessSettings, choice: AtTime, *, for_guest: bool = False) -> Screen:
    gives = GiveGuestConsent if for_guest else GiveConsent
    agree = gives(**choice.way, minute=choice.minute, agrees=True)
    refuse = gives(**choice.way, minute=choice.minute, agrees=False)
    rows = ([button(words.label("✅ I agree"), agree)], [button(words.label("I do not agree"), refuse)])
    return screen(consent_text(words, settings), rows)


def consent_text(words: Words, settings: BusinessSettings) -> Html:
    """Another text needs another ``domain.consent.TEXT_VERSION``."""
    return words(
        "<b>{name}</b>\n\nTo book you we keep your name and your phone number, for your visits alone. "
        "You can look at them, change and delete them at any time: /privacy\n\nDo you agree?",
        name=settings.name,
    )


def ask_name(words: Words, shown: str, customer: Customer) -> Screen:
    """``shown``: what Telegram shows. It is one tap away, and so is the name that is kept, if that is another one."""
    names = offered_names(shown, customer)
    if not names:
        return screen(words("What is your name? Please type it."))
    text = words("What is your name? Press the button with it, or type it.")
    keys = [[KeyboardButton(text=name)] for name in names]
    return Screen(text, ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, one_time_keyboard=True))


def offered_names(shown: str, customer: Customer) -> list[str]:
    """No numbers that stand for a missing name, and nothing that would be read as a command."""
    names = dict.fromkeys([telegram_name(shown), customer.name])
    return [name for name in names if name and name != str(customer.user_id) and not name.startswith("/")]


def not_a_name(words: Words) -> Screen:
    return screen(words("Please send your name as a text."))


def ask_phone(words: Words, settings: BusinessSettings) -> Screen:
    text = words("Press the button to send your number, or type it.")
    keys = [[KeyboardButton(text=words.label("📱 Send my number"), request_contact=True)]]
    if settings.phone_rule is PhoneRule.OPTIONAL:
        keys.append([KeyboardButton(text=without_phone(words))])
    return Screen(text, ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, one_time_keyboard=True))


def without_phone(words: Words) -> str:
    """The key that skips the question, and what it types."""
    return words.label("Without a number")


def thanks(words: Words) -> Screen:
    """Takes the keys of the question away."""
    return Screen(words("👌 Thank you."), ReplyKeyboardRemove())


def not_theirs(words: Words) -> Screen:
    return screen(words("This is somebody else's number. Please send your own."))


def not_a_phone(words: Words) -> Screen:
    return screen(words("A phone number is expected here, as in +79161234567. Press the button, or type it."))


def refused(words: Words, settings: BusinessSettings) -> Screen:
    """Nothing is kept; the shop can be called instead."""
    if settings.shop_phone:
        text = words("All right, we keep nothing. Please book by phone: {phone}", phone=settings.shop_phone)
    else:
        text = words("All right, we keep nothing. Please contact us directly to book.")
    return screen(text, (home_row(words),))
