"""When reminders go out: the owner's times, quiet hours, and what would come too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.reminders import TOO_NEAR, reminders
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import to_instant, to_local

MOSCOW = BusinessSettings()
FRIDAY = date(2026, 3, 6)
LONG_AGO = datetime(2026, 2, 1, tzinfo=UTC)


def due(clock: str, now: datetime = LONG_AGO, settings: BusinessSettings = MOSCOW, day: date = FRIDAY) -> list[str]:
    """Kind and local time of each reminder of a visit at ``clock``."""
    hours, minutes = clock.split(":")
    start = to_instant(day, int(hours) * 60 + int(minutes), settings.zone)
    return [
        f"{reminder.kind.value} {to_local(reminder.due_at, settings.zone):%d %H:%M}"
        for reminder in reminders(start, now, settings)
    ]


def test_a_day_and_two_hours_before_and_silence_with_the_second() -> None:
    assert due("15:00") == ["reminder_first 05 15:00", "reminder 06 13:00", "owner_silence 06 13:00"]


def test_what_falls_into_the_quiet_hours_goes_out_the_evening_before() -> None:
    assert due("10:30") == ["reminder_first 05 10:30", "reminder 05 21:30", "owner_silence 05 21:30"]
    assert due("23:30")[:2] == ["reminder_first 05 21:30", "reminder 06 21:30"]
    assert due("08:00")[:2] == ["reminder_first 04 21:30", "reminder 05 21:30"]


def test_quiet_hours_of_one_day_and_none_at_all() -> None:
    siesta = replace(MOSCOW, quiet_from=13 * 60, quiet_to=16 * 60)
    assert due("17:00", settings=siesta)[1] == "reminder 06 12:30"
    awake = replace(MOSCOW, quiet_from=0, quiet_to=0)
    assert due("08:00", settings=awake)[1] == "reminder 06 06:00"


def test_one_due_within_an_hour_of_booking_is_left_out() -> None:
    start = to_instant(FRIDAY, 15 * 60, MOSCOW.zone)
    assert due("15:00", now=start - timedelta(hours=20)) == ["reminder 06 13:00"]
    assert due("15:00", now=start - timedelta(hours=2, minutes=59)) == []
    assert due("15:00", now=start - timedelta(hours=24, minutes=59)) == ["reminder 06 13:00"]


def test_no_reminders_where_the_owner_wants_none() -> None:
    assert due("15:00", settings=replace(MOSCOW, first_reminder_minutes=0)) == ["reminder 06 13:00"]
    assert due("15:00", settings=replace(MOSCOW, first_reminder_minutes=0, second_reminder_minutes=0)) == []
    assert due("15:00", settings=replace(MOSCOW, second_reminder_minutes=0)) == [
        "reminder_first 05 15:00",
        "owner_silence 06 13:00",
    ]


def test_both_brought_to_one_evening_are_one() -> None:
    late = replace(MOSCOW, first_reminder_minutes=10 * 60)
    assert due("08:00", settings=late) == ["reminder_first 05 21:30"]


def test_on_the_day_of_a_clock_change_two_hours_are_two_hours() -> None:
    berlin = replace(MOSCOW, timezone="Europe/Berlin", quiet_from=0, quiet_to=0)
    assert due("04:00", settings=berlin, day=date(2026, 3, 29))[:2] == ["reminder_first 28 03:00", "reminder 29 01:00"]


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 7 * 24 * 60),
    st.integers(0, 7 * 24 * 60),
    st.integers(0, 7 * 24 * 60),
    st.integers(0, 24 * 60 - 1),
    st.integers(0, 24 * 60 - 1),
    st.sampled_from(["Europe/Berlin", "Asia/Kathmandu", "America/Sao_Paulo"]),
)
def test_never_late_and_never_at_once(
    start: datetime, ahead: int, first: int, second: int, begins: int, ends: int, zone: str
) -> None:
    settings = BusinessSettings(
        timezone=zone, first_reminder_minutes=first, second_reminder_minutes=second, quiet_from=begins, quiet_to=ends
    )
    now = start - timedelta(minutes=ahead)
    planned = reminders(start, now, settings)
    assert len({reminder.kind for reminder in planned}) == len(planned)
    for reminder in planned:
        assert now + TOO_NEAR < reminder.due_at < reminder.valid_until <= start
    asked = {reminder.kind for reminder in planned}
    assert NoticeKind.OWNER_SILENCE not in asked or NoticeKind.REMINDER_FIRST in asked
