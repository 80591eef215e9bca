from __future__ import annotations

from typing import Any

import pytest

from scripts.simulators.yookassa.ledger.shop import Shop
from scripts.simulators.yookassa.world import World
from tests.support.yookassa import RECEIPT, REQUEST, Post


@pytest.mark.parametrize(
    ("field", "value", "parameter"),
    [
        ("amount", None, "amount"),
        ("amount", {"value": 990, "currency": "RUB"}, "amount.value"),
        ("amount", {"value": "0.00", "currency": "RUB"}, "amount.value"),
        ("amount", {"value": "0.99", "currency": "RUB"}, "amount.value"),
        ("amount", {"value": "-5.00", "currency": "RUB"}, "amount.value"),
        ("amount", {"value": "9.999", "currency": "RUB"}, "amount.value"),
        ("amount", {"value": "1e3", "currency": "RUB"}, "amount.value"),
        ("amount", {"value": "٩٩", "currency": "RUB"}, "amount.value"),
        ("amount", {"value": "700000.01", "currency": "RUB"}, "amount.value"),
        ("amount", {"value": "9.99", "currency": "XXX"}, "amount.currency"),
        ("amount", {"value": "9.99", "currency": "USD"}, "amount.currency"),
        ("description", "я" * 129, "description"),
        ("metadata", {str(number): "x" for number in range(17)}, "metadata"),
        ("metadata", {"order": 7}, "metadata.order"),
        ("metadata", {"k" * 33: "x"}, "metadata." + "k" * 33),
        ("metadata", {"order": "x" * 513}, "metadata.order"),
        ("capture", "true", "capture"),
        ("confirmation", None, "confirmation"),
        ("confirmation", {"type": "pigeon"}, "confirmation.type"),
        ("confirmation", {"type": "redirect"}, "confirmation.return_url"),
        ("confirmation", {"type": "redirect", "return_url": "javascript://%0aalert(1)"}, "confirmation.return_url"),
        ("payment_method_data", {"type": "qiwi"}, "payment_method_data.type"),
        ("receipt", {}, "receipt.customer"),
        ("receipt", {**RECEIPT, "items": []}, "receipt.items"),
        ("receipt", {**RECEIPT, "items": [{"description": "x"}]}, "receipt.items"),
    ],
)
def test_wrong_request_names_its_parameter(new_payment: Post, field: str, value: Any, parameter: str) -> None:
    answer = new_payment(**{field: value})

    assert (answer["type"], answer["code"], answer["parameter"]) == ("error", "invalid_request", parameter)


def test_receipt_must_add_up_to_the_amount(new_payment: Post) -> None:
    wrong = new_payment("990.01", receipt=RECEIPT)
    right = new_payment("990.00", receipt=RECEIPT)

    assert (wrong["code"], right["status"]) == ("invalid_request", "pending")


def test_shop_with_fiscalization_wants_a_receipt() -> None:
    world = World(Shop(shop_id="1", test=True, fiscalization=True))

    status, without = world.ledger.post("create_payment", "", REQUEST, "a")
    _, accepted = world.ledger.post("create_payment", "", {**REQUEST, "receipt": RECEIPT}, "b")

    assert (status, without["description"], without["parameter"]) == (400, "Receipt is missing or illegal", "receipt")
    assert accepted["status"] == "pending"


def test_shop_without_recurring_payments_refuses_to_save() -> None:
    world = World(Shop(shop_id="1", test=True, recurring=False))

    status, answer = world.ledger.post("create_payment", "", {**REQUEST, "save_payment_method": True}, "a")

    assert (status, answer["code"]) == (403, "forbidden")
