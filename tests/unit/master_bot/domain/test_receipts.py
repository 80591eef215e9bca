from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from services.master_bot.domain.receipts import LATE, WATCHED_FOR, ReceiptRules, next_look_at_receipt, refund_receipt

ASKED_AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
RECEIPT = {
    "customer": {"email": "anna@example.com"},
    "items": [
        {
            "description": "Доступ",
            "quantity": 1,
            "measure": "piece",
            "amount": {"value": "990.00", "currency": "RUB"},
            "vat_code": 11,
            "payment_subject": "service",
            "payment_mode": "full_payment",
        }
    ],
    "tax_system_code": 2,
}


def test_receipt_has_one_item_that_costs_what_is_paid() -> None:
    rules = ReceiptRules(vat_code=11, tax_system=2)

    assert rules.receipt("anna@example.com", "Доступ", Decimal(990), "RUB") == RECEIPT


def test_shop_with_one_tax_system_does_not_name_it_and_a_long_line_is_cut() -> None:
    receipt = ReceiptRules(vat_code=1).receipt("anna@example.com", "Д" * 200, Decimal("0.50"), "RUB")

    assert sorted(receipt) == ["customer", "items"]
    assert receipt["items"][0]["description"] == "Д" * 128


def test_refund_has_the_codes_of_its_payment_and_the_sum_that_goes_back() -> None:
    part = refund_receipt(RECEIPT, Decimal("100.5"), "RUB")

    (item,) = RECEIPT["items"]
    assert part == {**RECEIPT, "items": [{**item, "amount": {"value": "100.50", "currency": "RUB"}}]}  # type: ignore[dict-item]
    assert item["amount"] == {"value": "990.00", "currency": "RUB"}  # type: ignore[index]


def test_looks_grow_rarer_come_when_it_is_late_and_end() -> None:
    looks, now = [], ASKED_AT
    while (at := next_look_at_receipt(ASKED_AT, len(looks), now)) is not None:
        looks.append(at - ASKED_AT)
        now = at

    before = [after - first for first, after in pairwise([look for look in looks if look < LATE])]
    assert before == sorted(before)
    assert (looks[0], LATE in looks, looks[-1]) == (timedelta(minutes=1), True, WATCHED_FOR)
    assert {after - first for first, after in pairwise([look for look in looks if look >= LATE])} == {timedelta(days=1)}
