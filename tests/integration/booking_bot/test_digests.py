"""The morning digest: once a day and person, for who has something to hear of."""

from __future__ import annotations

from datetime import timedelta

from services.booking_bot.domain.birthdays import Birthday
from services.booking_bot.domain.customer_profile import CustomerProfile
from services.booking_bot.domain.digests import FreeTime
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.preferences import Told
from services.booking_bot.domain.prices import Price
from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.domain.team import Member, Role
from services.booking_bot.use_cases.confirm_visit import ConfirmVisit
from services.booking_bot.use_cases.deliveries import ClaimDelivery
from services.booking_bot.use_cases.digests import WriteDigests
from services.booking_bot.use_cases.notices import NextNotice, NoticeFailed, NoticeLater, NoticeSent, ReleaseNotices
from services.booking_bot.use_cases.preferences import ChoosePreferences
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, SUNDAY_NOON, Salon, as_customer, at, owed_by

TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)
ANNA = 77


def write(salon: Salon) -> WriteDigests:
    return WriteDigests(salon.storage, salon.clock)


def claim(salon: Salon) -> ClaimDelivery:
    return ClaimDelivery(salon.storage, salon.clock)


async def of_ivan(salon: Salon, clock: str) -> None:
    """A visit of which nobody is told or reminded."""
    await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at(clock), name="Иван")


async def digested(salon: Salon) -> list[tuple[int, list[str]]]:
    """Who is sent a digest now, with the beginnings of the visits in it."""
    await write(salon)()
    sent = []
    while (delivery := await claim(salon)()) is not None:
        await NoticeSent(salon.storage)(owed_by(delivery), salon.clock.now)
        if delivery.digest is not None:
            sent.append((delivery.user_id, [f"{visit.start:%H:%M}" for visit in delivery.digest.visits]))
    return sent


async def test_the_day_is_told_once_in_the_morning(only: Salon) -> None:
    only.clock.now = SUNDAY_NOON
    await only.book(at("15:00"))
    await only.book(at("11:00"), BOB)

    assert await write(only)() == at("09:00")
    only.clock.now = at("08:59")
    assert await digested(only) == []
    only.clock.now = at("09:00")
    assert await digested(only) == [(OWNER, ["11:00", "15:00"])]
    assert await digested(only) == []
    assert await write(only)() == at("09:00", TUESDAY)


async def test_it_comes_late_but_not_in_the_afternoon_and_not_of_an_empty_day(lone: Salon) -> None:
    lone.clock.now = SUNDAY_NOON
    await lone.book(at("15:00"))
    await lone.book(at("15:00", WEDNESDAY), BOB)

    lone.clock.now = at("12:00")
    assert await digested(lone) == []
    lone.clock.now = at("09:00", TUESDAY)
    assert await digested(lone) == []
    await lone.book(at("15:00", TUESDAY))
    assert await digested(lone) == [], "it was decided at nine"
    lone.clock.now = at("11:59", WEDNESDAY)
    assert await digested(lone) == [(OWNER, ["15:00"])]


async def test_one_that_could_not_be_sent_in_the_morning_is_given_up(lone: Salon) -> None:
    lone.clock.now = SUNDAY_NOON
    await of_ivan(lone, "15:00")
    lone.clock.now = at("11:30")
    await write(lone)()
    for _ in range(2):
        delivery = await claim(lone)()
        assert delivery is not None
        await NoticeLater(lone.storage, lone.clock)(owed_by(delivery), timedelta(minutes=20), "away")
        assert await NextNotice(lone.storage)() == lone.clock.now + timedelta(minutes=20)
        lone.clock.now += timedelta(minutes=20)

    assert delivery.attempts == 2
    assert await claim(lone)() is None
    assert await NextNotice(lone.storage)() is None


