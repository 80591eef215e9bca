"""The owner's first screen, and the steps of booking by hand."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.bookings import Booking, Side
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.setup import Readiness
from services.booking_bot.views.bookings import booking_lines
from services.booking_bot.views.callbacks import (
    BookingAct,
    ListPage,
    OfBooking,
    Open,
    OpenList,
    Place,
)
from services.booking_bot.views.checklist import checklist, checklist_row
from services.booking_bot.views.choices import Errand
from services.booking_bot.views.customer_buttons import OpenCustomers
from services.booking_bot.views.home import service_rows
from services.booking_bot.views.link_buttons import OpenLinks
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


def manage(words: Words, settings: BusinessSettings, readiness: Readiness | None = None) -> Screen:
    text = words(
        "<b>{name}</b>\n\nYou are told here of every booking, move and cancellation at once.", name=settings.name
    )
    missing = checklist(words, readiness)
    return screen(
        "\n".join([text, "", *missing]) if missing else text,
        (
            checklist_row(words, readiness),
            [
                button(words.label("📋 Today"), Open(place=Place.TODAY)),
                button(words.label("📋 Tomorrow"), Open(place=Place.TOMORROW)),
            ],
            [button(words.label("✍️ Book by hand"), OpenList(which=ListPage.HAND_SERVICES))],
            [button(words.label("👤 Customers"), OpenCustomers())],
            [
                button(words.label("🧾 Services"), OpenList(which=ListPage.OWNER_SERVICES)),
                button(words.label("👥 Specialists"), Open(place=Place.SPECIALISTS)),
            ],
            [
                button(words.label("🕒 Opening hours"), Open(place=Place.HOURS)),
                button(words.label("🔗 Link and QR"), OpenLinks()),
            ],
            [button(words.label("⚙️ More"), Open(place=Place.MORE))],
            [button(words.label("👀 As a customer sees it"), Open(place=Place.HOME))],
        ),
    )


def manage_row(words: Words) -> Row:
    return [button(words.label("‹ Manage"), Open(place=Place.MANAGE))]


def hand_services(words: Words, settings: BusinessSettings, services: Sequence[Service], page: int = 0) -> Screen:
    """A booking by hand begins with the service."""
    text = words("Booking by hand: which service?")
    if not services:
        text = words("There is no service to book yet. Add one first.")
    return screen(text, (*service_rows(words, settings, services, Errand.HAND, page), manage_row(words)))


def ask_guest(words: Words, when: str, service_name: str) -> Screen:
    text = words(
        "<b>{service}</b>\n📅 {when}\n\nWho comes? Send the name, with the phone if you have it: Ivan +79161234567\n"
        "For one of your customers the number or @username is enough.",
        service=service_name,
        when=when,
    )
    return screen(text, (manage_row(words),))


def booked_by_hand(words: Words, booking: Booking) -> Screen:
    lines = [words("✅ Booked."), "", *booking_lines(words, booking, Side.BUSINESS)]
    show = OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=booking.id)
    return screen("\n".join(lines), ([button(words.label("Open"), show)], manage_row(words)))


def not_a_time(words: Words) -> Screen:
    return screen(words("Please send a time such as 15:20, or choose one above."), (manage_row(words),))
