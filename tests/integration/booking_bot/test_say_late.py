"""Being late: told to the owner once for each answer, from two hours before the visit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.errors import BookingCancelled, BookingStarted, NotLateYet, NotYourBooking
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.use_cases.say_late import SayLate
from tests.support.salon import ALICE, BOB, OWNER, SECOND_ADMIN, Salon, as_customer, at


async def test_owner_is_told_once_for_each_answer(salon: Salon) -> None:
    booking, say_late = await salon.book(at("15:00")), SayLate(salon.storage, salon.clock)
    salon.clock.now = at("14:00")
    await salon.notices()
    for minutes in (5, 5, 15):
        await say_late(booking.id, minutes, by=as_customer(ALICE))

    assert sorted((notice.kind, notice.user_id) for notice in await salon.notices()) == [
        (kind, admin) for kind in (NoticeKind.OWNER_LATE_15, NoticeKind.OWNER_LATE_5) for admin in (OWNER, SECOND_ADMIN)
    ]


async def test_too_early_too_late_cancelled_or_somebody_elses(salon: Salon) -> None:
    booking, say_late = await salon.book(at("15:00")), SayLate(salon.storage, salon.clock)
    salon.clock.now = at("12:59")
    with pytest.raises(NotLateYet):
        await say_late(booking.id, 5, by=as_customer(ALICE))
    salon.clock.now = at("14:00")
    with pytest.raises(NotYourBooking):
        await say_late(booking.id, 5, by=as_customer(BOB))
    salon.clock.now = at("15:00") + timedelta(minutes=59)
    await say_late(booking.id, 5, by=as_customer(ALICE))
    salon.clock.now = at("16:00")
    with pytest.raises(BookingStarted):
        await say_late(booking.id, 5, by=as_customer(ALICE))
    other = await salon.book(at("17:30"), BOB)
    await salon.cancel(other.id, by=as_customer(BOB))
    with pytest.raises(BookingCancelled):
        await say_late(other.id, 5, by=as_customer(BOB))
