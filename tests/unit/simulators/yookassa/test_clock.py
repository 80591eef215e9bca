from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from scripts.simulators.yookassa.ledger.clock import SettableClock
from tests.support.yookassa import NOON

BLINK = timedelta(seconds=5)


def test_clock_tells_real_time_until_it_is_set() -> None:
    clock = SettableClock()

    assert abs(clock.now() - datetime.now(UTC)) < BLINK


def test_set_clock_goes_on() -> None:
    clock = SettableClock(NOON)

    first = clock.now()

    assert first - NOON < BLINK
    assert clock.now() > first


def test_frozen_clock_moves_only_when_told() -> None:
    clock = SettableClock(NOON, frozen=True)
    before = clock.now()

    clock.advance(timedelta(days=40))

    assert (before, clock.now()) == (NOON, NOON + timedelta(days=40))


def test_thawed_clock_goes_on_from_where_it_stood() -> None:
    clock = SettableClock(NOON, frozen=True)

    clock.thaw()

    assert not clock.frozen
    assert timedelta() < clock.now() - NOON < BLINK


def test_reset_returns_to_real_time() -> None:
    clock = SettableClock(NOON, frozen=True)

    clock.reset()

    assert abs(clock.now() - datetime.now(UTC)) < BLINK


def test_clock_is_utc_and_wants_a_zone() -> None:
    clock = SettableClock(NOON, frozen=True)

    clock.set(NOON.astimezone(timezone(timedelta(hours=3))))

    assert clock.now().utcoffset() == timedelta()
    with pytest.raises(ValueError, match="time zone"):
        clock.set(datetime(2026, 3, 1))
