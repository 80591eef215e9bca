"""Where the receipt is sent to."""

from __future__ import annotations

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from services.sales_bot.basket import Basket
from services.sales_bot.views.bots import BACK_BUTTON
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen


def ask(texts: Texts, basket: Basket) -> Screen:
    """In a renewal there is no step to go back to."""
    text = texts(
        "✉️ <b>Where is the receipt to be sent?</b>\nThe law wants one for every payment; it comes by e-mail. Send me "
        "the address, as in anna@example.com."
    )
    if basket.client_id is not None:
        return Screen(text)
    return Screen(text, ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text=texts(BACK_BUTTON))]], resize_keyboard=True))


def expected(texts: Texts) -> Screen:
    return Screen(texts("This is no e-mail address. Send one address and nothing else, as in anna@example.com."))


def refused(texts: Texts) -> Screen:
    return Screen(texts("This e-mail address was not accepted. Please check it."))
