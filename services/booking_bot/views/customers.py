"""The owner's customers: segments, pages, and what a search found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.birthdays import LEAP_YEAR, Birthday
from services.booking_bot.domain.customers import Customer
from services.booking_bot.storage.ports_clientele import Person
from services.booking_bot.use_cases.clientele import Segment
from services.booking_bot.views.customer_buttons import CustomerAct, OfCustomer, OpenCustomers, OpenFound
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.screen import Page, Row, button, in_rows, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
_SIGNS = {Access.ALLOWED: "", Access.PREPAYMENT: "💰 ", Access.BANNED: "⛔ "}


def customer_list(words: Words, people: Sequence[Person], segment: Segment, page: int = 0) -> Screen:
    """One segment; a text that is sent looks somebody up."""
    lines = [
        words("<b>Customers</b>"),
        words("Find somebody: send a part of the name, digits of the number or @username."),
        "",
        _heading(words, segment, len(people)),
    ]
    rows = _rows(words, people, page, segment, lambda number: OpenCustomers(segment=segment, page=number))
    return screen("\n".join(lines), (*rows, *_segment_rows(words, segment), manage_row(words)))


def found(words: Words, people: Sequence[Person], query: str, page: int = 0) -> Screen:
    text = words("Found by “{query}”: {n}", query=query, n=len(people))
    if not people:
        text = words("Nobody was found by “{query}”. Send something else.", query=query)
    rows = _rows(words, people, page, Segment.ALL, lambda number: OpenFound(page=number, text=query))
    return screen(text, (*rows, customers_row(words)))


def customers_row(words: Words) -> Row:
    return [button(words.label("‹ Customers"), OpenCustomers())]


def birthday_text(words: Words, birthday: Birthday) -> str:
    """«5 марта», «5 марта 1990»."""
    day = words.day_month(date(LEAP_YEAR, birthday.month, birthday.day))
    return day if birthday.year is None else f"{day} {birthday.year}"


def _heading(words: Words, segment: Segment, count: int) -> Html:
    return {
        Segment.ALL: words("All: {n}, who came last comes first", n=count),
        Segment.LOST: words("⏳ Have not come for longer than usual, each by his own habit: {n}", n=count),
        Segment.BIRTHDAYS: words("🎂 Birthdays in the next 14 days: {n}", n=count),
        Segment.BANNED: words("⛔ Banned: {n}", n=count),
    }[segment]


def _segment_rows(words: Words, chosen: Segment) -> tuple[Row, ...]:
    names = {
        Segment.ALL: words.label("All"),
        Segment.LOST: words.label("⏳ Lost"),
        Segment.BIRTHDAYS: words.label("🎂 Birthdays"),
        Segment.BANNED: words.label("⛔ Banned"),
    }
    return in_rows(
        (
            button(f"✅ {name}" if segment is chosen else name, OpenCustomers(segment=segment))
            for segment, name in names.items()
        ),
        2,
    )


def _rows(
    words: Words, people: Sequence[Person], page: int, segment: Segment, turn: Callable[[int], CallbackData]
) -> list[Row]:
    shown = Page.of(people, page, PAGE)
    return [*([_person(words, person, segment)] for person in shown.items), shown.turning(turn)]


def _person(words: Words, person: Person, segment: Segment) -> InlineKeyboardButton:
    """What would not fit is taken from the name."""
    facts = _fact(words, person, segment)
    room = 58 - len(facts)
    name = f"{_SIGNS[person.customer.access]}{person.customer.name}"
    short = name if len(name) <= room else f"{name[: room - 1]}…"
    return button(f"{short}{facts}", OfCustomer(act=CustomerAct.SHOW, id=person.customer.id))


def _fact(words: Words, person: Person, segment: Segment) -> str:
    if segment is Segment.BIRTHDAYS and person.birthday is not None:
        return f" · 🎂 {birthday_text(words, person.birthday)}"
    if person.last is not None:
        return f" · {words.day_month(words.day_of(person.last))}"
    return _reached(person.customer)


def _reached(customer: Customer) -> str:
    if customer.phone:
        return f" · {customer.phone}"
    return f" · @{customer.username}" if customer.username else ""
