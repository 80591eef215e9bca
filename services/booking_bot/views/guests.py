"""Booking for somebody else, and for two."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.plans import Party
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.choices import AtTime, ForSomebody, PickDay, PickTime, to_book
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


def company_rows(words: Words, settings: BusinessSettings, choice: PickTime, performers: int) -> list[Row]:
    """The ways to book for others, as far as the business has switched them on.

    Two come one after the other, or at once where at least two do the service (``performers``); their times are looked
    for on the same day.
    """
    if choice.moves or choice.plan.party is not Party.ONE or not settings.guests:
        return []
    somebody = ForSomebody(**choice.way, minute=choice.minute)
    rows: list[Row] = [[button(words.label("🙋 For somebody else"), somebody)]]
    if settings.guests < 2 or len(choice.plan.items) > 1:
        return rows
    in_turn = [_for_two(words, choice, Party.IN_TURN, words.label("👥 Two in a row"))]
    together = [_for_two(words, choice, Party.TOGETHER, words.label("👥 Two at once"))] if performers > 1 else []
    return [*rows, [*in_turn, *together]]


def _for_two(words: Words, choice: PickTime, party: Party, label: str) -> InlineKeyboardButton:
    way = to_book(choice.plan.for_two(party), choice.errand)
    return button(label, PickDay(**way, day=words.day_of(choice.start).toordinal()))


def ask_name(words: Words, choice: AtTime) -> Screen:
    back = PickTime(**choice.way, minute=choice.minute)
    text = words("Who comes? Send the name, and the visit is booked.\n📅 {when}", when=words.when(choice.start))
    return screen(text, ([button(words.label("‹ Back"), back)],))


def not_a_name(words: Words) -> Screen:
    return screen(words("Please send the name of who comes as a text."))
