"""Notices about a booking, written in the transaction that changes it."""

from __future__ import annotations

from datetime import datetime

from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.notices import NewNotice, NoticeFacts, NoticeKind
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
) -> None:
    """A notice for the customer, if he has Telegram."""
    if booking.customer.user_id is not None:
        await tables.notices.add(_notice(kind, booking.customer.user_id, booking, now, previous_start))


def _notice(
    kind: NoticeKind, user_id: int, booking: Booking, now: datetime, previous_start: datetime | None
) -> NewNotice:
    facts = NoticeFacts(
        service_name=booking.service_name,
        start=booking.start,
        end=booking.end,
        price=booking.price,
        currency=booking.currency,
        previous_start=previous_start,
    )
    return NewNotice(kind, user_id, booking.id, booking.version, facts, due_at=now)
