"""Several events within a minute make one message; a single one comes at once; a crash loses none."""

from __future__ import annotations

from datetime import timedelta

from services.booking_bot.domain.deliveries import Delivery
from services.booking_bot.domain.holes import Hole
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.notices import TO_TEAM, NoticeKind
from services.booking_bot.use_cases.blocks import BlockTime
from services.booking_bot.use_cases.deliveries import ClaimDelivery
from services.booking_bot.use_cases.holes import LookIntoHole
from services.booking_bot.use_cases.notices import NextNotice, NoticeSent, ReleaseNotices
from services.booking_bot.use_cases.presence import AWAKE_FOR, Presence
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, as_owner, at, owed_by

SECOND = timedelta(seconds=1)
WEDNESDAY = MONDAY + timedelta(days=2)
BOOKED, MOVED, CANCELLED = NoticeKind.OWNER_BOOKED, NoticeKind.OWNER_MOVED, NoticeKind.OWNER_CANCELLED


async def claim(salon: Salon) -> list[NoticeKind]:
    """What is claimed next, and sent."""
    delivery = await ClaimDelivery(salon.storage, salon.clock)()
    if delivery is None:
        return []
    await NoticeSent(salon.storage)(owed_by(delivery), salon.clock.now)
    return [notice.kind for notice in delivery.notices]


async def claimed(salon: Salon) -> Delivery:
    delivery = await ClaimDelivery(salon.storage, salon.clock)()
    assert delivery is not None
    return delivery


async def test_the_first_comes_at_once_and_what_follows_within_a_minute_comes_together(only: Salon) -> None:
    first = await only.book(at("14:00", WEDNESDAY))
    at_once = await claim(only)
    for seconds in (10, 20):
        only.clock.now = at("12:00") + seconds * SECOND
        await only.book(at(f"1{5 + seconds // 10}:00", WEDNESDAY), BOB)
        assert await claim(only) == []
    await only.cancel(first.id, by=as_customer(ALICE))

    assert at_once == [BOOKED]
    assert await claim(only) == []
    assert await NextNotice(only.storage)() == at("12:01")
    only.clock.now = at("12:01") - SECOND
    assert await claim(only) == []
    only.clock.now = at("12:01")
    assert await claim(only) == [BOOKED, BOOKED, CANCELLED]
    only.clock.now = at("12:02") - SECOND
    await only.move(2, at("14:00", WEDNESDAY), by=as_customer(BOB))
    assert await claim(only) == []
    only.clock.now += SECOND
    assert await claim(only) == [MOVED]


async def test_each_reader_has_a_minute_of_his_own_and_customers_have_none(lone: Salon) -> None:
    booking = await lone.book(at("14:00", WEDNESDAY))
    await claim(lone)

    await lone.move(booking.id, at("15:00", WEDNESDAY), by=as_owner())
    await lone.move(booking.id, at("16:00", WEDNESDAY), by=as_owner())

    assert [await claim(lone) for _ in range(3)] == [[NoticeKind.CUSTOMER_MOVED], [NoticeKind.CUSTOMER_MOVED], []]


async def test_what_a_crash_left_half_sent_is_sent_again_with_what_came_since(only: Salon) -> None:
    await only.book(at("14:00", WEDNESDAY))
    await only.book(at("15:00", WEDNESDAY), BOB)
    half_sent = await claimed(only)
    await only.book(at("16:00", WEDNESDAY), BOB)

    assert await ReleaseNotices(only.storage)() == len(half_sent.notices) == 2

    assert await claim(only) == [BOOKED, BOOKED, BOOKED]
    assert await claim(only) == []


async def test_whoever_uses_the_bot_is_told_in_quiet_hours_too(lone: Salon) -> None:
    lone.clock.now = at("23:00")
    presence = Presence()
    presence.note(OWNER, lone.clock.now - AWAKE_FOR)
    await lone.book(at("15:00", WEDNESDAY))
    next_one = ClaimDelivery(lone.storage, lone.clock, presence)

    assert await next_one() is None
    await lone.book(at("16:00", WEDNESDAY), BOB)
    presence.note(OWNER, lone.clock.now)
    delivery = await next_one()
    assert delivery is not None
    assert len(delivery.notices) == 1, "what waited before waits on"


async def test_a_cancellation_says_what_is_free_as_long_as_it_is(lone: Salon) -> None:
    bookings = [await lone.book(at(clock), who) for clock, who in (("15:00", ALICE), ("16:00", BOB), ("18:00", BOB))]
    await lone.notices()
    hole = Hole(1, Interval(at("12:00"), at("16:00")), (Interval(at("15:00"), at("16:00")),))

    await lone.cancel(bookings[0].id, by=as_customer(ALICE))
    first = await claimed(lone)
    await ReleaseNotices(lone.storage)()
    found = await LookIntoHole(lone.storage, lone.clock)(1, at("15:30"), by=OWNER)
    await BlockTime(lone.storage, lone.clock)(1, at("15:00"), by=OWNER)
    second = await claimed(lone)

    assert (first.holes, second.holes) == ((hole,), ())
    assert (found.hole.span, [service.name for service in found.services]) == (Interval(at("15:30"), at("16:00")), [])


async def test_two_cancellations_side_by_side_leave_one_hole(lone: Salon) -> None:
    for clock, who in (("13:00", ALICE), ("14:00", ALICE), ("15:00", BOB), ("16:00", BOB)):
        await lone.book(at(clock), who)
    await lone.book(at("15:00", MONDAY + timedelta(days=7)))
    await lone.notices()

    for booking_id, who in ((2, ALICE), (3, BOB), (5, ALICE)):
        await lone.cancel(booking_id, by=as_customer(who))

    both = Interval(at("14:00"), at("16:00"))
    assert (await claimed(lone)).holes == (Hole(1, both, (both,)),)


def test_the_kinds_are_named_as_the_queries_tell_them_apart() -> None:
    """``storage/sql/notices.py`` goes by how the kinds begin."""
    assert {kind for kind in NoticeKind if kind.startswith("owner_")} == TO_TEAM
