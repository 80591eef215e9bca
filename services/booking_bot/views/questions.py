"""A customer's words on their way to the shop, and the answer on its way back."""

from __future__ import annotations

from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.questions import LONGEST_TEXT
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.bookings import customer_line
from services.booking_bot.views.callbacks import PassOn
from services.booking_bot.views.home import book_row, mine_row
from services.booking_bot.views.screen import button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


def offer(words: Words) -> Screen:
    """For a text that no step expects: the bot did not understand it, a person would."""
    text = words("I am a bot and understand buttons best. I can pass this on to the shop, or choose below.")
    pass_on = [button(words.label("✉️ Pass it on to the shop"), PassOn())]
    return screen(text, (pass_on, book_row(words), mine_row(words)))


def passed_on(words: Words) -> Screen:
    return screen(words("✉️ Passed on. The answer will come here."), (book_row(words), mine_row(words)))


def not_passed_on(words: Words) -> Screen:
    """Nobody of the shop could be reached, or the message is gone."""
    text = words("This could not be passed on. Please write it once more a little later.")
    return screen(text, (book_row(words), mine_row(words)))


def question(words: Words, customer: Customer, text: str) -> Screen:
    """What an admin gets."""
    lines = [
        words("💬 <b>A customer asks</b>"),
        customer_line(words, customer),
        "",
        words("{text}", text=text[:LONGEST_TEXT]),
        "",
        words("Reply to this message: your answer goes to the customer."),
    ]
    return screen("\n".join(lines))


def answer(words: Words, settings: BusinessSettings, text: str) -> Screen:
    """What the customer gets."""
    return screen(words("💬 <b>{name}</b> answers:\n{text}", name=settings.name, text=text[:LONGEST_TEXT]))


def answered(words: Words) -> Screen:
    return screen(words("✅ Sent to the customer."))


def not_answered(words: Words) -> Screen:
    return screen(words("The customer cannot be reached: the answer was not delivered."))
