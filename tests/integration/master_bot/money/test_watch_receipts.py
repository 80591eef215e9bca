"""A receipt is asked for until it is registered; the operator hears once of one that is not, and of its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import uuid4

import pytest

from services.master_bot.domain.receipts import ReceiptRules
from services.master_bot.storage import receipts
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.refund import refund_order
from services.master_bot.use_cases.watch_receipts import ReceiptWatch
from services.shared.postgres.pool import Pool, transaction
from tests.support.money import OPERATOR, TRIES, Money
from tests.support.mortal import Fuse, Killed, MortalPool

ALARM, OVER = "operator_receipt_not_registered", "operator_receipt_registered"
A_DAY = timedelta(days=1)


@pytest.fixture
def money(money: Money) -> Money:
    money.shop.do(lambda world: world.behave(fiscalization=True))
    money.context = replace(money.context, receipts=ReceiptRules(vat_code=1))
    return money


def sold(money: Money, *, registers: str) -> Order:
    """A settled order whose receipt ends so (or is pending) at YooKassa."""
    money.shop.do(lambda world: world.behave(receipts=registers))
    order = money.paid_order(email="anna@example.com")
    money.settle(order.payment_id)
    return order


def watched(money: Money, later: timedelta) -> list[str]:
    """The alarms after rounds of the watch until nothing is due, so much later than now."""
    money.clock.later = later
    for _ in range(TRIES):
        if not ReceiptWatch(money.context).run_once():
            return [kind for kind in money.messages() if kind in {ALARM, OVER}]
    raise AssertionError("the watch does not come to rest")


def row(money: Money) -> dict[str, Any]:
    return money.rows("SELECT * FROM receipts ORDER BY kind LIMIT 1")[0]


def shown(money: Money, **query: str) -> dict[str, Any]:
    """The receipt as YooKassa has it."""
    found: dict[str, Any] = money.shop.do(lambda world: world.ledger.get("list_receipts", "", query)["items"][0])
    return found


def test_registered_receipt_is_kept_with_its_fiscal_data(money: Money) -> None:
    order = sold(money, registers="succeeded")

    early, done = watched(money, timedelta(seconds=30)), watched(money, timedelta(minutes=2))

    made = shown(money, payment_id=order.payment_id or "")
    with transaction(money.context.pool) as tx:
        [receipt] = receipts.of_payment(tx, order.payment_id or "")
    assert (early, done, receipt.state, receipt.attempts) == ([], [], "succeeded", 1)
    assert receipt.registered_at == datetime.fromisoformat(made["registered_at"]).astimezone(UTC)
    assert (
        receipt.receipt_id,
        receipt.fiscal_document_number,
        receipt.fiscal_storage_number,
        receipt.fiscal_attribute,
        receipt.fiscal_provider_id,
    ) == (
        made["id"],
        made["fiscal_document_number"],
        made["fiscal_storage_number"],
        made["fiscal_attribute"],
        made["fiscal_provider_id"],
    )


def test_refund_has_its_own_receipt(money: Money) -> None:
    order = sold(money, registers="succeeded")
    refund_order(money.context, order.id, who="api:olga")

    watched(money, timedelta(minutes=2))

    rows = money.rows("SELECT id, kind, state, payment_id, receipt_id FROM receipts ORDER BY kind")
    assert [(one["kind"], one["state"], one["payment_id"]) for one in rows] == [
        ("payment", "succeeded", order.payment_id),
        ("refund", "succeeded", order.payment_id),
    ]
    assert rows[1]["receipt_id"] == shown(money, refund_id=rows[1]["id"])["id"]


@pytest.mark.parametrize("ends", ["succeeded", "canceled"])
def test_receipt_that_waits_is_an_alarm_after_a_day_and_once(money: Money, ends: str) -> None:
    order = sold(money, registers="pending")
    early = watched(money, A_DAY - timedelta(minutes=1))
    late, later = watched(money, A_DAY + timedelta(minutes=1)), watched(money, 3 * A_DAY)
    receipt = shown(money, payment_id=order.payment_id or "")["id"]
    money.shop.do(lambda world: world.settle_receipt(receipt, ends))

    over, at_last = watched(money, 5 * A_DAY), watched(money, 100 * A_DAY)

    assert (early, late, later) == ([], [ALARM], [ALARM])
    assert over == at_last == ([ALARM, OVER] if ends == "succeeded" else [ALARM])
    assert (row(money)["state"], row(money)["next_look_at"]) == (ends, None)
    assert money.rows("SELECT chat_id, facts FROM outbox WHERE kind = %s", ALARM) == [
        {
            "chat_id": OPERATOR,
            "facts": {
                "locale": "ru",
                "what": "payment",
                "payment_id": order.payment_id,
                "amount": "990.00",
                "state": "pending",
            },
        }
    ]


def test_cancelled_receipt_is_an_alarm_at_once_which_one_made_by_hand_closes(money: Money) -> None:
    order = sold(money, registers="canceled")
    at_once = watched(money, timedelta(minutes=2))
    money.shop.do(lambda world: world.behave(receipts="succeeded"))
    again = {
        "type": "payment",
        "payment_id": order.payment_id,
        "send": True,
        "settlements": [{"type": "prepayment", "amount": {"value": "990.00", "currency": "RUB"}}],
        **(order.receipt or {}),
    }
    status, made = money.shop.do(lambda world: world.ledger.post("create_receipt", "", again, str(uuid4())))

    over = watched(money, A_DAY)

    assert (at_once, status, over) == ([ALARM], 200, [ALARM, OVER])
    assert (row(money)["state"], row(money)["receipt_id"]) == ("succeeded", made["id"])
    assert money.rows("SELECT closed_at IS NULL AS open FROM alarms") == [{"open": False}]


@pytest.mark.parametrize("kind", ["error_500", "reset", "too_many_requests"])
def test_yookassa_away_is_asked_again_and_nothing_is_forgotten(money: Money, kind: str) -> None:
    order = sold(money, registers="succeeded")
    money.shop.fault(kind, on="get_payment")
    money.shop.fault(kind, on="list_receipts", times=2)

    watched(money, timedelta(minutes=2))
    in_between = row(money)
    watched(money, timedelta(minutes=30))
    watched(money, timedelta(hours=2))
    watched(money, timedelta(hours=6))

    assert (in_between["state"], in_between["last_error"] is None) == ("pending", False)
    assert (row(money)["state"], row(money)["attempts"]) == ("succeeded", 4)
    assert row(money)["receipt_id"] == shown(money, payment_id=order.payment_id or "")["id"]


def test_word_that_is_new_is_kept_and_waited_for(money: Money) -> None:
    sold(money, registers="pending")
    money.shop.fault("tamper", on="get_payment", times=0, set={"receipt_registration": "at_the_tax_office"})

    told = watched(money, timedelta(minutes=2)), watched(money, 2 * A_DAY)

    assert told == ([], [ALARM])
    assert row(money)["state"] == "at_the_tax_office"


def test_receipts_that_yookassa_does_not_show_are_registered_without_their_numbers(money: Money) -> None:
    sold(money, registers="succeeded")
    money.shop.do(lambda world: world.book.receipts.clear())

    watched(money, timedelta(minutes=2))

    assert (row(money)["state"], row(money)["registered_at"], row(money)["receipt_id"]) == (
        "succeeded",
        money.rows("SELECT registered_at FROM receipts")[0]["registered_at"],
        None,
    )


@pytest.mark.parametrize("after_commit", [False, True])
@pytest.mark.parametrize("dies_at", [1, 2])
def test_watch_survives_a_death_at_each_of_its_commits(money: Money, dies_at: int, after_commit: bool) -> None:
    sold(money, registers="canceled")
    money.clock.later = timedelta(minutes=2)
    pool = cast("Pool", MortalPool(money.context.pool, Fuse(dies_at, after_commit)))
    with pytest.raises(Killed):
        ReceiptWatch(replace(money.context, pool=pool)).run_once()

    told = watched(money, timedelta(minutes=10))

    assert (told, row(money)["state"]) == ([ALARM], "canceled")
    assert money.rows("SELECT count(*) AS n FROM alarms") == [{"n": 1}]
