"""With every notification lost, a paid order is still found; nothing is paid or settled twice on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.master_bot.use_cases.reconcile import Reconciler
from services.shared.runtime.secret import Secret
from services.shared.yookassa.client import YooKassa
from tests.support.money import NOTHING, ONE_SALE, Money, new_token

SOON = timedelta(minutes=1)
EXPIRED = timedelta(minutes=66)
NEXT_DAY = timedelta(days=1, minutes=1)


def asked(money: Money, path: str) -> int:
    """How often YooKassa was asked with this method and address."""
    exchanges = money.shop.do(lambda world: list(world.exchanges))
    return sum(f"{exchange.method} {exchange.path}" == path for exchange in exchanges)


def effects(money: Money) -> dict[str, int]:
    """Without the quarantine: the sweep finds other tests' payments, which this database has never heard of."""
    return {**money.counts(), "quarantine": 0}


def test_reconciler_alone_settles_a_paid_order(money: Money) -> None:
    order = money.paid_order()

    money.reconcile(SOON)

    assert money.order_row(order)["state"] == "settled"
    assert effects(money) == ONE_SALE


@pytest.mark.parametrize("minutes", [3, 12, 40, 60])
def test_reconciler_serves_a_late_payer_within_a_minute(money: Money, minutes: int) -> None:
    order = money.order()
    for second in range(0, minutes * 60, 20):
        money.reconcile(timedelta(seconds=second))
    money.shop.pay(order.payment_id or "")

    for second in range(0, 81, 20):
        money.reconcile(timedelta(minutes=minutes, seconds=second))

    assert money.order_row(order)["state"] == "settled"


def test_reconciler_leaves_an_order_alone_until_it_is_due(money: Money) -> None:
    order = money.order()

    money.reconcile(timedelta(seconds=5))

    assert asked(money, f"GET /v3/payments/{order.payment_id}") == 0


def test_reconciler_expires_an_unpaid_order_and_frees_its_bot(money: Money) -> None:
    token = new_token()
    order = money.order(bot_token=token)

    money.reconcile(EXPIRED)

    assert money.order_row(order)["state"] == "expired"
    assert money.order(bot_token=token, owner_telegram_id=1).state == "pending"


def test_reconciler_looks_a_day_later_once_more_and_then_never(money: Money) -> None:
    order = money.order()
    money.reconcile(EXPIRED)
    waiting = money.order_row(order)["next_look_at"]

    money.reconcile(NEXT_DAY)

    assert waiting - order.created_at == timedelta(days=1)
    assert money.order_row(order)["next_look_at"] is None


def test_reconciler_finishes_an_order_whose_creation_was_not_answered(money: Money) -> None:
    money.shop.fault("error_500", on="create_payment", after_commit=True)
    order = money.order()

    money.reconcile(SOON)

    row = money.order_row(order)
    made = [found for found in money.shop.payments() if found["metadata"].get("order_id") == str(order.id)]
    assert (row["state"], [found["id"] for found in made]) == ("pending", [row["payment_id"]])


def test_reconciler_keeps_trying_while_yookassa_is_away(money: Money) -> None:
    order = money.paid_order()
    money.shop.fault("html_502", on="*", times=0)
    money.reconcile(SOON)
    money.shop.clear_faults()

    money.reconcile(2 * SOON)

    assert money.order_row(order)["state"] == "settled"


def test_sweep_finds_a_payment_whose_order_never_learned_its_id(money: Money) -> None:
    money.shop.fault("error_500", on="create_payment", after_commit=True, times=0)
    order = money.order()
    payment = next(found for found in money.shop.payments() if found["metadata"].get("order_id") == str(order.id))
    money.shop.pay(payment["id"])

    money.reconcile()

    row = money.order_row(order)
    assert (row["state"], row["payment_id"]) == ("settled", payment["id"])
    assert effects(money) == ONE_SALE


def test_sweep_asks_for_a_payment_once(money: Money) -> None:
    order = money.paid_order()
    money.settle(order.payment_id)
    before = asked(money, f"GET /v3/payments/{order.payment_id}")

    money.reconcile(timedelta(minutes=6))

    assert asked(money, f"GET /v3/payments/{order.payment_id}") == before == 1


def test_two_reconcilers_and_the_relay_at_once_settle_once(money: Money) -> None:
    order = money.paid_order()

    outcomes = money.settle_at_once(order.payment_id, 3)
    money.reconcile(SOON)

    assert outcomes.count("settled") == 1
    assert effects(money) == ONE_SALE


def test_reconciler_with_a_wrong_key_changes_nothing(money: Money) -> None:
    order = money.paid_order()
    wrong = YooKassa(shop_id=money.shop.shop_id, secret_key=Secret("test_wrong"), api_url=money.shop.api_url)
    money.reconciler = Reconciler(replace(money.context, yookassa=wrong))

    money.reconcile(SOON)

    row = money.order_row(order)
    assert (row["state"], effects(money)) == ("pending", NOTHING)
    assert "refuses" in row["last_error"]


def test_sweep_begins_where_the_last_one_ended_however_long_ago(money: Money) -> None:
    money.reconcile()
    order = money.paid_order()
    money.rows("UPDATE orders SET state = 'expired', next_look_at = NULL WHERE id = %s RETURNING id", order.id)
    money.rows("UPDATE sweeps SET reached = now() - interval '1 minute' RETURNING name")

    money.reconcile(timedelta(days=7))

    assert money.order_row(order)["state"] == "settled"


def test_payment_that_yookassa_does_not_have_is_told_once(money: Money) -> None:
    kept, gone = money.paid_order(), money.paid_order()
    for order in (kept, gone):
        money.settle(order.payment_id)
    money.rows("UPDATE payments SET id = 'no-such-payment' WHERE id = %s RETURNING id", gone.payment_id)

    for minutes in (11, 30):
        money.reconcile(timedelta(minutes=minutes))

    told = money.rows("SELECT facts FROM outbox WHERE kind = 'operator_missing_payment'")
    assert [row["facts"]["payment_id"] for row in told] == ["no-such-payment"]
    assert told[0]["facts"]["why"] == "YooKassa has no such payment"


def test_order_whose_payment_is_in_quarantine_expires_and_frees_its_bot(money: Money) -> None:
    token = new_token()
    order = money.paid_order(bot_token=token)
    money.shop.fault("wrong_amount", on="get_payment", times=0, payment_id=order.payment_id)
    money.settle(order.payment_id)

    money.reconcile(EXPIRED)

    assert money.order_row(order)["state"] == "expired"
    assert money.order(bot_token=token, owner_telegram_id=1).state == "pending"
