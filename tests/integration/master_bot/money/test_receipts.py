"""Receipts (54-FZ): an e-mail for whatever costs money, codes as decided, the same request however often it is sent."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.master_bot.domain.receipts import ReceiptRules
from services.master_bot.storage import receipts
from services.master_bot.storage.receipts import Receipt
from services.master_bot.use_cases.refund import RefundWorker, refund_order
from services.master_bot.use_cases.refusals import EmailRequired
from services.shared.postgres.pool import transaction
from tests.support.money import Money, new_token
from tests.support.subscriptions import monitor, paid_until, sold

ANNA = "anna@example.com"
RULES = ReceiptRules(vat_code=11, tax_system=2)


@pytest.fixture
def money(money: Money) -> Money:
    """A shop whose receipts YooKassa makes, and refuses to be paid without."""
    money.shop.do(lambda world: world.behave(fiscalization=True))
    money.shop.do(lambda world: world.exchanges.clear())
    money.context = replace(money.context, receipts=RULES)
    money.reconciler.context = money.context
    return money


def receipt(line: str, value: str, email: str = ANNA, vat_code: int = 11) -> dict[str, Any]:
    item = {
        "description": line,
        "quantity": 1,
        "measure": "piece",
        "amount": {"value": value, "currency": "RUB"},
        "vat_code": vat_code,
        "payment_subject": "service",
        "payment_mode": "full_payment",
    }
    return {"customer": {"email": email}, "items": [item], "tax_system_code": 2}


def sent(money: Money, operation: str) -> list[tuple[str | None, dict[str, Any]]]:
    """The key and the body of each such request."""
    exchanges = money.shop.do(lambda world: list(world.exchanges))
    return [(one.idempotence_key, json.loads(one.request)) for one in exchanges if one.operation == operation]


def expected(money: Money, payment_id: str | None) -> list[Receipt]:
    with transaction(money.context.pool) as tx:
        return receipts.of_payment(tx, payment_id or "")


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("ru", "Доступ к боту онлайн-записи @{}, тариф «Квартал»"),
        ("en", "Access to the booking bot @{}, plan “Quarter”"),
    ],
)
def test_payment_is_made_with_its_receipt_in_the_buyers_language(money: Money, locale: str, line: str) -> None:
    order = money.order(plan="quarterly", email=ANNA, locale=locale)

    [(_, body)] = sent(money, "create_payment")
    assert order.state == "pending"
    assert body["receipt"] == receipt(line.format(order.bot_username), "2670.00")
    assert ANNA not in repr(order) + repr(money.wanted(email=ANNA))


def test_order_that_costs_money_needs_an_email_and_a_free_one_does_not(money: Money) -> None:
    with pytest.raises(EmailRequired, match=r"^email: needed for the receipt$"):
        money.order()
    nothing = money.counts(), money.rows("SELECT * FROM orders"), sent(money, "create_payment")
    free = money.order(plan="trial")

    assert nothing == (dict.fromkeys(money.counts(), 0), [], [])
    assert (free.state, free.email, free.receipt) == ("settled", None, None)


def test_owner_gives_the_email_once(money: Money) -> None:
    sold(money, email="first@example.com", owner_telegram_id=501)
    sold(money, email=ANNA, owner_telegram_id=501)
    sold(money, email="boris@example.com", owner_telegram_id=502)

    another = money.order(owner_telegram_id=501)
    renewal = money.order(client_id="client_001", owner_telegram_id=501)

    assert (another.email, renewal.email) == (ANNA, "first@example.com")
    with pytest.raises(EmailRequired):
        money.order(owner_telegram_id=503)


def test_another_email_is_another_order_and_the_same_one_is_not(money: Money) -> None:
    token = new_token()
    first = money.order(bot_token=token, email="ana@example.com")

    again, silent = (money.order(bot_token=token, email=email) for email in ("ana@example.com", None))
    mended = money.order(bot_token=token, email=ANNA)

    assert first.id == again.id == silent.id != mended.id
    assert (money.order_row(first)["state"], mended.email) == ("canceled", ANNA)


def test_order_from_before_receipts_is_placed_anew(money: Money) -> None:
    token = new_token()
    money.shop.do(lambda world: world.behave(fiscalization=False))
    money.context = replace(money.context, receipts=None)
    before = money.order(bot_token=token)
    money.context = replace(money.context, receipts=RULES)

    after = money.order(bot_token=token, email=ANNA)

    assert (before.receipt, money.order_row(before)["state"]) == (None, "canceled")
    assert after.receipt is not None


@pytest.mark.parametrize("after_commit", [True, False])
def test_repeated_payment_is_the_same_request_although_the_settings_have_changed(
    money: Money, after_commit: bool
) -> None:
    money.shop.fault("error_500", on="create_payment", after_commit=after_commit)
    order = money.order(email=ANNA)
    money.context = replace(money.context, receipts=ReceiptRules(vat_code=1))
    money.reconciler.context = money.context

    money.reconcile(timedelta(minutes=1))

    first, second = sent(money, "create_payment")
    assert first == second
    assert money.order_row(order)["state"] == "pending"


def test_settled_payment_is_watched_for_its_receipt(money: Money) -> None:
    order = sold(money, email=ANNA)
    money.settle(order.payment_id)

    [watched] = expected(money, order.payment_id)
    assert (watched.id, watched.kind, watched.amount, watched.state) == (
        order.payment_id,
        "payment",
        Decimal("990.00"),
        "pending",
    )


def test_payment_that_does_not_match_has_a_receipt_all_the_same(money: Money) -> None:
    order = money.paid_order(email=ANNA)
    money.shop.fault("wrong_shop", on="get_payment")

    assert money.settle(order.payment_id) == "quarantined"

    assert [watched.id for watched in expected(money, order.payment_id)] == [order.payment_id]


def test_nothing_is_watched_where_no_receipt_was_asked_for(money: Money) -> None:
    money.shop.do(lambda world: world.behave(fiscalization=False))
    money.context = replace(money.context, receipts=None)
    order = sold(money)
    unpaid = money.order()
    money.settle(unpaid.payment_id)
    refund_order(money.context, order.id, who="api:olga")

    assert "receipt" not in sent(money, "create_payment")[0][1]
    assert "receipt" not in sent(money, "create_refund")[0][1]
    assert money.rows("SELECT * FROM receipts") == []


@pytest.mark.parametrize(("by_hand", "value"), [(None, "990.00"), ("100.00", "890.00")])
def test_refund_has_the_codes_of_its_payment_and_what_goes_back(money: Money, by_hand: str | None, value: str) -> None:
    order = sold(money, email=ANNA)
    if by_hand is not None:
        money.shop.refund(order.payment_id or "", by_hand)
    money.context = replace(money.context, receipts=ReceiptRules(vat_code=1))
    money.shop.fault("error_500", on="create_refund")
    refund_order(money.context, order.id, who="api:olga")
    money.clock.later = timedelta(minutes=5)

    assert RefundWorker(money.context).run_once()

    line = f"Доступ к боту онлайн-записи @{order.bot_username}, тариф «Месяц»"
    first, second = sent(money, "create_refund")
    assert (first, second[1]["receipt"]) == (second, receipt(line, value))
    assert [(watched.kind, watched.amount) for watched in expected(money, order.payment_id)] == [
        ("payment", Decimal("990.00")),
        ("refund", Decimal(value)),
    ]


def renew(money: Money) -> None:
    """The last two days of what is paid."""
    end = paid_until(money) - (money.clock() - money.clock.later)
    for days in (2, 1):
        monitor(money, end - timedelta(days=days) + timedelta(minutes=1))


def test_automatic_renewal_sends_its_receipt_to_the_same_address(money: Money) -> None:
    bot = sold(money, email=ANNA, autopay=True).bot_username

    renew(money)

    line = f"Доступ к боту онлайн-записи @{bot}, тариф «Месяц»"
    assert sent(money, "create_payment")[-1][1]["receipt"] == receipt(line, "990.00")
    assert money.rows("SELECT count(*) AS n FROM receipts") == [{"n": 2}]


def test_owner_without_an_email_is_asked_and_not_charged(money: Money) -> None:
    money.shop.do(lambda world: world.behave(fiscalization=False))
    with_receipts, money.context = money.context, replace(money.context, receipts=None)
    sold(money, autopay=True)
    money.context = with_receipts
    renew(money)
    asked = [kind for kind in money.messages() if kind.startswith(("autopay", "subscription"))]
    charged = money.rows("SELECT * FROM charges")

    sold(money, client_id="client_001", email=ANNA, autopay=True)
    renew(money)

    assert (asked, charged) == (["autopay_email", "subscription_expires_3", "subscription_expires_1"], [])
    assert money.rows("SELECT state FROM charges JOIN orders ON id = order_id") == [{"state": "settled"}]
