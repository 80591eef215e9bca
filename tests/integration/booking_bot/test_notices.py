"""Notices: written with their cause, sent once, not forgotten after a crash."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.errors import SlotTaken
from services.booking_bot.domain.holes import Freed
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.notices import NoticeFacts, NoticeKind
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.prices import Price
from services.booking_bot.use_cases.deliveries import ClaimDelivery
from services.booking_bot.use_cases.notices import (
    NextNotice,
    NoticeFailed,
    NoticeLater,
    NoticeSent,
    ReleaseNotices,
    TidyUp,
)
from tests.support.salon import ALICE, BOB, OWNER, SECOND_ADMIN, SUNDAY_NOON, Salon, as_customer, at, owed_by


async def test_every_admin_is_told_of_booking_move_and_cancellation(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    await salon.move(booking.id, at("16:00"), by=as_customer(ALICE))
    await salon.cancel(booking.id, by=as_customer(ALICE))

    notices = await salon.notices()

    assert [(notice.kind, notice.user_id) for notice in notices] == [
        (kind, admin)
        for kind in (NoticeKind.OWNER_BOOKED, NoticeKind.OWNER_MOVED, NoticeKind.OWNER_CANCELLED)
        for admin in (OWNER, SECOND_ADMIN)
    ]
    assert {(notice.booking_id, notice.customer.name, notice.attempts) for notice in notices} == {
        (booking.id, "Alice", 1)
    }
    assert notices[2].facts == NoticeFacts(
        service_name="Стрижка",
        start=at("16:00"),
        end=at("17:00"),
        costs=Price(1500_00, "RUB"),
        previous_start=at("15:00"),
        by=Side.CUSTOMER,
        freed=(Freed(1, Interval(at("15:00"), at("16:00"))),),
    )
    assert notices[0].facts.previous_start is None


async def test_admin_who_books_by_hand_is_not_told_of_it(salon: Salon) -> None:
    await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("12:00"), name="Иван")

    assert [notice.user_id for notice in await salon.notices()] == [SECOND_ADMIN]


async def test_admin_who_books_as_a_customer_is_told(salon: Salon) -> None:
    await salon.remember(user_id=OWNER, name="Owner")

    await salon.book(at("12:00"), OWNER)

    assert [notice.user_id for notice in await salon.notices()] == [OWNER, SECOND_ADMIN]


async def test_notice_has_the_language_of_its_reader(salon: Salon) -> None:
    await salon.remember(user_id=OWNER, name="Owner", language="en-US")

    await salon.book(at("12:00"))

    assert [notice.language for notice in await salon.notices()] == ["en", None]


async def test_refused_booking_writes_no_notice(salon: Salon) -> None:
    await salon.book(at("15:00"))
    await salon.notices()
    salon.storage.notice_written.clear()

    with pytest.raises(SlotTaken):
        await salon.book(at("15:00"), BOB)

    assert await salon.notices() == []
    assert not salon.storage.notice_written.is_set()


async def test_written_notice_wakes_the_sender(salon: Salon) -> None:
    assert not salon.storage.notice_written.is_set()

    await salon.book(at("15:00"))

    assert salon.storage.notice_written.is_set()
    assert await NextNotice(salon.storage)() == SUNDAY_NOON


async def test_nothing_is_due_when_nothing_waits(salon: Salon) -> None:
    assert await NextNotice(salon.storage)() is None
    assert await ClaimDelivery(salon.storage, salon.clock)() is None


async def test_postponed_notice_comes_back_when_it_is_due(salon: Salon) -> None:
    claim, later = ClaimDelivery(salon.storage, salon.clock), NoticeLater(salon.storage, salon.clock)
    await salon.book(at("15:00"))
    delivery = await claim()
    assert delivery is not None

    await later(owed_by(delivery), timedelta(minutes=5), "retry after 300")

    assert len(await salon.notices()) == 1
    assert await NextNotice(salon.storage)() == SUNDAY_NOON + timedelta(minutes=5)
    salon.clock.now += timedelta(minutes=5)
    again = await claim()
    assert again is not None
    assert ([one.id for one in again.notices], again.attempts) == ([one.id for one in delivery.notices], 2)


async def test_failed_notice_is_not_sent_again(salon: Salon) -> None:
    await salon.book(at("15:00"))
    delivery = await ClaimDelivery(salon.storage, salon.clock)()
    assert delivery is not None

    await NoticeFailed(salon.storage, salon.clock)(owed_by(delivery), "bot was blocked by the user")

    assert delivery.notices[0].id not in {other.id for other in await salon.notices()}


async def test_notice_that_a_crash_left_half_sent_waits_again(salon: Salon) -> None:
    await salon.book(at("15:00"))
    delivery = await ClaimDelivery(salon.storage, salon.clock)()
    assert delivery is not None
    assert len(await salon.notices()) == 1

    assert await ReleaseNotices(salon.storage)() == 1

    assert [(other.id, other.attempts) for other in await salon.notices()] == [(delivery.notices[0].id, 2)]
    assert await ReleaseNotices(salon.storage)() == 0


async def test_tidying_drops_what_ended_long_ago_and_keeps_what_waits(salon: Salon) -> None:
    tidy_up = TidyUp(salon.storage, salon.clock)
    await salon.book(at("15:00"), update_id=1)
    delivery = await ClaimDelivery(salon.storage, salon.clock)()
    assert delivery is not None
    await NoticeSent(salon.storage)(owed_by(delivery), salon.clock.now)

    assert await tidy_up() == 0
    salon.clock.now += timedelta(days=31)
    assert await tidy_up() == 2
    assert len(await salon.notices()) == 1
