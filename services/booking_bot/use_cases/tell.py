"""Notices about a booking, written in the transaction that changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.notices import PASSING, NewNotice, NoticeKind
from services.booking_bot.domain.preferences import AS_USUAL, Course, Preferences, Told
from services.booking_bot.domain.reminders import Reminder, reminders
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.tellings import Event, Telling, facts_of, tellings
from services.booking_bot.domain.zones import to_local
from services.booking_bot.storage.ports import Tables
from services.booking_bot.use_cases.holes import find_holes, is_today


async def tell_owner(
    tables: Tables,
    settings: BusinessSettings,
    kind: NoticeKind,
    booking: Booking,
    *,
    by: Actor,
    now: datetime,
    before: Booking | None = None,
    listed: bool = False,
) -> None:
    """One notice for each person of the business whom it concerns, in the way that person wants to be told.

    ``before``: the booking as it was, where its time or its specialists changed. ``listed``: whoever manages reads of
    it in the list of a displacement. Nobody hears of what he did himself for the business.
    """
    preferences = await tables.preferences.all()
    for telling in tellings(settings.team, Event(kind, booking, by, before)):
        if listed and telling.member.manages:
            continue
        wanted = preferences.get(telling.member.user_id, AS_USUAL)
        course = await _course(tables, settings, telling, wanted, now)
        if course is not Course.NEVER:
            await tables.notices.add(_to_team(telling, now, with_digest=course is Course.WITH_DIGEST))


async def _course(
    tables: Tables, settings: BusinessSettings, telling: Telling, wanted: Preferences, now: datetime
) -> Course:
    days = {to_local(start, settings.zone).date() for start in telling.starts}
    freed = telling.freed if wanted.told is Told.DIGEST else ()
    holes = await find_holes(tables, settings, freed, now)
    return wanted.course(
        days,
        to_local(now, settings.zone).date(),
        passing=telling.kind in PASSING,
        hole_today=any(is_today(hole, settings.zone, now) for hole in holes),
    )


def _to_team(telling: Telling, now: datetime, *, with_digest: bool = False) -> NewNotice:
    booking, by = telling.booking, telling.event.by
    return NewNotice(
        telling.kind,
        telling.member.user_id,
        booking.id,
        booking.version,
        telling.facts(),
        due_at=now,
        with_digest=with_digest,
        urgent_at=telling.urgent_at(now),
        by_user_id=by.user_id if by is not None and by.side is Side.BUSINESS else None,
    )


async def ask_team(tables: Tables, settings: BusinessSettings, visits: Sequence[Booking], *, now: datetime) -> None:
    """Whether all came to ``visits``, those of a day: everybody who hears of anything, and has some that nobody marked.

    Only hours of one's own that are quiet make it wait: a shop may well close when those of the business begin.
    """
    preferences = await tables.preferences.all()
    for member in settings.team.members:
        wanted = preferences.get(member.user_id, AS_USUAL)
        own = visits if member.manages else ()
        if wanted.told is not Told.NOTHING and any(visit.mark.outcome is None for visit in own):
            telling = Telling(member, Event(NoticeKind.OWNER_CLOSING, own[-1]))
            notice = _to_team(telling, now)
            await tables.notices.add(replace(notice, urgent_at=now if wanted.quiet is None else None))


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
        facts = facts_of(booking, previous_start)
        notice = NewNotice(kind, booking.customer.user_id, booking.id, booking.version, facts, due_at=now)
        await tables.notices.add(notice, anew=anew)


async def list_to_owner(tables: Tables, settings: BusinessSettings, displacement_id: int, *, now: datetime) -> None:
    """The list of displaced visits goes to each admin, and is kept up to date in his chat."""
    for admin_id in settings.admin_ids:
        await tables.displacement_lists.show(displacement_id, admin_id, now)


async def remind(tables: Tables, settings: BusinessSettings, booking: Booking, *, now: datetime) -> None:
    """Write down the reminders of this version of the booking, for a customer who has Telegram.

    Whether somebody of the business wants to hear of silence is asked when it is due.
    """
    if booking.customer.user_id is None:
        return
    first, is_new = NoticeKind.REMINDER_FIRST, booking.version == 1
    asked = not is_new and await tables.notices.was_sent(booking.id, first, booking.start)
    for reminder in reminders(booking.start, now, settings, asked=asked):
        if reminder.kind is NoticeKind.OWNER_SILENCE:
            for telling in tellings(settings.team, Event(reminder.kind, booking)):
                await tables.notices.add(_as_planned(_to_team(telling, now), reminder))
        else:
            user_id, facts = booking.customer.user_id, facts_of(booking)
            notice = NewNotice(reminder.kind, user_id, booking.id, booking.version, facts, due_at=reminder.due_at)
            await tables.notices.add(_as_planned(notice, reminder))


def _as_planned(notice: NewNotice, reminder: Reminder) -> NewNotice:
    return replace(
        notice,
        due_at=reminder.due_at,
        valid_until=reminder.valid_until,
        unless_confirmed=reminder.kind is not NoticeKind.REMINDER,
    )
