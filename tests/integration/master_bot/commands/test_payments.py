"""zapis payments: settle one by hand, compare YooKassa's lists with ours."""

from __future__ import annotations

from functools import partial

import pytest

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import place_order
from tests.integration.master_bot.commands.conftest import Run
from tests.integration.master_bot.conftest import HandClock, wanted
from tests.support.rows import column, count_rows


@pytest.fixture
def zapis(here: Run) -> Run:
    """``zapis("settle", …)``."""
    return partial(here, "payments")


@pytest.fixture
def paid(context: Context, yookassa: ThreadedYooKassa) -> str:
    """A payment that nobody has told us of."""
    order = place_order(context, wanted())
    assert order.payment_id is not None
    yookassa.pay(order.payment_id)
    return order.payment_id


def test_payment_is_settled_by_hand(zapis: Run, paid: str, context: Context) -> None:
    done = zapis("settle", paid)
    unpaid = zapis("settle", "no-such-payment")

    assert done == (0, f"{paid} settled: the client has its period\n", "")
    assert unpaid == (1, "", "error: no-such-payment is not paid, or YooKassa has no such payment\n")
    assert column(context.pool, "SELECT target FROM audit WHERE action = 'payment.settle' ORDER BY id") == [
        paid,
        "no-such-payment",
    ]


def test_lists_are_compared_and_what_is_new_is_settled(zapis: Run, paid: str, context: Context) -> None:
    dry, dry_out, _ = zapis("reconcile", "--dry-run")
    nothing = count_rows(context.pool, "payments")
    done, out, _ = zapis("reconcile")

    assert (dry, paid in dry_out, nothing) == (0, True, {"payments": 0})
    assert (done, count_rows(context.pool, "payments")) == (0, {"payments": 1})
    assert f"at YooKassa, not here: {paid} 990.00: settled\n" in out


def test_payment_that_yookassa_does_not_have_fails_the_command(zapis: Run, paid: str, context: Context) -> None:
    zapis("settle", paid)
    column(context.pool, "UPDATE payments SET id = 'gone', settled_at = settled_at - interval '1 hour' RETURNING id")

    status, out, err = zapis("reconcile", "--dry-run")

    assert (status, err) == (1, "error: 1 settled here that YooKassa does not show as paid\n")
    assert "here, not at YooKassa: gone 990.00 of client_001: YooKassa has no such payment\n" in out


def test_sums_that_differ_fail_the_command(zapis: Run, paid: str, context: Context) -> None:
    zapis("reconcile")
    fine, out, _ = zapis("reconcile")
    column(
        context.pool,
        "INSERT INTO ledger (id, kind, at, booked_at, payment_id, gross, fee, currency)"
        " VALUES ('payment:gone', 'payment', now(), now(), 'gone', 100, 0, 'RUB') RETURNING id",
    )

    status, _, err = zapis("reconcile")

    assert (fine, "RUB by YooKassa" in out) == (0, True)
    assert (status, err) == (1, "error: the ledger differs from YooKassa by +100.00 RUB\n")


def test_payment_is_given_back_in_part_and_then_whole(
    zapis: Run, paid: str, context: Context, clock: HandClock
) -> None:
    zapis("settle", paid)

    part = zapis("refund", paid, "--amount", "99,00")
    clock.advance(seconds=1)
    rest = zapis("refund", paid)
    again, unknown = zapis("refund", paid, "--amount", "1"), zapis("refund", "no-such-payment")

    [until] = column(context.pool, "SELECT to_char(paid_until, 'YYYY-MM-DD HH24:MI') FROM subscriptions")
    assert (part[0], part[1].startswith(f"99.00 of {paid} given back, 99.00 in all; client_001 is paid until ")) == (
        0,
        True,
    )
    assert rest == (0, f"891.00 of {paid} given back, 990.00 in all; client_001 is paid until {until} UTC\n", "")
    assert again == (1, "", "error: the order is refunded: there is no payment to give back\n")
    assert unknown == (1, "", "error: no such payment was settled here\n")


def test_refund_that_yookassa_refuses_fails_the_command(
    zapis: Run, paid: str, yookassa: ThreadedYooKassa, clock: HandClock
) -> None:
    zapis("settle", paid)
    yookassa.do(lambda world: world.behave(refunds="canceled"))

    refused = zapis("refund", paid, "--amount", "100.00")
    yookassa.do(lambda world: world.behave(refunds="pending"))
    clock.advance(seconds=1)
    waiting = zapis("refund", paid, "--amount", "100.00")
    yookassa.do(lambda world: world.behave(refunds="succeeded"))

    assert refused == (1, "", f"error: 100.00 of {paid} could not be given back: general_decline\n")
    assert waiting[0] == 0
    assert waiting[1].startswith(f"100.00 of {paid} is on its way back: the platform goes on by itself")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("refund", "2d8f", "--amount", "-1"), "'-1' is no sum"),
        (("refund", "2d8f", "--amount", "0.00"), "'0.00' is no sum"),
        (("refund", "2d8f", "--amount", "1.001"), "'1.001' is no sum"),
        (("settle", "../me"), "a payment's id has letters, digits and hyphens"),
        (("reconcile", "--from", "yesterday"), "is no time"),
        (("reconcile", "--from", "2026-03-02", "--to", "2026-03-01"), "--from is not before --to"),
        ((), "required"),
    ],
)
def test_wrong_arguments_are_said(zapis: Run, words: tuple[str, ...], says: str) -> None:
    status, _, err = zapis(*words)

    assert (status, says in err.splitlines()[-1]) == (2, True)
