"""Who is to be called: no Telegram, a blocked bot, a reminder without an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.calls import CallResult, ToCall, WhyCall
from services.booking_bot.domain.errors import BookingNotFound, NotAllowed
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.calls import CallCount, ListCalls, MarkCall
from services.booking_bot.use_cases.confirm_visit import ConfirmVisit
from services.booking_bot.use_cases.deliveries import ClaimDelivery
from services.booking_bot.use_cases.notices import NoticeFailed, NoticeSent
from tests.support.salon import ALICE, BOB, HOUR, MONDAY, OWNER, Salon, as_customer, as_owner, at, owed_by

COMES, NO_ANSWER = CallResult.COMES, CallResult.NO_ANSWER


async def by_hand(salon: Salon, clock: str, name: str, days: int = 0) -> Booking:
    start = at(clock) + timedelta(days=days)
    return await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=start, name=name)


async def listed(salon: Salon) -> list[tuple[str, WhyCall, CallResult | None]]:
    return [row(one) for one in await ListCalls(salon.storage, salon.clock)(by=OWNER)]


def row(one: ToCall) -> tuple[str, WhyCall, CallResult | None]:
    return one.booking.customer.name, one.why, None if one.call is None else one.call.result


async def mark(salon: Salon, booking: Booking, result: CallResult | None, version: int = 0) -> list[ToCall]:
    return await MarkCall(salon.storage, salon.clock)(booking.id, version or booking.version, result, by=OWNER)


async def reminders_go_out(salon: Salon, *, blocked_by: int) -> None:
    while (delivery := await ClaimDelivery(salon.storage, salon.clock)()) is not None:
        kinds = {notice.kind for notice in delivery.notices}
        if NoticeKind.REMINDER_FIRST in kinds and delivery.user_id == blocked_by:
            await NoticeFailed(salon.storage, salon.clock)(owed_by(delivery), "bot was blocked by the user")
        else:
            await NoticeSent(salon.storage)(owed_by(delivery), salon.clock() - HOUR)


async def test_those_whom_the_bot_does_not_reach_are_on_the_list(salon: Salon) -> None:
    """Visits of today and tomorrow that are ahead; who has answered is not there."""
    ann, bob = (
        await salon.book(
            at(
                "15:00",
            )
        ),
        await salon.book(at("16:00"), BOB),
    )
    await by_hand(salon, "12:00", "Иван")
    await by_hand(salon, "12:00", "Overmorrow", days=2)
    await salon.cancel((await by_hand(salon, "17:00", "Cancelled")).id, by=as_owner())
    salon.clock.now = at("15:30") - timedelta(days=1)
    await reminders_go_out(salon, blocked_by=BOB)
    day_before = await listed(salon)
    salon.clock.now = at("13:30")
    await reminders_go_out(salon, blocked_by=BOB)
    near = await listed(salon)
    await salon.move(ann.id, at("18:00"), by=as_customer(ALICE))
    moved = await listed(salon)

    assert day_before == [("Иван", WhyCall.NO_TELEGRAM, None)]
    assert near == [("Alice", WhyCall.SILENT, None), ("Bob", WhyCall.BLOCKED, None)]
    assert moved == [("Bob", WhyCall.BLOCKED, None)], "nobody has asked Alice about the new time yet"
    days = [(await salon.board(MONDAY + timedelta(days=ahead), by=OWNER)).calls for ahead in (-1, 0, 1, 2)]
    assert days == [CallCount(0, 0), CallCount(1, 0), CallCount(1, 0), CallCount(0, 0)]
    await salon.move(bob.id, at("17:00"), by=as_customer(BOB))
    assert await listed(salon) == []


async def test_what_came_of_a_call_is_marked_and_taken_back(salon: Salon) -> None:
    ivan, anna = await by_hand(salon, "12:00", "Иван"), await by_hand(salon, "15:00", "Анна")

    silent = [row(one) for one in await mark(salon, ivan, NO_ANSWER)]
    comes = await mark(salon, ivan, COMES)
    again = await mark(salon, ivan, COMES)
    counted = (await salon.board(MONDAY, by=OWNER)).calls
    back = await mark(salon, ivan, None)

    assert silent == [("Иван", WhyCall.NO_TELEGRAM, NO_ANSWER), ("Анна", WhyCall.NO_TELEGRAM, None)]
    assert [row(one) for one in comes] == [("Анна", WhyCall.NO_TELEGRAM, None), ("Иван", WhyCall.NO_TELEGRAM, COMES)]
    assert ([one.booking.confirmed for one in comes], counted) == ([False, True], CallCount(1, 1))
    assert [row(one) for one in again] == [row(one) for one in comes]
    assert [(row(one), one.booking.confirmed) for one in back] == [
        (("Иван", WhyCall.NO_TELEGRAM, None), False),
        (("Анна", WhyCall.NO_TELEGRAM, None), False),
    ]
    assert anna.customer.phone is None
    with pytest.raises(NotAllowed):
        await MarkCall(salon.storage, salon.clock)(ivan.id, 1, COMES, by=ALICE)
    with pytest.raises(BookingNotFound):
        await MarkCall(salon.storage, salon.clock)(10**30, 1, COMES, by=OWNER)


async def test_mark_holds_for_the_visit_as_it_was(salon: Salon) -> None:
    ivan = await by_hand(salon, "12:00", "Иван")
    await mark(salon, ivan, COMES)
    moved = await salon.move(ivan.id, at("15:00"), by=as_owner())

    after_move = await listed(salon)
    stale = [row(one) for one in await mark(salon, moved, COMES, version=ivan.version)]

    assert after_move == stale == [("Иван", WhyCall.NO_TELEGRAM, None)]
    assert [row(one) for one in await mark(salon, moved, COMES)] == [("Иван", WhyCall.NO_TELEGRAM, COMES)]


async def test_customers_own_word_is_not_taken_back_with_the_call(salon: Salon) -> None:
    alices = await salon.book(at("15:00"))
    salon.clock.now = at("13:30")
    await reminders_go_out(salon, blocked_by=0)
    await mark(salon, alices, NO_ANSWER)
    await ConfirmVisit(salon.storage, salon.clock)(alices.id, by=as_customer(ALICE))

    marked = await mark(salon, alices, COMES)
    back = await mark(salon, alices, None)

    assert [row(one) for one in marked] == [("Alice", WhyCall.SILENT, COMES)]
    assert back == []
    assert (await salon.board(at("15:00").date(), by=OWNER)).bookings[0].confirmed
