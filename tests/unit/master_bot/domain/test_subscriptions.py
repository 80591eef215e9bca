from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.master_bot.domain.subscriptions import (
    AFTER,
    PAID,
    Notice,
    Stages,
    Standing,
    SubscriptionState,
    due_notice,
    ends_at,
    moved_on,
    next_look,
    until_told,
)

BOUGHT = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAID_UNTIL = datetime(2026, 4, 1, 12, tzinfo=UTC)
STAGES = Stages(grace=3, read_only=14, kept=30)
ACTIVE = Standing(SubscriptionState.ACTIVE, BOUGHT, PAID_UNTIL, STAGES)


def days(number: float) -> timedelta:
    return timedelta(days=number)


def lived(standing: Standing, until: datetime) -> list[tuple[datetime, str]]:
    """What a monitor that always looks in time does: notices and states, each with when."""
    done: list[tuple[datetime, str]] = []
    now = standing.since
    while now <= until:
        moved = moved_on(standing, now)
        if moved is not None:
            standing = moved
            done.append((now, str(moved.state)))
        notice = due_notice(standing, now)
        if notice is not None and notice not in [what for _, what in done]:
            done.append((now, str(notice)))
        following = next_look(standing, now)
        if following is None:
            break
        assert following > now
        now = following
    return done


@pytest.mark.parametrize("state", ["trial", "active"])
def test_life_without_a_payment(state: str) -> None:
    life = lived(Standing(SubscriptionState(state), BOUGHT, PAID_UNTIL, STAGES), PAID_UNTIL + days(100))

    assert life == [
        (PAID_UNTIL - days(7), "subscription_expires_7"),
        (PAID_UNTIL - days(3), "subscription_expires_3"),
        (PAID_UNTIL - days(1), "subscription_expires_1"),
        (PAID_UNTIL, "grace"),
        (PAID_UNTIL, "subscription_grace"),
        (PAID_UNTIL + days(3), "read_only"),
        (PAID_UNTIL + days(3), "subscription_read_only"),
        (PAID_UNTIL + days(17), "suspended"),
        (PAID_UNTIL + days(17), "subscription_suspended"),
        (PAID_UNTIL + days(40), "subscription_deletion_7"),
        (PAID_UNTIL + days(46), "subscription_deletion_1"),
        (PAID_UNTIL + days(47), "ended"),
    ]


def test_stages_last_as_long_as_the_plan_says() -> None:
    other = Standing(SubscriptionState.ACTIVE, BOUGHT, PAID_UNTIL, Stages(grace=1, read_only=2, kept=60))

    life = [(at, what) for at, what in lived(other, PAID_UNTIL + days(100)) if "_" not in what or what == "read_only"]

    assert life == [
        (PAID_UNTIL, "grace"),
        (PAID_UNTIL + days(1), "read_only"),
        (PAID_UNTIL + days(3), "suspended"),
        (PAID_UNTIL + days(63), "ended"),
    ]


def test_every_lasting_state_has_a_timer_and_leads_somewhere() -> None:
    for state in SubscriptionState:
        standing = Standing(state, BOUGHT, PAID_UNTIL, STAGES)
        if state is SubscriptionState.ENDED:
            assert (ends_at(standing), next_look(standing, BOUGHT)) == (None, None)
        else:
            assert ends_at(standing) is not None
            assert state in AFTER
    assert {state for state in AFTER if STAGES.last(state) is None} == PAID


def test_nothing_moves_a_moment_too_early() -> None:
    assert moved_on(ACTIVE, PAID_UNTIL - timedelta(microseconds=1)) is None
    assert moved_on(ACTIVE, PAID_UNTIL) == Standing(SubscriptionState.GRACE, PAID_UNTIL, PAID_UNTIL, STAGES)


def test_platform_that_was_away_gives_the_whole_grace_all_the_same() -> None:
    back = PAID_UNTIL + days(30)

    graced = moved_on(ACTIVE, back)

    assert graced == Standing(SubscriptionState.GRACE, back, PAID_UNTIL, STAGES)
    assert graced is not None
    assert moved_on(graced, back) is None
    assert (due_notice(graced, back), next_look(graced, back)) == (Notice.GRACE, back + days(3))


def test_a_little_late_costs_the_platform_nothing() -> None:
    assert moved_on(ACTIVE, PAID_UNTIL + timedelta(hours=5)) == Standing(
        SubscriptionState.GRACE, PAID_UNTIL, PAID_UNTIL, STAGES
    )


@pytest.mark.parametrize(
    ("left", "notice"),
    [(8, None), (7, "7"), (5, "7"), (3, "3"), (2, "3"), (1, "1"), (0.1, "1")],
)
def test_only_the_newest_notice_is_due(left: float, notice: str | None) -> None:
    found = due_notice(ACTIVE, PAID_UNTIL - days(left))

    assert found == (None if notice is None else f"subscription_expires_{notice}")


def test_short_period_is_not_told_at_once_that_it_ends() -> None:
    short = Standing(SubscriptionState.ACTIVE, PAID_UNTIL - days(2), PAID_UNTIL, STAGES)

    assert due_notice(short, PAID_UNTIL - days(2)) is None
    assert next_look(short, PAID_UNTIL - days(2)) == PAID_UNTIL - days(1)


SUSPENDED = Standing(SubscriptionState.SUSPENDED, BOUGHT, BOUGHT, STAGES)
END = BOUGHT + days(STAGES.kept)


@pytest.mark.parametrize(
    ("told_at", "now", "ends"),
    [
        (None, BOUGHT, END),
        (None, END - days(1), END),
        (None, END - days(0.25), END + days(0.75)),
        (None, END + days(40), END + days(41)),
        (END - days(1), END, END),
        (END + days(40), END + days(41), END + days(41)),
    ],
)
def test_data_are_kept_until_their_owner_has_known_for_a_day(
    told_at: datetime | None, now: datetime, ends: datetime
) -> None:
    assert ends_at(until_told(SUSPENDED, told_at, now)) == ends
