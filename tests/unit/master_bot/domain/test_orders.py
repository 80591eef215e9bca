from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from services.master_bot.domain.orders import MOVES, RESERVED_FOR, OrderState, may_move, moves_to, next_look

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(OrderState)


def test_moves_to_names_the_states_before() -> None:
    assert sorted(moves_to(OrderState.CANCELED)) == ["expired", "pending", "preparing"]


@pytest.mark.parametrize("state", [OrderState.PREPARING, OrderState.PENDING, OrderState.EXPIRED, OrderState.CANCELED])
def test_money_that_comes_late_is_still_taken(state: OrderState) -> None:
    assert may_move(state, OrderState.SETTLED)


@pytest.mark.parametrize("state", [OrderState.SETTLED, OrderState.REFUSED, OrderState.REFUNDED])
def test_closed_order_is_not_settled_again(state: OrderState) -> None:
    assert not may_move(state, OrderState.SETTLED)


def looks(until: timedelta) -> list[timedelta]:
    """When an order is looked at, counted from its creation, if each look happens in time."""
    found, now, attempts = [], NOON, 0
    while (at := next_look(NOON, attempts, now)) is not None and at - NOON <= until:
        found.append(at - NOON)
        now, attempts = at, attempts + 1
    return found


def test_order_is_looked_at_soon_then_every_minute_then_a_day_later_then_never() -> None:
    moments = looks(timedelta(days=3))

    pauses = [after - before for before, after in pairwise(moments)]
    assert moments[0] == timedelta(seconds=10)
    assert max(pauses[:-1]) == timedelta(minutes=1)
    assert moments[-2:] == [RESERVED_FOR, timedelta(days=1)]


def test_order_whose_looks_were_missed_is_looked_at_once_a_day_later() -> None:
    assert next_look(NOON, 2, NOON + timedelta(hours=3)) == NOON + timedelta(days=1)
    assert next_look(NOON, 2, NOON + timedelta(days=2)) is None
