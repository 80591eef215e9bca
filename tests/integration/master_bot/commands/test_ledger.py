"""zapis ledger: the table with its totals, and the file for Excel."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import place_order
from services.master_bot.use_cases.settle import settle
from services.master_bot.views.ledger_csv import MOSCOW
from tests.integration.master_bot.commands.conftest import Run
from tests.integration.master_bot.conftest import wanted
from tests.support.rows import column


@pytest.fixture
def paid(context: Context, yookassa: ThreadedYooKassa) -> dict[str, Any]:
    """A payment that is settled and of which 100 went back; as YooKassa shows it."""
    order = place_order(context, wanted())
    assert order.payment_id is not None
    yookassa.pay(order.payment_id)
    settle(context, order.payment_id)
    yookassa.refund(order.payment_id, "100.00")
    settle(context, order.payment_id)
    return yookassa.payment(order.payment_id)


def test_ledger_shows_what_came_and_went_with_totals(here: Run, paid: dict[str, Any], context: Context) -> None:
    column(
        context.pool,
        "INSERT INTO ledger (id, kind, at, booked_at, payment_id, gross, currency)"
        " VALUES ('payment:9', 'payment', now() + interval '1 minute', now(), '9', 5, 'RUB') RETURNING id",
    )

    status, out, err = here("ledger")

    lines = [line.split() for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert lines[0] == ["Moscow", "time", "kind", "payment", "client", "by", "sum", "fee", "net"]
    assert [line[2:] for line in lines[1:4]] == [
        ["payment", paid["id"], "client_001", "bank_card", "990.00", "34.65", "955.35"],
        ["refund", paid["id"], "client_001", "bank_card", "-100.00", "0.00", "-100.00"],
        ["payment", "9", "—", "—", "5.00", "?", "?"],
    ]
    assert " ".join(lines[4]) == (
        "came in 995.00 − fees 34.65 − given back 100.00 = 860.35 RUB; 1 fees are not known yet"
    )


def test_ledger_is_written_as_csv(here: Run, paid: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "ledger.csv"

    written, printed, nowhere = (
        here("ledger", "--csv", str(file)),
        here("ledger", "--csv", "-"),
        here("ledger", "--csv", "/"),
    )

    assert written == (0, f"2 entries written to {file}\n", "")
    assert printed == (0, file.read_bytes().decode(), "")
    at = datetime.fromisoformat(paid["captured_at"]).astimezone(MOSCOW)
    assert (
        file.read_text(encoding="utf-8-sig")
        .splitlines()[1]
        .startswith(f"{at:%d.%m.%Y %H:%M:%S};платёж;{paid['id']};;990,00;34,65;955,35;RUB;bank_card;")
    )
    assert nowhere == (1, "", "error: / cannot be written: Is a directory\n")


def test_ledger_of_some_days_is_that_of_moscow(here: Run, paid: dict[str, Any]) -> None:
    today = f"{datetime.fromisoformat(paid['captured_at']).astimezone(MOSCOW):%Y-%m-%d}"

    there, before = here("ledger", "--from", today, "--to", today), here("ledger", "--to", "2020-01-01")
    wrong = here("ledger", "--from", today, "--to", "2020-01-01")

    assert (there[0], paid["id"] in there[1]) == (0, True)
    assert before == (0, "nothing came or went\n", "")
    assert wrong == (2, "", "error: --from is after --to\n")
