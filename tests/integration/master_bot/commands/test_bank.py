"""zapis payments bank, bank-refund: what the operator has read in the bank's statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import place_order
from tests.integration.master_bot.commands.test_payments import zapis  # noqa: F401 - the same command
from tests.integration.master_bot.conftest import wanted
from tests.support.paper import SELLER

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def context(context: Context) -> Context:
    """A shop that issues documents."""
    return replace(context, shop=replace(context.shop, seller=SELLER))


@pytest.fixture
def order(context: Context) -> Order:
    return place_order(context, wanted(method="bank"))


def test_transfer_is_confirmed_and_paid_back(zapis: Run, context: Context, order: Order) -> None:  # noqa: F811
    day = SELLER.day_of(context.clock())
    number = str(order.invoice_number)
    line = ("--date", day.isoformat(), "--reference", "п/п 7")

    paid = [zapis("bank", one, "--amount", "990,00", *line) for one in (number, str(order.id))]
    back = zapis("bank-refund", number, "--amount", "100.00", *line)
    all_of_it = zapis("bank-refund", number, "--amount", "890.00", "--date", day.isoformat(), "--reference", "п/п 8")

    assert paid == [(0, f"invoice {number} is paid: client_001 has its period\n", "")] * 2
    assert back == (0, f"noted: 100.00 of invoice {number}, a part of it\n", "")
    assert all_of_it == (0, f"noted: 890.00 of invoice {number}, all of it\n", "")


def test_what_does_not_fit_is_one_line(zapis: Run, context: Context, order: Order) -> None:  # noqa: F811
    number, today = str(order.invoice_number), SELLER.day_of(context.clock())
    tomorrow = today + timedelta(days=1)

    wrong_sum = zapis("bank", number, "--amount", "989.00", "--date", str(today), "--reference", "x")
    too_early = zapis("bank", number, "--amount", "990.00", "--date", str(tomorrow), "--reference", "x")
    unknown = zapis("bank", "2026-99999", "--amount", "990.00", "--date", str(today), "--reference", "x")

    assert [wrong_sum, too_early, unknown] == [
        (1, "", "error: amount: the order is of 990.00, not of 989.00\n"),
        (1, "", f"error: paid_on: {tomorrow} is yet to come, today is {today}\n"),
        (1, "", "error: there is no invoice 2026-99999\n"),
    ]


@pytest.mark.parametrize("words", [("--amount", "0"), ("--amount", "x"), ("--date", "30.11.2026"), ("--reference",)])
def test_wrong_words_are_said_before_anything_is_asked(zapis: Run, words: tuple[str, ...]) -> None:  # noqa: F811
    right = {"--amount": "990.00", "--date": "2026-11-30", "--reference": "x"}
    right.pop(words[0])

    status, printed, said = zapis("bank", "2026-00001", *words, *(one for pair in right.items() for one in pair))

    assert (status, printed) == (2, "")
    assert said.splitlines()[-1].startswith(f"zapis payments bank: error: argument {words[0]}: ")
