"""The first words, and the buttons that are always there."""

from __future__ import annotations

from html import escape

from aiogram.types import BotCommand, KeyboardButton, ReplyKeyboardMarkup

from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen

START = "start"
BOTS = "bots"

PLANS_BUTTON = "🛒 Plans"
BOTS_BUTTON = "🤖 My bots"


def commands(texts: Texts) -> list[BotCommand]:
    return [
        BotCommand(command=START, description=texts("Plans: get a booking bot")),
        BotCommand(command=BOTS, description=texts("My bots")),
    ]


def main_keyboard(texts: Texts) -> ReplyKeyboardMarkup:
    row = [KeyboardButton(text=texts(PLANS_BUTTON)), KeyboardButton(text=texts(BOTS_BUTTON))]
    return ReplyKeyboardMarkup(keyboard=[row], resize_keyboard=True, is_persistent=True)


def greeting(texts: Texts, name: str) -> Screen:
    text = texts(
        "<b>Hello, {name}!</b>\n\n"
        "Your customers book themselves in Telegram, at any hour: they pick a service and a free time, move or cancel. "
        "You see your day and hear of every booking at once.\n\n"
        "Choose a plan, and your own bot answers within minutes.",
        name=escape(name),
    )
    return Screen(text, main_keyboard(texts))


def lost(texts: Texts) -> Screen:
    """After words or a button that nothing expects."""
    return Screen(texts("I did not understand that. Choose a plan, or look at your bots."), main_keyboard(texts))