async def test_a_day_is_put_together_as_it_is(only: Salon) -> None:
    only.clock.now = SUNDAY_NOON
    asked, answered = await only.book(at("15:00")), await only.book(at("11:00"), BOB)
    async with only.storage.writing() as tables:
        await tables.clientele.save_profile(asked.customer.id, CustomerProfile(birthday=Birthday(2, 3)))
        await tables.clientele.save_profile(answered.customer.id, CustomerProfile(birthday=Birthday(3, 3)))
    await only.notices()
    only.clock.now = SUNDAY_NOON + timedelta(hours=3)
    await only.notices()
    await ConfirmVisit(only.storage, only.clock)(answered.id, by=as_customer(BOB))
    only.clock.now = at("09:30")
    await write(only)()

    delivery = await claim(only)()

    assert delivery is not None
    digest = delivery.digest
    assert digest is not None
    assert digest.free == (
        FreeTime(
            (
                Interval(at("10:00"), at("11:00")),
                Interval(at("12:00"), at("15:00")),
                Interval(at("16:00"), at("19:00")),
            )
        ),
    )
    assert (digest.day, digest.silent, digest.expected) == (MONDAY, {asked.id}, (Price(3000_00, "RUB"),))
    assert [customer.name for customer in digest.birthdays] == ["Alice"]


async def test_a_specialist_reads_of_her_own_day_alone(lone: Salon) -> None:
    async with lone.storage.writing() as tables:
        anna = await tables.specialists.add("Анна")
        await tables.staff.put(Member(ANNA, Role.SPECIALIST, 1))
        await tables.staff.put(Member(BOB, Role.SPECIALIST, anna))
    lone.clock.now = SUNDAY_NOON
    await lone.book(at("15:00"))
    await lone.notices()
    async with lone.storage.writing() as tables:
        for person in await tables.clientele.people(lone.clock.now):
            await tables.clientele.save_profile(person.customer.id, CustomerProfile(birthday=Birthday(2, 3)))
    lone.clock.now = at("09:00")
    await write(lone)()
    digests = {}
    for _ in range(2):
        delivery = await claim(lone)()
        assert delivery is not None
        assert delivery.digest is not None
        digests[delivery.user_id] = delivery.digest

    names = {who: [customer.name for customer in digest.birthdays] for who, digest in digests.items()}
    assert {who: [visit.start for visit in digest.visits] for who, digest in digests.items()} == {
        OWNER: [at("15:00")],
        ANNA: [at("15:00")],
    }
    assert names == {OWNER: ["Bob", "Alice"], ANNA: ["Alice"]}
    assert [len(digest.free) for digest in digests.values()] == [1, 1], "the other one has no hours"


async def test_changes_come_with_the_digest_also_on_an_empty_day_and_survive_a_crash(only: Salon) -> None:
    only.clock.now = SUNDAY_NOON
    await ChoosePreferences(only.storage, only.clock).told(Told.DIGEST, by=OWNER)
    booking = await only.book(at("15:00", WEDNESDAY))
    await only.move(booking.id, at("16:00", WEDNESDAY), by=as_customer(ALICE))
    only.clock.now = at("09:00")
    await write(only)()

    first = await claim(only)()
    assert await ReleaseNotices(only.storage)() == 3
    second, third = await claim(only)(), await claim(only)()

    assert first is not None
    assert first.digest is not None
    assert [notice.kind for notice in first.notices] == [NoticeKind.OWNER_BOOKED, NoticeKind.OWNER_MOVED]
    assert second is not None
    assert second.digest == first.digest
    assert third is not None
    assert [notice.id for notice in third.notices] == [notice.id for notice in first.notices]


async def test_it_waits_for_the_end_of_the_quiet_hours_and_goes_to_nobody_who_left(lone: Salon) -> None:
    lone.clock.now = SUNDAY_NOON
    await of_ivan(lone, "15:00")
    async with lone.storage.writing() as tables:
        await tables.staff.put(Member(ANNA, Role.ADMIN))
    await ChoosePreferences(lone.storage, lone.clock).quiet(QuietHours(22 * 60, 10 * 60), by=OWNER)
    await ChoosePreferences(lone.storage, lone.clock).digest(10 * 60, by=ANNA)

    assert await write(lone)() == at("10:00")
    lone.clock.now = at("10:00")
    await write(lone)()
    async with lone.storage.writing() as tables:
        await tables.staff.remove(ANNA, lone.clock())

    assert await digested(lone) == [(OWNER, ["15:00"])]


async def test_one_that_can_never_be_sent_is_not_tried_again(lone: Salon) -> None:
    lone.clock.now = SUNDAY_NOON
    await of_ivan(lone, "15:00")
    lone.clock.now = at("09:00")
    await write(lone)()
    delivery = await claim(lone)()
    assert delivery is not None

    await NoticeFailed(lone.storage, lone.clock)(owed_by(delivery), "blocked")

    assert await claim(lone)() is None
    assert await digested(lone) == []
