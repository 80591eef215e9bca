"""YooKassa's own SDK, as it ships, takes the stand-in for YooKassa."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from yookassa import Configuration, Payment, Refund
from yookassa.domain.exceptions import BadRequestError, UnauthorizedError
from yookassa.domain.notification import WebhookNotificationFactory

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from tests.support.yookassa import REQUEST, rub
from tests.support.yookassa_listener import Listener


@pytest.fixture
def sdk(shop: ThreadedYooKassa) -> Iterator[ThreadedYooKassa]:
    Configuration.configure(shop.shop_id, shop.secret_key, api_url=shop.api_url)

    yield shop

    Configuration.account_id = Configuration.secret_key = None
    Configuration.api_url = "https://api.yookassa.ru/v3"


def test_sdk_creates_finds_lists_and_refunds(sdk: ThreadedYooKassa) -> None:
    created = Payment.create(dict(REQUEST), "sdk-create")
    sdk.pay(created.id, "bank_card")
    found = Payment.find_one(created.id)
    refund = Refund.create({"payment_id": created.id, "amount": rub("90.00")}, "sdk-refund")

    assert (created.status, created.confirmation.confirmation_url) == ("pending", f"{sdk.url}/checkout/{created.id}")
    assert (found.status, str(found.amount.value), found.payment_method.card.last4) == ("succeeded", "990.00", "4477")
    assert (refund.status, str(refund.amount.value)) == ("succeeded", "90.00")
    assert refund.id in [listed.id for listed in Refund.list({"payment_id": created.id}).items]


def test_sdk_raises_its_own_errors(sdk: ThreadedYooKassa) -> None:
    with pytest.raises(BadRequestError) as refused:
        Payment.create({**REQUEST, "amount": rub("0.50")}, "sdk-wrong")
    Configuration.configure(sdk.shop_id, "wrong", api_url=sdk.api_url)
    with pytest.raises(UnauthorizedError):
        Payment.find_one("any")

    assert refused.value.content["parameter"] == "amount.value"


def test_sdk_reads_the_notifications(sdk: ThreadedYooKassa, listener: Listener) -> None:
    payment = sdk.foreign_payment("5.00")
    sdk.refund(payment["id"])
    sdk.wait_delivered()

    read = [WebhookNotificationFactory().create(note) for note in listener.told]

    assert [(note.event, note.object.status) for note in read] == [
        ("payment.succeeded", "succeeded"),
        ("refund.succeeded", "succeeded"),
    ]
