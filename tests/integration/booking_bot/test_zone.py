"""The owner changes the time zone: instants stay, the clock on the wall changes, and quiet hours are the new ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors import NotAllowed
from services.booking_bot.domain.errors_setup import InvalidTimezone
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.notices import REMINDERS
from services.booking_bot.domain.price_changes import PriceChange
from services.booking_bot.domain.zones import to_local
from services.booking_bot.use_cases.blocks import BlockTime
from services.booking_bot.use_cases.price_changes import PlanPrices
from services.booking_bot.use_cases.schedule import AddException
from services.booking_bot.use_cases.zone import ChangeZone, FormerZone, LookAtZone
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, at

TUESDAY = MONDAY + timedelta(days=1)
KATHMANDU, KALININGRAD = "Asia/Kathmandu", "Europe/Kaliningrad"  # UTC+5:45 and UTC+2


async def test_change_is_looked_at_first_and_can_be_taken_back(salon: Salon) -> None:
    booking = await salon.book(at("10:00"))
    await salon.book(at("12:00", TUESDAY), BOB)
    look, change = LookAtZone(salon.storage, salon.clock), ChangeZone(salon.storage, salon.clock)
    former = FormerZone(salon.storage)

    seen = await look(KATHMANDU, by=OWNER)
    assert (seen.before.key, seen.after.key, len(seen.ahead)) == ("UTC", KATHMANDU, 2)
    assert seen.ahead[0] == booking
    assert seen.is_seen_on(booking)
    assert not (await look("Etc/UTC", by=OWNER)).is_seen_on(booking)
    assert await former(by=OWNER) is None

    for _ in range(2):
        assert (await change(KATHMANDU, by=OWNER)).timezone == KATHMANDU
    assert await former(by=OWNER) == ZoneInfo("UTC")
    await change("UTC", by=OWNER)
    assert await former(by=OWNER) == ZoneInfo(KATHMANDU)

    async with salon.storage.reading() as tables:
        log = [entry for entry in await tables.audit.page(limit=10) if entry.act is Act.SETTING_CHANGED]
    assert [(entry.by, entry.subject, entry.before, entry.after) for entry in log] == [
        (OWNER, "timezone", KATHMANDU, "UTC"),
        (OWNER, "timezone", "UTC", KATHMANDU),
    ]
    with pytest.raises(NotAllowed):
        await change(KATHMANDU, by=ALICE)
    with pytest.raises(NotAllowed):
        await look(KATHMANDU, by=ALICE)
    with pytest.raises(InvalidTimezone):
        await change("Mars/Olympus", by=OWNER)


async def test_visits_and_blocks_stay_in_time_while_hours_and_days_off_follow_the_clock(salon: Salon) -> None:
    booking = await salon.book(at("10:00"))
    await BlockTime(salon.storage, salon.clock)(1, at("14:00"), by=OWNER)
    await AddException(salon.storage, salon.clock)(1, TUESDAY, TUESDAY, (Hours.of(12 * 60, 14 * 60),), by=OWNER)

    await ChangeZone(salon.storage, salon.clock)(KATHMANDU, by=OWNER)

    board = await salon.board(MONDAY, by=OWNER)
    zone = ZoneInfo(KATHMANDU)
    assert [(each.start, to_local(each.start, zone).time()) for each in (*board.bookings, *board.blocks)] == [
        (booking.start, time(15, 45)),
        (at("14:00"), time(19, 45)),
    ]
    assert [to_local(start, zone).time() for start in await salon.free(TUESDAY)] == [
        time(12, 0),
        time(12, 30),
        time(13, 0),
    ]
    monday = [to_local(start, zone).time() for start in await salon.free(MONDAY)]
    assert (monday[0], monday[-1]) == (time(10, 0), time(18, 0))
    assert not any(booking.start - timedelta(hours=1) < start < booking.end for start in await salon.free(MONDAY))


async def test_reminders_that_fall_into_the_new_quiet_hours_wait_for_their_end(salon: Salon) -> None:
    """The first is due at 10:00 UTC, which is 05:00 in New York; the second the evening before, as it was planned."""
    await salon.book(at("10:00", TUESDAY))
    await ChangeZone(salon.storage, salon.clock)("America/New_York", by=OWNER)

    sent_at = []
    salon.clock.now = at("09:30")
    while salon.clock.now < at("10:00", TUESDAY):
        sent_at += [salon.clock.now for notice in await salon.notices() if notice.kind in REMINDERS]
        salon.clock.now += timedelta(minutes=30)

    quiet = [to_local(instant, ZoneInfo("America/New_York")) for instant in sent_at]
    assert [f"{instant:%d %H:%M}" for instant in quiet] == ["02 09:00", "02 16:30"]


async def test_prices_that_wait_for_a_day_wait_for_it_on_the_new_clock(salon: Salon) -> None:
    day = date(2026, 4, 1)
    plan = PlanPrices(salon.storage, salon.clock)
    await plan(PriceChange(percent=True, amount=10), day, by=OWNER)
    salon.storage.notice_written.clear()

    await ChangeZone(salon.storage, salon.clock)(KALININGRAD, by=OWNER)

    async with salon.storage.reading() as tables:
        assert await tables.price_changes.next_due() == datetime(2026, 3, 31, 22, tzinfo=UTC)
    assert salon.storage.notice_written.is_set()
