"""Every rouble that came or went is booked once, with the fee that YooKassa has kept of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from services.master_bot.storage import figures, ledger
from services.master_bot.use_cases.compare import Comparison, compare
from services.master_bot.use_cases.refund import refund_order
from services.master_bot.use_cases.resolve_quarantine import resolve_quarantine
from services.shared.postgres.pool import transaction
from tests.support.money import Money
from tests.support.subscriptions import sold


def booked(money: Money, payment_id: str | None = None) -> list[tuple[Any, ...]]:
    """Kind, client, sum, fee and net of each entry (of one payment), as it is read."""
    with transaction(money.context.pool) as tx:
        found = ledger.page(tx, since=None, until=None, after=None, limit=100)
    return [
        (
            one.kind,
            one.client_id,
            *(None if amount is None else str(amount) for amount in (one.gross, one.fee, one.net)),
        )
        for one in found
        if payment_id in {None, one.payment_id}
    ]


def compared(money: Money, **how: Any) -> Comparison:
    now = money.clock()
    return compare(money.context, now - timedelta(hours=26), now + timedelta(minutes=10), **how)


def without_fee(money: Money, payment_id: str | None, *, on: str = "*") -> None:
    money.shop.fault("tamper", on=on, payment_id=payment_id, times=0, set={"income_amount": None})


def test_settled_payment_is_booked_once_with_its_day_and_fee(money: Money) -> None:
    order = sold(money)
    money.settle(order.payment_id)

    [row] = money.rows("SELECT * FROM ledger")
    captured = money.shop.payment(order.payment_id or "")["captured_at"]
    assert row.pop("booked_at") >= row["at"]
    assert row == {
        "id": f"payment:{order.payment_id}",
        "kind": "payment",
        "at": datetime.fromisoformat(captured),
        "payment_id": order.payment_id,
        "refund_id": None,
        "order_id": order.id,
        "client_id": "client_001",
        "method": "bank_card",
        "gross": Decimal("990.00"),
        "fee": Decimal("34.65"),
        "net": Decimal("955.35"),
        "currency": "RUB",
        "test": True,
    }


def test_money_in_quarantine_is_booked_and_becomes_the_clients_when_it_counts(money: Money) -> None:
    order = sold(money)
    second = money.shop.foreign_payment("990.00", {"order_id": str(order.id)})["id"]
    money.settle(second)
    held = booked(money)[1]

    resolve_quarantine(money.context, 1, "extend", who="api:olga")

    assert held == ("payment", None, "990.00", "34.65", "955.35")
    assert booked(money)[1] == ("payment", "client_001", "990.00", "34.65", "955.35")
    assert len(booked(money)) == 2


def test_money_that_went_back_before_it_was_settled_came_and_went(money: Money) -> None:
    order = money.paid_order()
    money.shop.refund(order.payment_id or "")

    assert money.settle(order.payment_id) == "quarantined"

    assert booked(money) == [
        ("payment", None, "990.00", "34.65", "955.35"),
        ("refund", None, "-990.00", "0.00", "-990.00"),
    ]


def test_another_shops_payment_is_not_our_money(money: Money) -> None:
    order = money.paid_order()
    money.shop.fault("wrong_shop", on="get_payment", payment_id=order.payment_id)

    assert money.settle(order.payment_id) == "quarantined"

    assert booked(money) == []


def test_fee_that_was_not_told_is_learned_by_the_comparison(money: Money) -> None:
    order = money.paid_order()
    without_fee(money, order.payment_id)
    money.settle(order.payment_id)
    money.shop.clear_faults()
    unknown = booked(money)

    compared(money, dry_run=True)
    untouched = booked(money)
    compared(money)

    assert unknown == untouched == [("payment", "client_001", "990.00", None, None)]
    assert booked(money, order.payment_id) == [("payment", "client_001", "990.00", "34.65", "955.35")]


def test_fee_that_changes_is_told_once_and_stays(money: Money) -> None:
    order = sold(money)
    lie = {"income_amount": {"value": "955.34", "currency": "RUB"}}
    money.shop.fault("tamper", on="*", payment_id=order.payment_id, times=0, set=lie)

    for _ in range(2):
        compared(money)
        money.settle(order.payment_id)

    told = money.rows("SELECT facts FROM outbox WHERE kind = 'operator_fee_differs'")
    assert [(row["facts"]["known"], row["facts"]["told"]) for row in told] == [("34.65", "34.66")]
    assert booked(money, order.payment_id) == [("payment", "client_001", "990.00", "34.65", "955.35")]


@pytest.mark.parametrize(
    "change",
    ["DELETE FROM ledger", "UPDATE ledger SET gross = 1", "UPDATE ledger SET fee = NULL", "UPDATE ledger SET fee = 1"],
)
def test_what_is_booked_stays(money: Money, change: str) -> None:
    sold(money)

    with pytest.raises(psycopg.errors.RaiseException, match="only added to"), transaction(money.context.pool) as tx:
        tx.execute(change.encode())


def test_sums_of_both_sides_are_the_same_whatever_the_span_cuts_off(money: Money) -> None:
    order = sold(money)
    money.shop.refund(order.payment_id or "", "100.00")
    refund_order(money.context, order.id, amount=Decimal("90.00"), who="api:olga")

    compared(money)  # what other tests have left in the shop
    whole, before = compared(money), compare(money.context, datetime(2020, 1, 1, tzinfo=UTC), order.created_at)

    assert [(one.currency, one.there - one.here) for one in whole.sums] == [("RUB", Decimal(0))]
    assert whole.sums[0].here - sum(one.here for one in before.sums) == Decimal("800.00")
    assert all(one.there == one.here for one in before.sums)


def test_stats_tell_what_came_what_went_and_what_is_left(money: Money) -> None:
    order = sold(money)
    money.shop.refund(order.payment_id or "", "100.00")
    money.settle(order.payment_id)

    with transaction(money.context.pool) as tx:
        found = figures.money(tx, test=True, now=money.clock())
        real = figures.money(tx, test=False, now=money.clock())

    assert found == {
        "total": "990.00",
        "payments": 1,
        "last_30_days": "990.00",
        "refunded": "100.00",
        "fees": "34.65",
        "net": "855.35",
        "fees_unknown": 0,
    }
    assert (real["total"], real["payments"]) == ("0", 0)
