"""The free times of a day for the staff where several do the service: when and who in one tap."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import groupby

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.free_times import FreeTimes
from services.booking_bot.views.choices import PickDay, PickTime, minute_of
from services.booking_bot.views.screen import Page, Row, button, in_rows
from services.booking_bot.views.words import Words

TIMES_A_PAGE = 48
A_ROW = 3


def rows(words: Words, choice: PickDay, times: FreeTimes) -> list[Row]:
    """«10:00 Анна», «10:00 Иван»: each time begins a row; the last one turns the page."""
    every = [(start, person) for start, able in times.by_whom for person in able]
    people = {person.id: person for _, person in every}
    first_names = Counter(_first_name(person) for person in people.values())
    shown = Page.of(every, choice.page, TIMES_A_PAGE)
    found: list[Row] = []
    for start, group in groupby(shown.items, key=lambda pair: pair[0]):
        buttons = (_button(words, choice, start, person, first_names) for _, person in group)
        found += in_rows(buttons, A_ROW)
    return [*found, shown.turning(lambda number: choice.model_copy(update={"page": number}))]


def _button(
    words: Words, choice: PickDay, start: datetime, person: Specialist, first_names: Counter[str]
) -> InlineKeyboardButton:
    name = _first_name(person) if first_names[_first_name(person)] == 1 else person.name
    return button(f"{words.clock(start)} {name}", PickTime(**choice.way_with(person.id), minute=minute_of(start)))


def _first_name(person: Specialist) -> str:
    return person.name.partition(" ")[0]
