"""Notices about a booking, written in the transaction that changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.notices import NewNotice, NoticeFacts, NoticeKind
from services.booking_bot.domain.reminders import reminders
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Tables


async def tell_owner(
    tables: Tables,
    settings: BusinessSettings,
    kind: NoticeKind,
    booking: Booking,
    *,
    by: Actor,
    now: datetime,
    previous_start: datetime | None = None,
) -> None:
    """One notice for each admin, but for the one who did it for the business and sees it."""
    for admin_id in settings.admin_ids:
        if by.side is Side.CUSTOMER or admin_id != by.user_id:
            await tables.notices.add(_notice(kind, admin_id, booking, now, previous_start))


async def tell_customer(
    tables: Tables,
    kind: NoticeKind,
    booking: Booking,
    *,
    now: datetime,
    previous_start: datetime | None = None,
    anew: bool = False,
) -> None:
    """A notice for the customer, if he has Telegram; ``now`` is when it is due.

    What he was told before of this version of the booking is told once more only ``anew``.
    """
    if booking.customer.user_id is not None:
        told = _notice(kind, booking.customer.user_id, booking, now, previous_start)
        await tables.notices.add(told, anew=anew)


async def ask_owner(
    tables: Tables, admin_ids: tuple[int, ...], kind: NoticeKind, booking: Booking, *, now: datetime
) -> None:
    """One notice for each admin, whoever did what."""
    for admin_id in admin_ids:
        await tables.notices.add(_notice(kind, admin_id, booking, now, None))


async def list_to_owner(tables: Tables, settings: BusinessSettings, displacement_id: int, *, now: datetime) -> None:
    """The list of displaced visits goes to each admin, and is kept up to date in his chat."""
    for admin_id in settings.admin_ids:
        await tables.displacement_lists.show(displacement_id, admin_id, now)


async def remind(tables: Tables, settings: BusinessSettings, booking: Booking, *, now: datetime) -> None:
    """Write down the reminders of this version of the booking, for a customer who has Telegram."""
    if booking.customer.user_id is None:
        return
    first, is_new = NoticeKind.REMINDER_FIRST, booking.version == 1
    asked = not is_new and await tables.notices.was_sent(booking.id, first, booking.start)
    for reminder in reminders(booking.start, now, settings, asked=asked):
        silence, last = reminder.kind is NoticeKind.OWNER_SILENCE, reminder.kind is NoticeKind.REMINDER
        for user_id in settings.admin_ids if silence else (booking.customer.user_id,):
            told = _notice(reminder.kind, user_id, booking, reminder.due_at, None)
            await tables.notices.add(replace(told, valid_until=reminder.valid_until, unless_confirmed=not last))


def _notice(
    kind: NoticeKind, user_id: int, booking: Booking, due_at: datetime, previous_start: datetime | None
) -> NewNotice:
    facts = NoticeFacts(
        service_name=booking.service_name,
        start=booking.start,
        end=booking.end,
        costs=booking.costs,
        previous_start=previous_start,
        specialist_name=booking.specialist_names,
        cancel_reason=booking.cancel_reason,
        guest=booking.guest,
    )
    return NewNotice(kind, user_id, booking.id, booking.version, facts, due_at=due_at)
