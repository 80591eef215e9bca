"""The list of those who are to be called about their visits of today and tomorrow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.booking_bot.domain.bookings import Actor, Booking, BookingState, Side
from services.booking_bot.domain.calls import Call, CallResult, ToCall
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import local_day, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.settings import as_admin
from services.shared.runtime.clock import Clock

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ListCalls:
    """Those who are still to be called first, in order of time, then those who come. Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock

    async def __call__(self, *, by: int) -> list[ToCall]:
        async with self.storage.reading() as tables:
            return await _list(tables, await as_admin(tables, by), self.clock())


@dataclass(frozen=True, slots=True)
class CallCount:
    """``left``: still to be called."""

    left: int
    done: int


NO_CALLS = CallCount(0, 0)


async def count_calls(tables: Tables, settings: BusinessSettings, day: date, now: datetime) -> CallCount:
    """For the board of ``day``: none but for today's and tomorrow's."""
    span = _soon(settings, now)
    if not local_day(day, settings.zone).overlaps(span):
        return NO_CALLS
    needed = await tables.calls.needed(span, now)
    done = sum(one.call is not None and one.call.result is CallResult.COMES for one in needed)
    return CallCount(len(needed) - done, done)


@dataclass(frozen=True, slots=True)
class MarkCall:
    """What came of a call about the booking as it was in ``version``; None takes back what was said. May be repeated.

    Who comes has confirmed his visit. A booking that has changed since then is left as it is. Gives the list.

    Raises:
        NotAllowed, BookingNotFound.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, booking_id: int, version: int, result: CallResult | None, *, by: int) -> list[ToCall]:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            booking = await booking_of(tables, settings, booking_id, Actor(by, Side.BUSINESS))
            if booking.version == version and booking.state is BookingState.BOOKED:
                await _take_back(tables, booking)
                if result is not None:
                    await _note(tables, settings, booking_id, version, result, by, now)
            return await _list(tables, settings, now)


async def _take_back(tables: Tables, booking: Booking) -> None:
    earlier = await tables.calls.get(booking.id, booking.version)
    if earlier is not None and earlier.confirmed:
        await tables.bookings.unconfirm(booking)
    await tables.calls.take_back(booking.id)


async def _note(
    tables: Tables,
    settings: BusinessSettings,
    booking_id: int,
    version: int,
    result: CallResult,
    by: int,
    now: datetime,
) -> None:
    booking = await booking_of(tables, settings, booking_id, Actor(by, Side.BUSINESS))
    confirms = result is CallResult.COMES and not booking.confirmed
    if confirms:
        await tables.bookings.confirm(booking)
    await tables.calls.put(booking_id, version, Call(result, now, confirms), by)


async def _list(tables: Tables, settings: BusinessSettings, now: datetime) -> list[ToCall]:
    span = _soon(settings, now)
    needed = {one.booking_id: one for one in await tables.calls.needed(span, now)}
    bookings = await tables.bookings.starting_within(span) if needed else []
    found = [
        ToCall(booking, needed[booking.id].why, needed[booking.id].call) for booking in bookings if booking.id in needed
    ]
    return sorted(found, key=lambda one: one.is_done)


def _soon(settings: BusinessSettings, now: datetime) -> Interval:
    """From now to the end of tomorrow."""
    tomorrow = to_local(now, settings.zone).date() + A_DAY
    return Interval(now, local_day(tomorrow, settings.zone).end)
