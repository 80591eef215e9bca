"""How a person of the business is told: at once, with the digest, never; and in which hours not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.domain.preferences import AS_USUAL, USUAL_DIGEST, Course, Preferences, Told
from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.domain.settings import BusinessSettings

TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    ("told", "of_today", "of_tomorrow", "passing", "hole_today"),
    [
        (Told.ALL, Course.AT_ONCE, Course.AT_ONCE, Course.AT_ONCE, Course.AT_ONCE),
        (Told.TODAY, Course.AT_ONCE, Course.WITH_DIGEST, Course.AT_ONCE, Course.AT_ONCE),
        (Told.DIGEST, Course.WITH_DIGEST, Course.WITH_DIGEST, Course.NEVER, Course.AT_ONCE),
        (Told.NOTHING, Course.NEVER, Course.NEVER, Course.NEVER, Course.NEVER),
    ],
)
def test_each_way_of_being_told_has_its_course(
    told: Told, of_today: Course, of_tomorrow: Course, passing: Course, hole_today: Course
) -> None:
    wanted = Preferences(told)

    assert wanted.course({TODAY}, TODAY, passing=False) is of_today
    assert wanted.course({TOMORROW}, TODAY, passing=False) is of_tomorrow
    assert wanted.course({TOMORROW, TODAY}, TODAY, passing=False) is of_today, "moved away from today"
    assert wanted.course({TOMORROW}, TODAY, passing=True) is passing
    assert wanted.course({TODAY}, TODAY, passing=False, hole_today=True) is hole_today


def test_whoever_is_told_with_the_digest_has_one() -> None:
    without = AS_USUAL.with_digest(None)

    assert without.telling(Told.TODAY) == Preferences(Told.TODAY, digest_at=USUAL_DIGEST)
    assert without.telling(Told.NOTHING) == Preferences(Told.NOTHING, digest_at=None)
    assert Preferences(Told.DIGEST, digest_at=7 * 60).telling(Told.TODAY).digest_at == 7 * 60
    assert Preferences(Told.DIGEST).with_digest(None) == Preferences(Told.ALL, digest_at=None)
    assert Preferences(Told.NOTHING).with_digest(None).told is Told.NOTHING
    assert Preferences(Told.TODAY).with_digest(8 * 60) == Preferences(Told.TODAY, digest_at=8 * 60)


def test_quiet_hours_of_ones_own_come_before_those_of_the_business() -> None:
    settings = BusinessSettings(quiet_from=21 * 60, quiet_to=10 * 60)

    assert AS_USUAL.quiet_hours(settings) == QuietHours(21 * 60, 10 * 60)
    assert replace(AS_USUAL, quiet=QuietHours(0, 0)).quiet_hours(settings) == QuietHours(0, 0)


@pytest.mark.parametrize(
    ("quiet", "clock", "ends"),
    [
        (QuietHours(22 * 60, 9 * 60), "21:59", None),
        (QuietHours(22 * 60, 9 * 60), "22:00", "09:00"),
        (QuietHours(22 * 60, 9 * 60), "08:59", "09:00"),
        (QuietHours(22 * 60, 9 * 60), "09:00", None),
        (QuietHours(13 * 60, 14 * 60), "13:30", "14:00"),
        (QuietHours(13 * 60, 14 * 60), "12:30", None),
        (QuietHours(0, 0), "00:00", None),
    ],
)
def test_quiet_hours_hold_from_their_beginning_until_their_end(quiet: QuietHours, clock: str, ends: str | None) -> None:
    hours, minutes = map(int, clock.split(":"))
    now = datetime(2026, 3, 2, tzinfo=MOSCOW) + timedelta(hours=hours, minutes=minutes)

    end = quiet.end_at(now.astimezone(UTC), MOSCOW)

    assert (end and f"{end.astimezone(MOSCOW):%H:%M}") == ends
    assert end is None or timedelta() < end - now <= timedelta(hours=11)
