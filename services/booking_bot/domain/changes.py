"""What a customer may do, and when he may no more; the business may always."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.booking_bot.domain.bookings import Booking, BookingState, Side
from services.booking_bot.domain.consent import Contact, NameRule, PhoneRule
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.errors import (
    BookingCancelled,
    BookingStarted,
    DomainError,
    GuestsNotTaken,
    NameNeeded,
    PhoneNeeded,
    SharedVisit,
    TakesNoBookings,
    TooLateToCancel,
    TooLateToMove,
    TooManyBookings,
    TooManyMoves,
    TooManyServices,
)
from services.booking_bot.domain.plans import Party, Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.windows import windows_of


def require_open(settings: BusinessSettings, side: Side) -> None:
    """Raises ``TakesNoBookings`` while the subscription has ended."""
    if settings.read_only:
        raise _closed(settings, side)


def _closed(settings: BusinessSettings, side: Side) -> TakesNoBookings:
    return TakesNoBookings(settings.shop_phone, told_business=side is Side.BUSINESS)


def lacking(customer: Customer, settings: BusinessSettings, *, without_phone: bool = False) -> Contact | None:
    """What the customer has to say before he can book. ``without_phone``: he does not want to give it."""
    if settings.name_rule is NameRule.ASKED and not customer.name_given:
        return Contact.NAME
    if customer.phone is not None or settings.phone_rule is PhoneRule.NOT_ASKED:
        return None
    without_phone = without_phone or customer.phone_left_out
    return None if without_phone and settings.phone_rule is PhoneRule.OPTIONAL else Contact.PHONE


def require_contact(customer: Customer, settings: BusinessSettings, *, without_phone: bool) -> None:
    """Raises ``NameNeeded``, ``PhoneNeeded``."""
    lack = lacking(customer, settings, without_phone=without_phone)
    if lack is Contact.NAME:
        raise NameNeeded
    if lack is Contact.PHONE:
        raise PhoneNeeded


def require_plan(plan: Plan, settings: BusinessSettings, *, guest: str | None = None) -> None:
    """``guest``: who comes in the customer's stead. Raises ``TooManyServices``, ``GuestsNotTaken``."""
    if plan.party is Party.ONE and len(plan.items) > settings.most_services:
        raise TooManyServices(settings.most_services)
    if settings.guests < (2 if plan.party is not Party.ONE else 1 if guest is not None else 0):
        raise GuestsNotTaken


def stands(booking: Booking, plan: Plan, start: datetime, guest: str | None = None) -> bool:
    """Whether ``booking`` is ``plan`` at ``start``, with those who were named, for ``guest`` or the customer."""
    if (booking.start, booking.guest, len(booking.parts)) != (start, guest, len(plan.items)):
        return False
    together = len(plan.items) > 1 and booking.parts[-1].start == start
    return together is (plan.party is Party.TOGETHER) and all(
        (part.service_id, part.guest == "") == (item.service_id, plan.is_guest(position))
        and item.specialist_id in {None, part.specialist_id}
        for position, (item, part) in enumerate(zip(plan.items, booking.parts, strict=True))
    )


def require_may_book(ahead: int, settings: BusinessSettings) -> None:
    """``ahead``: the customer's bookings that are not over. Raises ``TooManyBookings``."""
    if settings.most_bookings and ahead >= settings.most_bookings:
        raise TooManyBookings(settings.most_bookings)


def require_may_move(booking: Booking, settings: BusinessSettings, side: Side, now: datetime) -> None:
    """Raises what ``why_not_move`` gives."""
    refusal = why_not_move(booking, settings, side, now)
    if refusal is not None:
        raise refusal


def require_may_cancel(booking: Booking, settings: BusinessSettings, side: Side, now: datetime) -> None:
    """Raises what ``why_not_cancel`` gives."""
    refusal = why_not_cancel(booking, settings, side, now)
    if refusal is not None:
        raise refusal


def why_not_move(booking: Booking, settings: BusinessSettings, side: Side, now: datetime) -> DomainError | None:
    """None: it can be moved; else ``SharedVisit``, ``BookingCancelled``, ``BookingStarted``, ``TakesNoBookings``,
    ``TooLateToMove``, ``TooManyMoves``. What the business displaced, the customer moves until it begins.
    """
    ended = _ended(booking, side, now)
    if ended is None and settings.read_only:
        return _closed(settings, side)
    if ended is not None or side is Side.BUSINESS or booking.displaced:
        return ended
    minutes = windows_of(booking.windows, settings).move_until_minutes
    if booking.start - now < timedelta(minutes=minutes):
        return TooLateToMove(booking.id, minutes)
    if settings.most_moves and booking.moves >= settings.most_moves:
        return TooManyMoves(booking.id, settings.most_moves)
    return None


def why_not_cancel(booking: Booking, settings: BusinessSettings, side: Side, now: datetime) -> DomainError | None:
    """None: it can be cancelled; else ``SharedVisit``, ``BookingCancelled``, ``BookingStarted``, ``TooLateToCancel``.

    What the business displaced, the customer cancels until it begins.
    """
    ended = _ended(booking, side, now)
    if ended is not None or side is Side.BUSINESS or booking.displaced:
        return ended
    minutes = windows_of(booking.windows, settings).cancel_until_minutes
    return TooLateToCancel(booking.id, minutes) if booking.start - now < timedelta(minutes=minutes) else None


def _ended(booking: Booking, side: Side, now: datetime) -> DomainError | None:
    if booking.shared:
        return SharedVisit(booking.id)
    if booking.state is BookingState.CANCELLED:
        return BookingCancelled(booking.id)
    if side is Side.CUSTOMER and booking.start <= now:
        return BookingStarted(booking.id, booking.start)
    return None
