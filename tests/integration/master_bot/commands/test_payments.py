"""zapis payments: settle one by hand, compare YooKassa's lists with ours."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.cli import main
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import place_order
from tests.integration.master_bot.commands.conftest import TOKEN
from tests.integration.master_bot.conftest import wanted
from tests.support.rows import column, count_rows

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def zapis(api_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``zapis("settle", …)``: exit status, output, errors. In this process: one of its own costs seconds."""
    settings = {"MASTER_API_URL": api_url, "MASTER_API_TOKEN": TOKEN.reveal(), "ENV_FILE": "/nonexistent"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["zapis", "payments", *words])
        try:
            status = main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


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


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("settle", "../me"), "a payment's id has letters, digits and hyphens"),
        (("reconcile", "--from", "yesterday"), "is no time"),
        (("reconcile", "--from", "2026-03-02", "--to", "2026-03-01"), "--from is not before --to"),
        ((), "required"),
    ],
)
def test_wrong_arguments_are_said(zapis: Run, words: tuple[str, ...], says: str) -> None:
    status, _, err = zapis(*words)

    assert (status, says in err.splitlines()[-1]) == (2, True)
