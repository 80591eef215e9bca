"""What customers see of the owner's own texts, with a visit that nobody booked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape

from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.errors import NotWelcome
from services.booking_bot.domain.notices import Notice, NoticeFacts, NoticeKind
from services.booking_bot.domain.own_texts import TextKind
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import to_instant
from services.booking_bot.views import bookings, home, notices, times
from services.booking_bot.views.errors import by_phone, refusal
from services.booking_bot.views.words import Words

NOTICES = {
    TextKind.REMINDER_FIRST: NoticeKind.REMINDER_FIRST,
    TextKind.REMINDER: NoticeKind.REMINDER,
    TextKind.MOVED: NoticeKind.CUSTOMER_MOVED,
    TextKind.CANCELLED: NoticeKind.CUSTOMER_CANCELLED,
}
AT = 15 * 60


@dataclass(frozen=True, slots=True)
class Sample:
    """Whose visit it is; ``services`` of the business, and a specialist where there are several."""

    customer: str
    services: Sequence[Service]
    specialist: str | None = None


def customer(words: Words) -> str:
    """A name for the customer."""
    return words.label("Maria")


def seen(words: Words, settings: BusinessSettings, kind: TextKind, sample: Sample, now: datetime) -> str:
    """The text of the customer's screen, HTML.

    ``words``: in the language of the text, with the texts that hold and the customer of the sample.
    """
    if kind is TextKind.GREETING:
        return home.home(words, settings, sample.services, is_admin=False).text
    if kind is TextKind.NOTHING_FREE:
        return times.no_free_time(words)
    if kind is TextKind.NOT_WELCOME:
        return refusal(words, NotWelcome(settings.shop_phone))
    booking = _booking(words, settings, sample, now)
    if kind is TextKind.BOOKED:
        return bookings.booked(words, settings, booking, now).text
    return notices.notice(words, settings, _notice(NOTICES[kind], booking), now).text


def default(words: Words, settings: BusinessSettings, kind: TextKind) -> str:
    """What is said where the owner says nothing, plain text; empty where nothing is."""
    without = Words(words.texts, words.zone)
    if kind is TextKind.GREETING:
        return unescape(home.what_to_book(without))
    if kind is TextKind.NOTHING_FREE:
        return unescape(times.no_free_time(without))
    return unescape(by_phone(without, settings.shop_phone)) if kind is TextKind.NOT_WELCOME else ""


def _booking(words: Words, settings: BusinessSettings, sample: Sample, now: datetime) -> Booking:
    """Tomorrow at three, of the first service that there is."""
    service = sample.services[0] if sample.services else Service(0, words.label("Consultation"), 60, 0)
    start = to_instant(words.day_of(now) + timedelta(days=1), AT, settings.zone)
    part = BookingPart(
        id=1,
        specialist_id=1,
        service_id=service.id,
        service_name=service.name,
        price=service.price,
        currency=settings.currency,
        start=start,
        end=start + timedelta(minutes=service.minutes),
        specialist_name=sample.specialist,
        price_kind=service.price_kind,
    )
    return Booking(1, Customer(0, sample.customer, user_id=1), (part,), BookingState.BOOKED, 1, Side.CUSTOMER, now)


def _notice(kind: NoticeKind, booking: Booking) -> Notice:
    moved = booking.start - timedelta(days=1) if kind is NoticeKind.CUSTOMER_MOVED else None
    facts = NoticeFacts(
        booking.service_name, booking.start, booking.end, booking.costs, moved, booking.specialist_names
    )
    return Notice(1, kind, 1, None, booking.id, booking.customer, facts, 1, booking=booking)
