"""An admin books somebody by hand: the service, who comes, and that it is done."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.bookings import Booking, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.groups import Groups
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.hand_services import HandServices
from services.booking_bot.views.bookings import booking_lines
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.choices import AtTime, Errand, PickTime, to_draft
from services.booking_bot.views.customer_links import link_row
from services.booking_bot.views.hand_buttons import BookFor, DropDraft
from services.booking_bot.views.home import service_buttons, service_rows
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.visits import Subject
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

MOST_PEOPLE = 8


def services(words: Words, settings: BusinessSettings, offered: HandServices, page: int = 0) -> Screen:
    """A booking by hand begins with the service; where categories stand before it, what is booked often is here too."""
    text = words("Booking by hand: which service?")
    if not offered.every:
        text = words("There is no service to book yet. Add one first.")
    often: list[InlineKeyboardButton] = []
    if page == 0 and Groups.of(offered.every).are_a_choice:
        often = service_buttons(words, settings, offered.often, Errand.HAND)
    rows = service_rows(words, settings, offered.every, Errand.HAND, page)
    return screen(text, (*([each] for each in often), *rows, manage_row(words)))


def ask_guest(
    words: Words,
    choice: AtTime,
    subject: Subject,
    recent: Sequence[Customer],
    *,
    anyway: bool = False,
    newcomer: str = "",
) -> Screen:
    """Who comes: one of the last visitors by a tap, or anybody by typing. ``newcomer``: who was named in a draft."""
    lines: list[str] = [words("<b>{service}</b>", service=subject.name)]
    if subject.specialist is not None:
        lines.append(words("💇 {specialist}", specialist=subject.specialist))
    lines += [words("📅 {when}", when=words.when(choice.start)), ""]
    if anyway:
        lines += [words("⚠️ Over what is there, or outside the hours."), ""]
    lines.append(
        words(
            "Who comes? Send the name, with the phone if you have it: Ivan +79161234567\n"
            "For one of your customers the number or @username is enough."
        )
    )
    rows: list[Row] = [[_person(choice, customer, anyway=anyway)] for customer in recent[:MOST_PEOPLE]]
    if choice.errand is not Errand.DRAFT:
        return screen("\n".join(lines), (*rows, manage_row(words)))
    if newcomer:
        label = words.label("🆕 {name}, somebody new", name=newcomer)
        rows.insert(0, [button(label, PickTime(**to_draft(choice.plan), minute=choice.minute))])
    return screen("\n".join(lines), (*rows, [button(words.label("✖️ Do not book"), DropDraft())]))


def _person(choice: AtTime, customer: Customer, *, anyway: bool) -> InlineKeyboardButton:
    label = " · ".join(fact for fact in (f"👤 {customer.name}", customer.phone) if fact)
    if choice.errand is Errand.DRAFT:
        return button(label, PickTime(**to_draft(choice.plan, customer.id), minute=choice.minute))
    return button(label, BookFor(**choice.way, minute=choice.minute, customer=customer.id, anyway=anyway))


def booked(words: Words, booking: Booking) -> Screen:
    lines = [words("✅ Booked."), "", *booking_lines(words, booking, Side.BUSINESS)]
    show = OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=booking.id)
    link = link_row(words, booking, booking.created_at)
    return screen("\n".join(lines), ([button(words.label("Open"), show)], link, manage_row(words)))


def not_a_time(words: Words) -> Screen:
    return screen(words("Please send a time such as 15:20, or choose one above."), (manage_row(words),))
