"""The morning digest: written down once a day for each person of the business, put together when it is sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.booking_bot.domain.board import expected
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.digests import Digest, DueDigest, FreeTime, afternoon, digest_time, silent
from services.booking_bot.domain.preferences import AS_USUAL
from services.booking_bot.domain.settings import RULE_BOUNDS, BusinessSettings
from services.booking_bot.domain.team import Member
from services.booking_bot.domain.tellings import hers
from services.booking_bot.domain.zones import local_day, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.board import Board, read_board
from services.booking_bot.use_cases.holes import A_DAY, shortest_visit
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock

LONGEST_ASKED = timedelta(minutes=RULE_BOUNDS["first_reminder_minutes"][1]) + A_DAY
"""Before a visit nobody was asked about it longer ago than this; the quiet hours may add an evening."""


@dataclass(frozen=True, slots=True)
class WriteDigests:
    """Decide once a day and person whether there is something to tell in the morning, and write it down if so.

    Gives when somebody's is due next, None where nobody wants one. May be called at any time: a bot that was down in
    the morning sends it late, but not in the afternoon.
    """

    storage: Storage
    clock: Clock

    async def __call__(self) -> datetime | None:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            today = to_local(now, settings.zone).date()
            late = now >= afternoon(today, settings.zone)
            preferences, decided = await tables.preferences.all(), await tables.digests.last_days()
            due, ahead = [], []
            for member in settings.team.members:
                wanted = preferences.get(member.user_id, AS_USUAL)
                if wanted.digest_at is None:
                    continue
                is_over = late or decided.get(member.user_id, date.min) >= today
                day = today + A_DAY if is_over else today
                due_at = digest_time(day, wanted.digest_at, wanted.quiet_hours(settings), settings.zone)
                if due_at <= now:
                    due.append(member)
                else:
                    ahead.append(due_at)
            if due:
                await _decide(tables, settings, due, today, now)
        return min(ahead, default=None)


async def _decide(
    tables: Tables, settings: BusinessSettings, members: Collection[Member], today: date, now: datetime
) -> None:
    visits = await tables.bookings.starting_within(local_day(today, settings.zone))
    awaited = await tables.notices.awaits_digest()
    for member in members:
        worth = member.user_id in awaited or any(hers(visit, member) is not None for visit in visits)
        await tables.digests.add(member.user_id, today, now, worth=worth)


def earliest_day(settings: BusinessSettings, now: datetime) -> date:
    """The first day whose digest does not come too late."""
    today = to_local(now, settings.zone).date()
    return today if now < afternoon(today, settings.zone) else today + A_DAY


async def compose(tables: Tables, settings: BusinessSettings, due: DueDigest, member: Member, now: datetime) -> Digest:
    """What there is to tell this person of the day, as it is now."""
    own = member.own
    board = await read_board(tables, settings, due.day, now, own, hers_alone=own is not None)
    seen = (hers(booking, member) for booking in board.bookings)
    visits = sorted((visit for visit in seen if visit is not None), key=lambda visit: (visit.start, visit.id))
    asked = await tables.notices.asked_since(now - LONGEST_ASKED)
    return Digest(
        due.id,
        due.day,
        tuple(visits),
        await _free_times(tables, board, named=own is None and board.others),
        await _birthdays(tables, due.day, visits, member, now),
        silent(visits, asked, now),
        expected(share for one in board.staff for share in one.visits),
    )


async def _free_times(tables: Tables, board: Board, *, named: bool) -> tuple[FreeTime, ...]:
    """What can be sold of it."""
    found = []
    for one in board.staff:
        shortest = await shortest_visit(tables, one.specialist.id)
        spans = tuple(span for span in one.free if span.length >= shortest)
        if spans and one.specialist.active:
            found.append(FreeTime(spans, one.specialist.name if named else None))
    return tuple(found)


async def _birthdays(
    tables: Tables, day: date, visits: Collection[Booking], member: Member, now: datetime
) -> tuple[Customer, ...]:
    """All customers' for who manages; a specialist hears of those who come to her."""
    coming = {visit.customer.id for visit in visits}
    return tuple(
        person.customer
        for person in await tables.clientele.people(now)
        if person.birthday is not None
        and person.birthday.next_on(day) == day
        and (member.manages or person.customer.id in coming)
    )
