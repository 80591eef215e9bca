"""Each of the team is told in the way he chose; what waits is told once, and not lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.errors import NotAllowed
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.preferences import AS_USUAL, Preferences, Told
from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.domain.team import Member, Role
from services.booking_bot.use_cases.digests import WriteDigests
from services.booking_bot.use_cases.notices import NextNotice
from services.booking_bot.use_cases.preferences import ChoosePreferences, GetPreferences
from services.booking_bot.use_cases.say_late import SayLate
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, SECOND_ADMIN, Salon, as_customer, as_owner, at

TUESDAY = MONDAY + timedelta(days=1)
BOOKED, CANCELLED = NoticeKind.OWNER_BOOKED, NoticeKind.OWNER_CANCELLED


def choose(salon: Salon) -> ChoosePreferences:
    return ChoosePreferences(salon.storage, salon.clock)


async def put(salon: Salon, *members: Member) -> None:
    async with salon.storage.writing() as tables:
        for member in members:
            await tables.staff.put(member)


async def told(salon: Salon) -> list[NoticeKind]:
    return [notice.kind for notice in await salon.notices()]


async def test_what_is_chosen_is_kept_and_strangers_choose_nothing(salon: Salon) -> None:
    get, chosen = GetPreferences(salon.storage), choose(salon)

    assert await get(by=OWNER) == AS_USUAL
    await chosen.told(Told.DIGEST, by=OWNER)
    await chosen.quiet(QuietHours(23 * 60, 8 * 60), by=OWNER)
    assert await chosen.digest(7 * 60, by=OWNER) == Preferences(Told.DIGEST, QuietHours(23 * 60, 8 * 60), 7 * 60)
    assert await get(by=OWNER) == Preferences(Told.DIGEST, QuietHours(23 * 60, 8 * 60), 7 * 60)
    assert await get(by=SECOND_ADMIN) == AS_USUAL
    await chosen.quiet(None, by=OWNER)
    assert await chosen.digest(None, by=OWNER) == Preferences(Told.ALL, None, None)
    for refused in (get(by=ALICE), chosen.told(Told.ALL, by=ALICE), chosen.digest(None, by=BOB)):
        with pytest.raises(NotAllowed):
            await refused


async def test_todays_come_at_once_and_others_wait_for_the_digest(only: Salon) -> None:
    await choose(only).told(Told.TODAY, by=OWNER)

    today = await only.book(at("15:00"))
    tomorrow = await only.book(at("11:00", TUESDAY), BOB)
    at_once = await only.notices()
    await only.move(tomorrow.id, at("17:00"), by=as_customer(BOB))
    moved_here = await only.notices()

    assert [notice.booking_id for notice in at_once] == [today.id]
    assert [(notice.booking_id, notice.kind) for notice in moved_here] == [(tomorrow.id, NoticeKind.OWNER_MOVED)]


async def test_nothing_and_digest_alone_say_nothing_at_once(only: Salon) -> None:
    booking = await only.book(at("14:00"))
    await only.notices()

    for way in (Told.NOTHING, Told.DIGEST):
        await choose(only).told(way, by=OWNER)
        await SayLate(only.storage, only.clock)(booking.id, 5, by=as_customer(ALICE))
        await only.book(at("17:00" if way is Told.DIGEST else "16:00"), BOB)

    assert await told(only) == []
    assert await choose(only).digest(None, by=OWNER) == Preferences(Told.ALL, digest_at=None)
    assert await told(only) == [BOOKED], "what waited for the digest, and nothing of what was never to be told"


async def test_who_wants_nothing_any_more_is_not_told_what_waited(lone: Salon) -> None:
    await choose(lone).told(Told.DIGEST, by=OWNER)
    await lone.book(at("16:00", TUESDAY))
    await choose(lone).told(Told.NOTHING, by=OWNER)
    await choose(lone).digest(None, by=OWNER)

    await choose(lone).told(Told.ALL, by=OWNER)

    assert await told(lone) == []


async def test_a_hole_of_today_is_told_at_once_to_who_waits_for_the_digest(lone: Salon) -> None:
    today, tomorrow = await lone.book(at("15:00")), await lone.book(at("15:00", TUESDAY), BOB)
    await lone.notices()
    await choose(lone).told(Told.DIGEST, by=OWNER)

    await lone.cancel(today.id, by=as_customer(ALICE))
    await lone.cancel(tomorrow.id, by=as_customer(BOB))

    assert [(notice.kind, notice.booking_id) for notice in await lone.notices()] == [(CANCELLED, today.id)]


async def test_silence_is_not_told_to_who_wants_the_digest_alone(lone: Salon) -> None:
    await lone.book(at("15:00", TUESDAY + timedelta(days=1)))
    await lone.notices()
    await choose(lone).told(Told.DIGEST, by=OWNER)

    lone.clock.now = at("15:00", TUESDAY)
    first = await told(lone)
    lone.clock.now = at("13:00", TUESDAY + timedelta(days=1))

    assert (first, await told(lone)) == ([NoticeKind.REMINDER_FIRST], [NoticeKind.REMINDER])


async def test_news_wait_for_the_end_of_the_quiet_hours_and_come_together(only: Salon) -> None:
    only.clock.now = at("23:30")
    await only.book(at("15:00", TUESDAY))
    await only.book(at("16:00", TUESDAY), BOB)

    assert await told(only) == []
    assert await NextNotice(only.storage)() == at("09:00", TUESDAY)
    only.clock.now = at("08:59", TUESDAY)
    assert await told(only) == []
    only.clock.now = at("09:00", TUESDAY)
    assert await told(only) == [BOOKED, BOOKED]


async def test_an_hour_before_the_visit_they_disturb_and_own_hours_come_before_the_shops(only: Salon) -> None:
    only.clock.now = at("07:00")
    await only.book(at("10:00"))
    await choose(only).quiet(QuietHours(6 * 60, 12 * 60), by=OWNER)
    assert await told(only) == []
    assert await NextNotice(only.storage)() == at("09:00")

    only.clock.now = at("09:00")
    assert await told(only) == [BOOKED]
    await choose(only).quiet(QuietHours(0, 0), by=OWNER)
    only.clock.now = at("23:00")
    await only.book(at("15:00", TUESDAY), BOB)
    assert await told(only) == [BOOKED]


async def test_who_left_the_team_is_told_nothing_more(lone: Salon) -> None:
    await put(lone, Member(SECOND_ADMIN, Role.ADMIN))
    await lone.book(at("15:00"))
    async with lone.storage.writing() as tables:
        await tables.staff.remove(SECOND_ADMIN, lone.clock())

    assert {notice.user_id for notice in await lone.notices()} == {OWNER}


async def test_a_specialist_hears_of_her_own_visits_and_of_those_that_are_late(lone: Salon) -> None:
    async with lone.storage.writing() as tables:
        anna = await tables.specialists.add("Анна")
    await put(lone, Member(BOB, Role.SPECIALIST, 1), Member(77, Role.SPECIALIST, anna))
    lone.clock.now = at("13:30")
    booking = await lone.book(at("15:00"))
    await SayLate(lone.storage, lone.clock)(booking.id, 5, by=as_customer(ALICE))

    to_specialists = [(notice.user_id, notice.kind) for notice in await lone.notices() if notice.user_id != OWNER]

    assert to_specialists == [(BOB, BOOKED), (BOB, NoticeKind.OWNER_LATE_5)]


async def test_who_did_it_is_named(lone: Salon) -> None:
    await put(lone, Member(SECOND_ADMIN, Role.ADMIN))
    await lone.remember(user_id=OWNER, name="Ольга")
    booking = await lone.book(at("15:00"))
    await lone.cancel(booking.id, by=as_owner())

    cancelled = [notice for notice in await lone.notices() if notice.kind is CANCELLED]
    assert [(notice.user_id, notice.by_name) for notice in cancelled] == [(SECOND_ADMIN, "Ольга")]


async def test_digest_chosen_after_its_hour_begins_tomorrow(lone: Salon) -> None:
    lone.clock.now = at("10:30")
    await lone.book(at("15:00"))
    await choose(lone).digest(None, by=OWNER)
    await choose(lone).digest(10 * 60, by=OWNER)

    assert await WriteDigests(lone.storage, lone.clock)() == at("10:00", TUESDAY)
