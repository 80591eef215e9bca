"""Reminders: sent for the booking as it is, for nothing that was cancelled, moved or is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.errors import BookingCancelled, BookingStarted, NotYourBooking
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.cancel_part import CancelPart
from services.booking_bot.use_cases.confirm_visit import ConfirmVisit
from tests.support.salon import ALICE, BOB, OWNER, SECOND_ADMIN, Salon, as_customer, at

FIRST, SECOND, SILENCE = NoticeKind.REMINDER_FIRST, NoticeKind.REMINDER, NoticeKind.OWNER_SILENCE
THURSDAY = at("00:00").date() + timedelta(days=3)


async def sent_at(salon: Salon, clock: str, days: int = 3) -> list[tuple[NoticeKind, int]]:
    """What goes out when the clock shows that, on the Thursday of the visit unless told otherwise."""
    salon.clock.now = at(clock, at("00:00").date() + timedelta(days=days))
    return [(notice.kind, notice.user_id) for notice in await salon.notices()]


@pytest.fixture
async def told(salon: Salon) -> Salon:
    """A visit on Thursday at 15:00, of which the admins know."""
    await salon.book(at("15:00", THURSDAY))
    await salon.notices()
    return salon


async def test_first_then_second_and_the_owner_hears_of_silence(told: Salon) -> None:
    assert await sent_at(told, "14:59", days=2) == []
    assert await sent_at(told, "15:00", days=2) == [(FIRST, ALICE)]
    assert sorted(await sent_at(told, "13:00")) == [(SILENCE, OWNER), (SILENCE, SECOND_ADMIN), (SECOND, ALICE)]
    assert await sent_at(told, "14:59") == []


async def test_who_says_that_he_comes_is_not_named_as_silent(told: Salon) -> None:
    await sent_at(told, "15:00", days=2)
    [booking] = await told.my_bookings(user_id=ALICE)
    confirm = ConfirmVisit(told.storage, told.clock)

    assert (await confirm(booking.id, by=as_customer(ALICE))).confirmed
    assert (await confirm(booking.id, by=as_customer(ALICE))).confirmed

    assert await sent_at(told, "13:00") == [(SECOND, ALICE)]


async def test_moved_booking_is_reminded_of_at_its_new_time_alone_and_asked_anew(told: Salon) -> None:
    [booking] = await told.my_bookings(user_id=ALICE)
    await ConfirmVisit(told.storage, told.clock)(booking.id, by=as_customer(ALICE))
    moved = await told.move(booking.id, at("15:00", THURSDAY + timedelta(days=1)), by=as_customer(ALICE))
    assert not moved.confirmed
    await told.notices()

    assert await sent_at(told, "15:00", days=2) == []
    assert await sent_at(told, "13:00") == []
    assert await sent_at(told, "15:00") == [(FIRST, ALICE)]


async def test_cancelled_booking_is_never_reminded_of(told: Salon) -> None:
    [booking] = await told.my_bookings(user_id=ALICE)
    await told.cancel(booking.id, by=as_customer(ALICE))
    await told.notices()

    assert await sent_at(told, "15:00", days=2) == []
    assert await sent_at(told, "13:00") == []


async def test_after_a_night_without_the_bot_the_late_one_is_sent_and_the_stale_ones_dropped(told: Salon) -> None:
    assert await sent_at(told, "09:00") == [(FIRST, ALICE)]  # eighteen hours late, still a question worth asking
    other = await told.book(at("16:30", THURSDAY), BOB)
    assert other.confirmed is False
    await told.notices()
    assert [kind for kind, user in await sent_at(told, "14:45") if user in {ALICE, BOB}] == [SECOND, SECOND]


async def test_bot_that_comes_back_at_night_waits_for_the_morning(told: Salon) -> None:
    assert await sent_at(told, "23:00", days=2) == []
    assert await sent_at(told, "08:59") == []
    assert await sent_at(told, "09:00") == [(FIRST, ALICE)]


async def test_nothing_is_sent_when_the_visit_has_begun(told: Salon) -> None:
    assert await sent_at(told, "15:00") == []


async def test_somebody_without_telegram_has_no_reminders(salon: Salon) -> None:
    await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("15:00", THURSDAY), name="Иван")
    await salon.notices()

    assert await sent_at(salon, "14:00") == []


async def test_confirming_somebody_elses_a_cancelled_or_a_begun_visit_is_refused(told: Salon) -> None:
    [booking] = await told.my_bookings(user_id=ALICE)
    confirm = ConfirmVisit(told.storage, told.clock)
    with pytest.raises(NotYourBooking):
        await confirm(booking.id, by=as_customer(BOB))
    other = await told.book(at("12:00", THURSDAY), BOB)
    await told.cancel(other.id, by=as_customer(BOB))
    with pytest.raises(BookingCancelled):
        await confirm(other.id, by=as_customer(BOB))
    told.clock.now = at("15:00", THURSDAY)
    with pytest.raises(BookingStarted):
        await confirm(booking.id, by=as_customer(ALICE))


@pytest.mark.parametrize("comes", [True, False])
async def test_who_says_that_he_comes_still_does_when_a_part_is_cancelled(salon: Salon, comes: bool) -> None:
    await salon.change_settings(by=OWNER, most_services=2)
    beard = await salon.add_service(by=OWNER, name="Борода", minutes=30, price=0)
    await salon.edit_service(salon.haircut.id, by=OWNER, minutes=180)
    plan = Plan((Item(salon.haircut.id), Item(beard.id)))
    booking = await Book(salon.storage, salon.clock)(user_id=ALICE, plan=plan, start=at("12:00", THURSDAY))
    await salon.notices()
    assert await sent_at(salon, "12:00", days=2) == [(FIRST, ALICE)]
    if comes:
        await ConfirmVisit(salon.storage, salon.clock)(booking.id, by=as_customer(ALICE))

    after = await CancelPart(salon.storage, salon.clock)(booking.id, booking.parts[0].id, by=as_customer(ALICE))
    await salon.notices()

    assert after.confirmed is comes
    # It begins three hours later now: who has not answered is asked again.
    assert await sent_at(salon, "15:00", days=2) == ([] if comes else [(FIRST, ALICE)])
    silence = [] if comes else [(SILENCE, OWNER), (SILENCE, SECOND_ADMIN)]
    assert sorted(await sent_at(salon, "13:00")) == [*silence, (SECOND, ALICE)]
