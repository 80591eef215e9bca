"""Steps with visits that cannot take place as booked, for tests over a storage."""

from __future__ import annotations

from datetime import date

import pytest

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.displacements import DisplacedState, DisplacementList, Scope
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.notices import Notice, NoticeKind
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.bookings import GetBooking
from services.booking_bot.use_cases.displacement import BeginDisplacement, IllToday, LiftDisplacement
from services.booking_bot.use_cases.displacement_lists import (
    GetDisplacement,
    NextList,
    OwedList,
)
from services.booking_bot.use_cases.displacement_preview import Preview, PreviewIllToday
from services.booking_bot.use_cases.reassign_booking import ReassignBooking
from services.booking_bot.use_cases.schedule import ListExceptions
from tests.support.salon import ALICE, MONDAY, OWNER, Salon, as_customer, as_owner, at

IVAN = 1
HIS = Scope(IVAN)
ON_SQLITE = pytest.mark.parametrize("storage", ["sqlite"], indirect=True)
"""For what the engines do alike."""
WAITING, TO_CALL, MOVED, CANCELLED, CALLED, STANDS, OVER = DisplacedState
DISPLACED, STANDS_AFTER_ALL = NoticeKind.CUSTOMER_DISPLACED, NoticeKind.CUSTOMER_STANDS


async def book(salon: Salon, clock: str, user_id: int = ALICE, day: date = MONDAY, who: int | None = IVAN) -> Booking:
    plan = Plan.of(salon.haircut.id, who)
    return await Book(salon.storage, salon.clock)(user_id=user_id, plan=plan, start=at(clock, day))


async def petr(salon: Salon) -> int:
    async with salon.storage.reading() as tables:
        return (await tables.specialists.all())[1].id


async def ill(salon: Salon, who: int = IVAN, update_id: int | None = None) -> DisplacementList:
    return await IllToday(salon.storage, salon.clock)(who, by=OWNER, update_id=update_id)


async def begin(salon: Salon, scope: Scope = HIS) -> DisplacementList:
    return await BeginDisplacement(salon.storage, salon.clock)(scope, by=OWNER)


async def preview_ill(salon: Salon) -> Preview:
    return await PreviewIllToday(salon.storage, salon.clock)(IVAN, by=OWNER)


async def states(salon: Salon, displacement_id: int = 1) -> dict[str, DisplacedState]:
    """Who → what became of the visit."""
    shown = await GetDisplacement(salon.storage)(displacement_id, by=OWNER)
    return {entry.booking.customer.name: entry.displaced.state for entry in shown.entries}


async def mine(salon: Salon, user_id: int = ALICE) -> Booking:
    [booking] = await salon.my_bookings(user_id=user_id)
    return booking


async def reassign(salon: Salon, booking: Booking, who: int, user_id: int = ALICE) -> Booking:
    take = ReassignBooking(salon.storage, salon.clock)
    return await take(booking.id, who, by=as_customer(user_id))


def kinds(notices: list[Notice]) -> list[tuple[NoticeKind, int]]:
    return [(notice.kind, notice.user_id) for notice in notices]


async def get(salon: Salon, booking: Booking) -> Booking:
    return await GetBooking(salon.storage)(booking.id, by=as_owner())


async def lift(salon: Salon, displacement_id: int) -> DisplacementList:
    return await LiftDisplacement(salon.storage, salon.clock)(displacement_id, by=OWNER)


async def closings(salon: Salon, who: int = IVAN) -> list[tuple[date, tuple[Hours, ...]]]:
    exceptions = (await ListExceptions(salon.storage, salon.clock)(who, by=OWNER)).exceptions
    return [(one.first, one.hours) for one in exceptions]


async def owed(salon: Salon) -> OwedList | None:
    return await NextList(salon.storage, salon.clock)()
