"""An order by bank invoice: numbered, reserved for two weeks, carried out when the operator has seen the money."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.master_bot.domain.receipts import ReceiptRules
from services.master_bot.storage import clients, ledger
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.cancel_order import cancel_order
from services.master_bot.use_cases.compare import Comparison, compare
from services.master_bot.use_cases.confirm_bank_payment import Seen, confirm_bank_payment
from services.master_bot.use_cases.issue_invoice import switch_to_bank
from services.master_bot.use_cases.note_bank_refund import note_bank_refund
from services.master_bot.use_cases.refund import refund_order
from services.master_bot.use_cases.refusals import (
    BankInvoiceOpen,
    BotTokenInUse,
    DocumentsNotOffered,
    Invalid,
    NotFound,
    NotPossibleNow,
    Refusal,
)
from services.master_bot.use_cases.remove_client import ask_for_removal
from services.master_bot.use_cases.show_documents import invoice_of
from services.master_bot.views.ledger_csv import MOSCOW
from services.shared.postgres.pool import transaction
from services.shared.runtime.secret import Secret
from services.shared.yookassa.client import YooKassa
from tests.support.money import NOTHING, ONE_SALE, OPERATOR, OWNER, Money, new_token
from tests.support.paper import SELLER

PRICE = Decimal("990.00")
OTHER = UUID(int=7)


@pytest.fixture
def bank(money: Money) -> Money:
    """A shop that issues documents."""
    money.context = replace(money.context, shop=replace(money.context.shop, seller=SELLER))
    money.reconciler.context = money.context
    return money


def today(money: Money) -> date:
    return SELLER.day_of(money.context.clock())


def seen(money: Money, **changes: Any) -> Seen:
    return replace(Seen(PRICE, today(money), "п/п 7"), **changes)


def paid(money: Money, order: Order, **changes: Any) -> Order:
    return confirm_bank_payment(money.context, order.id, seen(money, **changes), who="api:olga")


def number(money: Money, n: int) -> str:
    return f"{today(money).year}-{n:05d}"


def test_order_by_bank_has_an_invoice_and_no_payment(bank: Money) -> None:
    order = bank.order(method="bank")

    assert (order.state, order.method, order.amount, order.payment_id) == ("pending", "bank", PRICE, None)
    assert (order.invoice_number, order.confirmation_url) == (number(bank, 1), None)
    assert bank.shop.payments() == []
    assert bank.counts() == NOTHING
    assert bank.rows("SELECT kind, chat_id, facts->>'invoice' AS invoice FROM outbox") == [
        {"kind": "operator_bank_invoice", "chat_id": OPERATOR, "invoice": order.invoice_number}
    ]


def test_order_by_bank_has_no_receipt_and_needs_no_email(bank: Money) -> None:
    bank.context = replace(bank.context, receipts=ReceiptRules(vat_code=1))
    token = new_token()
    by_card = bank.order(email="anna@example.com", bot_token=token)

    switched = switch_to_bank(bank.context, by_card.id)
    again = bank.order(method="bank", bot_token=token)

    assert (by_card.receipt is None, switched.receipt, again) == (False, None, switched)


def test_second_tap_gives_the_same_invoice_and_another_method_another_order(bank: Money) -> None:
    token = new_token()

    first, second = (bank.order(method="bank", bot_token=token) for _ in range(2))
    by_card = bank.order(bot_token=token)

    assert second == first
    assert by_card.id != first.id
    assert [bank.order_row(order)["state"] for order in (first, by_card)] == ["canceled", "pending"]


def test_numbers_have_no_gaps_whatever_fails(bank: Money) -> None:
    first = bank.order(method="bank")
    with pytest.raises(BankInvoiceOpen, match=f"invoice {first.invoice_number} for @.* is not paid yet"):
        bank.order(method="bank")
    cancel_order(bank.context, first.id)

    second = bank.order(method="bank")

    assert (first.invoice_number, second.invoice_number) == (number(bank, 1), number(bank, 2))


def test_invoices_made_at_once_have_numbers_of_their_own(bank: Money) -> None:
    owners = iter(range(OWNER, OWNER + 6))

    made = bank.at_once(lambda: bank.order(method="bank", owner_telegram_id=next(owners)), 6)

    assert sorted(str(order.invoice_number) for order in made) == [number(bank, n) for n in range(1, 7)]


def test_bot_is_reserved_for_two_weeks_and_no_longer(bank: Money) -> None:
    token = new_token()
    order = bank.order(method="bank", bot_token=token)
    bank.reconcile(timedelta(days=13, hours=23))
    with pytest.raises(BotTokenInUse):
        bank.order(bot_token=token, owner_telegram_id=OWNER + 1)

    bank.reconcile(timedelta(days=14, minutes=1))

    assert (bank.order_row(order)["state"], bank.order_row(order)["next_look_at"]) == ("expired", None)
    assert bank.order(bot_token=token, owner_telegram_id=OWNER + 1).state == "pending"


def test_yookassa_is_not_asked_about_an_order_by_bank(bank: Money) -> None:
    order = bank.order(method="bank")
    away = YooKassa(shop_id="1", secret_key=Secret("test_x"), api_url="http://127.0.0.1:1", connect_timeout=1)
    bank.reconciler.context = replace(bank.context, yookassa=away)

    bank.reconcile(timedelta(days=15))

    row = bank.order_row(order)
    assert (row["state"], row["last_error"], row["next_look_at"]) == ("expired", None, None)


def test_dead_invoice_gives_place_even_if_nobody_reconciles(bank: Money) -> None:
    token = new_token()
    order = bank.order(method="bank", bot_token=token)
    bank.clock.later = timedelta(days=15)

    another = bank.order(method="bank", bot_token=token)

    assert (bank.order_row(order)["state"], another.state) == ("expired", "pending")
    assert another.id != order.id


def test_confirmed_money_brings_what_a_payment_brings(bank: Money) -> None:
    order = bank.order(method="bank")

    done = [paid(bank, order) for _ in range(2)]

    assert done[0] == done[1]
    assert (done[0].state, done[0].client_id) == ("settled", "client_001")
    assert bank.counts() == ONE_SALE
    assert bank.rows("SELECT id, amount, income, method FROM payments") == [
        {"id": f"bank:{order.id}", "amount": PRICE, "income": PRICE, "method": "bank"}
    ]
    assert bank.messages() == ["operator_bank_invoice", "payment_received"]
    assert bank.rows("SELECT who, action, target, facts FROM audit WHERE who = 'api:olga'") == [
        {
            "who": "api:olga",
            "action": "payment.bank",
            "target": f"bank:{order.id}",
            "facts": {
                "order": str(order.id),
                "amount": "990.00",
                "paid_on": today(bank).isoformat(),
                "reference": "п/п 7",
            },
        }
    ]


def test_confirmed_money_is_in_the_ledger_by_the_day_of_the_transfer(bank: Money) -> None:
    order = bank.order(method="bank")
    paid(bank, order)

    with transaction(bank.context.pool) as tx:
        entry = ledger.get(tx, f"bank:{order.id}")

    assert entry is not None
    noon = datetime.combine(today(bank), time(12), UTC) - timedelta(hours=3)  # Moscow's
    assert (entry.kind, entry.gross, entry.fee, entry.net) == ("bank", PRICE, Decimal("0.00"), PRICE)
    assert (entry.at, entry.client_id, entry.order_id) == (noon, "client_001", order.id)


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Asia/Kamchatka"])
def test_day_of_the_transfer_is_the_same_in_the_ledger_wherever_the_seller_is(bank: Money, zone: str) -> None:
    seller = replace(SELLER, timezone=zone)
    bank.context = replace(bank.context, shop=replace(bank.context.shop, seller=seller))
    day = seller.day_of(bank.context.clock())

    paid(bank, bank.order(method="bank"), paid_on=day)

    assert [row["at"].astimezone(MOSCOW).date() for row in bank.rows("SELECT at FROM ledger")] == [day]


def test_money_for_a_client_whose_removal_has_not_begun_keeps_it(bank: Money) -> None:
    paid(bank, bank.order(method="bank"))
    renewal = bank.order(method="bank", client_id="client_001")
    with transaction(bank.context.pool) as tx:
        ask_for_removal(tx, "client_001", who="olga", now=bank.clock())

    order = paid(bank, renewal, reference="п/п 8")

    assert (order.state, bank.rows("SELECT desired_state FROM clients")) == ("settled", [{"desired_state": "running"}])


def test_two_operators_confirm_once(bank: Money) -> None:
    order = bank.order(method="bank")

    done = bank.at_once(lambda: paid(bank, order).state, 4)

    assert (done, bank.counts()) == (["settled"] * 4, ONE_SALE)
    assert len(bank.rows("SELECT 1 FROM ledger")) == 1


def test_renewal_by_bank_follows_what_is_paid(bank: Money) -> None:
    paid(bank, bank.order(method="bank"))
    renewal = bank.order(method="bank", client_id="client_001", plan="quarterly")

    paid(bank, renewal, amount=Decimal("2670.00"), reference="п/п 8")

    periods = bank.rows("SELECT plan_code, begins, until FROM subscription_periods ORDER BY begins")
    assert [period["plan_code"] for period in periods] == ["monthly", "quarterly"]
    assert periods[1]["begins"] == periods[0]["until"]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"amount": Decimal("989.99")}, "amount: the order is of 990.00, not of 989.99"),
        ({"amount": Decimal("990.01")}, "amount: the order is of 990.00, not of 990.01"),
        ({"days": 1}, "paid_on: {day} is yet to come, today is {today}"),
        ({"days": -1}, "paid_on: {day} is before {today}, when there was nothing to pay"),
    ],
)
def test_money_that_does_not_fit_changes_nothing(bank: Money, changes: dict[str, Any], line: str) -> None:
    order = bank.order(method="bank")
    before = everything(bank)
    day = today(bank) + timedelta(days=changes.pop("days", 0))

    with pytest.raises(Invalid) as caught:
        paid(bank, order, paid_on=day, **changes)

    assert caught.value.detail == line.format(day=day, today=today(bank))
    assert everything(bank) == before


def test_order_that_takes_no_money_is_refused(bank: Money) -> None:
    by_card, by_bank = bank.order(owner_telegram_id=OWNER + 1), bank.order(method="bank")
    paid(bank, by_bank)
    before = everything(bank)

    refusals = []
    for order, changes in ((by_card, {}), (by_bank, {"reference": "п/п 8"}), (replace(by_bank, id=OTHER), {})):
        with pytest.raises(Refusal) as caught:
            paid(bank, order, **changes)
        refusals.append((type(caught.value), caught.value.detail))

    assert refusals == [
        (NotPossibleNow, "the order is paid through YooKassa, which tells of its money itself"),
        (NotPossibleNow, f"it is paid already: 990.00 on {today(bank)}, п/п 7"),
        (NotFound, "there is no such order"),
    ]
    assert everything(bank) == before


@pytest.mark.parametrize("given_up", [True, False])
def test_money_that_comes_late_counts_while_the_bot_is_free(bank: Money, given_up: bool) -> None:
    order = bank.order(method="bank")
    if given_up:
        cancel_order(bank.context, order.id)
    bank.reconcile(timedelta(days=20))

    assert paid(bank, order, paid_on=today(bank) - timedelta(days=2)).state == "settled"
    assert bank.counts() == ONE_SALE


def test_paid_invoice_names_the_day_of_the_transfer(bank: Money) -> None:
    order = bank.order(method="bank")
    bank.clock.later = timedelta(days=3)
    day = today(bank) - timedelta(days=2)

    paid(bank, order, paid_on=day)

    assert invoice_of(bank.context, order.id).paid_on == day


def test_late_money_for_a_bot_of_somebody_else_is_refused(bank: Money) -> None:
    token = new_token()
    order = bank.order(method="bank", bot_token=token)
    bank.reconcile(timedelta(days=15))
    another = bank.order(bot_token=token, owner_telegram_id=OWNER + 1, method="bank")
    paid(bank, another)
    before = everything(bank)

    with pytest.raises(NotPossibleNow, match="is another client's by now: pay the money back from the bank"):
        paid(bank, order)

    assert everything(bank) == before


@pytest.mark.parametrize("begun", [False, True])
def test_money_that_comes_before_the_removal_has_begun_keeps_the_client(bank: Money, begun: bool) -> None:
    paid(bank, bank.order(method="bank"))
    renewal = bank.order(method="bank", client_id="client_001")
    with transaction(bank.context.pool) as tx:
        ask_for_removal(tx, "client_001", who="test", now=bank.context.clock())
        if begun:
            clients.begin_removal(tx, "client_001", "/backups", now=bank.context.clock())
    before = everything(bank)

    if begun:
        with pytest.raises(NotPossibleNow, match="client_001 is not a client any more: pay the money back"):
            paid(bank, renewal, reference="п/п 8")
        assert everything(bank) == before
    else:
        assert paid(bank, renewal, reference="п/п 8").state == "settled"
        assert bank.rows("SELECT desired_state FROM clients") == [{"desired_state": "running"}]


def test_yookassa_is_not_asked_about_bank_money(bank: Money) -> None:
    order = bank.order(method="bank")
    paid(bank, order)
    bank.clock.later = timedelta(hours=1)
    now = bank.context.clock()

    found = compare(bank.context, now - timedelta(days=1), now)

    assert found == Comparison()
    assert "operator_missing_payment" not in bank.messages()


def test_open_order_becomes_one_by_bank(bank: Money) -> None:
    token = new_token()
    by_card = bank.order(bot_token=token, plan="quarterly")

    by_bank = switch_to_bank(bank.context, by_card.id)
    again = [switch_to_bank(bank.context, order.id) for order in (by_card, by_bank)]

    assert again == [by_bank, by_bank]
    assert (by_bank.plan_code, by_bank.method, by_bank.state) == ("quarterly", "bank", "pending")
    assert bank.order_row(by_card)["state"] == "canceled"
    assert bank.context.cipher.decrypt(bank.order_row(by_bank)["bot_token"]) == token
    assert paid(bank, by_bank, amount=Decimal("2670.00")).client_id == "client_001"


def test_money_that_yookassa_got_all_the_same_is_settled(bank: Money) -> None:
    by_card = bank.paid_order()
    by_bank = switch_to_bank(bank.context, by_card.id)

    assert bank.settle(by_card.payment_id) == "settled"

    assert bank.counts() == ONE_SALE
    with pytest.raises(NotPossibleNow, match="is another client's by now"):
        paid(bank, by_bank)


def test_what_cannot_be_paid_by_bank_is_said(bank: Money) -> None:
    settled = bank.order(plan="trial")

    refused = {}
    for name, act in {
        "settled": lambda: switch_to_bank(bank.context, settled.id),
        "autopay": lambda: bank.order(method="bank", autopay=True),
        "unknown": lambda: switch_to_bank(bank.context, OTHER),
    }.items():
        with pytest.raises(Refusal) as caught:
            act()
        refused[name] = caught.value.detail

    assert refused == {
        "settled": "the order is settled: only one that waits to be paid can be paid by bank invoice",
        "autopay": "autopay: there is nothing to charge after a bank invoice: order without it",
        "unknown": "there is no such order",
    }


def test_shop_without_a_seller_offers_no_invoices(money: Money) -> None:
    open_order = money.order(owner_telegram_id=OWNER + 1)
    before = everything(money)

    for act in (lambda: money.order(method="bank"), lambda: switch_to_bank(money.context, open_order.id)):
        with pytest.raises(DocumentsNotOffered, match="this shop issues no bank invoices"):
            act()

    assert everything(money) == before


def test_what_costs_nothing_needs_no_invoice(bank: Money) -> None:
    order = bank.order(method="bank", plan="trial")

    assert (order.state, order.invoice_number) == ("settled", None)


def refunded(money: Money, order: Order, amount: str, reference: str = "п/п 9") -> str:
    line = seen(money, amount=Decimal(amount), reference=reference)
    return note_bank_refund(money.context, order.id, line, who="api:olga").state


def test_money_paid_back_from_the_bank_takes_its_period(bank: Money) -> None:
    order = bank.order(method="bank")
    paid(bank, order)

    done = [refunded(bank, order, "990.00") for _ in range(2)]

    assert done == ["refunded", "refunded"]
    assert bank.rows("SELECT state FROM subscriptions") == [{"state": "suspended"}]
    assert bank.rows("SELECT kind, gross, fee, payment_id FROM ledger ORDER BY gross") == [
        {"kind": "bank", "gross": -PRICE, "fee": Decimal(0), "payment_id": None},
        {"kind": "bank", "gross": PRICE, "fee": Decimal(0), "payment_id": None},
    ]
    assert bank.messages()[2:] == ["operator_refunded", "payment_refunded"]


def test_parts_paid_back_shorten_the_period(bank: Money) -> None:
    order = bank.order(method="bank")
    paid(bank, order)
    (before,) = bank.rows("SELECT paid_until FROM subscriptions")

    states = [refunded(bank, order, "100.00", reference) for reference in ("п/п 9", "п/п 10", "п/п 9")]

    (after,) = bank.rows("SELECT paid_until FROM subscriptions")
    assert states == ["settled"] * 3
    assert timedelta(days=5) < before["paid_until"] - after["paid_until"] < timedelta(days=7)
    assert bank.rows("SELECT sum(gross) AS left FROM ledger") == [{"left": Decimal("790.00")}]


def test_only_what_has_come_is_paid_back(bank: Money) -> None:
    open_order, order = bank.order(method="bank"), bank.order(method="bank", owner_telegram_id=OWNER + 1)
    paid(bank, order)
    refunded(bank, order, "900.00")
    before = everything(bank)

    refusals = []
    for one, amount, reference in (
        (open_order, "1.00", "x"),
        (order, "90.01", "x"),
        (order, "1.00", "п/п 9"),
    ):
        with pytest.raises(Refusal) as caught:
            refunded(bank, one, amount, reference)
        refusals.append(caught.value.detail)

    assert refusals == [
        "the order is pending: there is no money to pay back",
        "amount: at most 90.00 is left of the payment",
        "900.00 of this day and reference is noted already: name it differently",
    ]
    assert everything(bank) == before


def test_yookassa_is_not_asked_to_give_bank_money_back(bank: Money) -> None:
    order = bank.order(method="bank")
    paid(bank, order)

    with pytest.raises(NotPossibleNow) as caught:
        refund_order(bank.context, order.id, who="api:olga")

    assert caught.value.detail == (
        "this order was paid by bank: pay it back from the bank, then note it:"
        f" zapis payments bank-refund {order.invoice_number} --amount SUM --date YYYY-MM-DD --reference WORDS"
    )


TABLES = ("orders", "documents", "document_numbers", "bank_transfers", "payments", "refunds", "ledger", "subscriptions")


def everything(money: Money) -> dict[str, list[Any]]:
    """All that money could have changed."""
    tables = (*TABLES, "clients", "deployments", "outbox", "audit")
    return {table: money.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables}
