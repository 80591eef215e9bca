"""A bot whose subscription has ended: what is booked is shown and cancelled, and nothing is booked or moved."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.bookings import BookingState
from services.booking_bot.domain.errors import TakesNoBookings
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.free_times import ForMove, ForVisit
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.settings import ApplyEnvironment, ChangeSettings, EnvironmentSettings
from tests.support.salon import ALICE, BOB, OWNER, Salon, as_customer, as_owner, at

PHONE = "+74951234567"


async def restarted(salon: Salon, *, read_only: bool | None) -> None:
    await ApplyEnvironment(salon.storage, salon.clock)(EnvironmentSettings(read_only=read_only))


async def test_nothing_is_booked_held_or_moved_and_what_is_booked_stays(salon: Salon) -> None:
    await ChangeSettings(salon.storage)(by=OWNER, shop_phone=PHONE)
    booking, plan = await salon.book(at("15:00")), Plan.of(salon.haircut.id)
    hold = HoldTime(salon.storage, salon.clock)
    await restarted(salon, read_only=True)

    with pytest.raises(TakesNoBookings) as refused:
        await salon.book(at("12:00"), BOB)
    for purpose in (ForVisit(plan), ForMove(booking.id)):
        with pytest.raises(TakesNoBookings):
            await hold(purpose, at("12:00"), user_id=ALICE)
    with pytest.raises(TakesNoBookings):
        await salon.move(booking.id, at("12:00"), by=as_customer(ALICE))
    with pytest.raises(TakesNoBookings) as told_owner:
        await salon.book_by_hand(by=OWNER, plan=plan, start=at("12:00"), name="Иван")
    with pytest.raises(TakesNoBookings):
        await salon.move(booking.id, at("12:00"), by=as_owner())

    assert (refused.value.shop_phone, refused.value.told_business) == (PHONE, False)
    assert told_owner.value.told_business is True
    assert await salon.my_bookings(user_id=ALICE) == [booking]
    assert (await salon.cancel(booking.id, by=as_customer(ALICE))).state is BookingState.CANCELLED


async def test_renewed_bot_takes_bookings_again(salon: Salon) -> None:
    await restarted(salon, read_only=True)
    await restarted(salon, read_only=None)
    with pytest.raises(TakesNoBookings):
        await salon.book(at("15:00"))

    await restarted(salon, read_only=False)

    assert (await salon.book(at("15:00"))).start == at("15:00")
