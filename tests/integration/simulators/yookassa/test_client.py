"""Our client against the simulator: the calls it makes, and what each fault becomes."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.shared.runtime.secret import Secret
from services.shared.yookassa.client import YooKassa
from services.shared.yookassa.errors import OutcomeUnknown, Refused, TryAgain, YooKassaError
from services.shared.yookassa.models import PaymentRequest


def order(amount: str = "990.00", **fields: Any) -> PaymentRequest:
    usual: dict[str, Any] = {"return_url": "https://t.me/sales_bot", "metadata": {"order_id": "7"}}
    if "payment_method_id" in fields:
        del usual["return_url"]
    return PaymentRequest(amount=Decimal(amount), **{**usual, **fields})


def new_key() -> str:
    return str(uuid.uuid4())


def test_payment_is_created_paid_and_refunded(client: YooKassa, shop: ThreadedYooKassa) -> None:
    created = client.create_payment(order(description="Тариф «Старт»"), idempotence_key=new_key())
    shop.pay(created.id, "sbp")
    paid = client.payment(created.id)
    refund = client.create_refund(created.id, Decimal("90.00"), idempotence_key=new_key())
    after = client.payment(created.id)

    assert (created.status, created.paid, created.amount) == ("pending", False, Decimal("990.00"))
    assert created.confirmation_url == f"{shop.url}/checkout/{created.id}"
    assert (paid.status, paid.paid, paid.payment_method_type) == ("succeeded", True, "sbp")
    assert (paid.shop_id, paid.test, paid.metadata) == (shop.shop_id, True, {"order_id": "7"})
    assert paid.captured_at is not None
    assert (refund.status, refund.payment_id, refund.amount) == ("succeeded", created.id, Decimal("90.00"))
    assert after.refunded_amount == Decimal("90.00")
    assert client.refund(refund.id) == refund
    assert list(client.refunds(payment_id=created.id)) == [refund]


def test_saved_method_is_charged_without_the_customer(client: YooKassa, shop: ThreadedYooKassa) -> None:
    first = client.create_payment(order(save_payment_method=True), idempotence_key=new_key())
    shop.pay(first.id)
    saved = client.payment(first.id)
    assert saved.payment_method_id is not None

    second = client.create_payment(
        order("490.00", payment_method_id=saved.payment_method_id), idempotence_key=new_key()
    )

    assert (saved.payment_method_saved, second.status, second.paid) == (True, "succeeded", True)


def test_declined_and_expired_payments_say_why(client: YooKassa, shop: ThreadedYooKassa) -> None:
    declined = client.create_payment(order(), idempotence_key=new_key())
    expired = client.create_payment(order(), idempotence_key=new_key())
    shop.decline(declined.id, "a_reason_of_tomorrow")

    shop.clock.advance(timedelta(hours=1))

    assert client.payment(declined.id).cancellation_reason == "a_reason_of_tomorrow"
    assert client.payment(expired.id).cancellation_reason == "expired_on_confirmation"


def test_held_payment_is_captured_or_cancelled(client: YooKassa, shop: ThreadedYooKassa, create: Any) -> None:
    taken, released = (shop.pay(create(capture=False)["id"])["id"] for _ in range(2))

    captured = client.capture_payment(taken, idempotence_key=new_key())
    cancelled = client.cancel_payment(released, idempotence_key=new_key())

    assert (captured.status, cancelled.status) == ("succeeded", "canceled")
    assert cancelled.cancellation_reason == "canceled_by_merchant"


def test_list_goes_through_all_pages(client: YooKassa, shop: ThreadedYooKassa) -> None:
    shop.clock.advance(timedelta(days=400))
    start = shop.clock.now()
    ids = shop.do(lambda world: [world.foreign_payment("1.00")["id"] for _ in range(205)])
    waiting = shop.do(lambda world: world.foreign_payment("1.00", succeeded=False)["id"])
    pages_before = len(shop.do(lambda world: list(world.exchanges)))

    found = [payment.id for payment in client.payments(captured_after=start, status="succeeded")]

    assert found == ids[::-1]
    assert len(shop.do(lambda world: list(world.exchanges))) - pages_before == 3
    assert next(iter(client.payments(created_after=start))).id == waiting


def test_unknown_payment_is_refused_as_not_found(client: YooKassa) -> None:
    with pytest.raises(Refused) as refused:
        client.payment("00000000-0000-0000-0000-000000000000")

    assert refused.value.code == "not_found"


def test_wrong_secret_is_refused(shop: ThreadedYooKassa) -> None:
    stranger = YooKassa(shop_id=shop.shop_id, secret_key=Secret("wrong"), api_url=shop.api_url)

    with pytest.raises(Refused) as refused:
        stranger.payment("any")

    assert refused.value.code == "invalid_credentials"


def test_refused_request_names_the_parameter(client: YooKassa) -> None:
    with pytest.raises(Refused) as refused:
        client.create_payment(order("700000.01"), idempotence_key=new_key())

    assert (refused.value.code, refused.value.parameter) == ("invalid_request", "amount.value")


FAULTS: list[tuple[dict[str, Any], type[YooKassaError]]] = [
    ({"kind": "error_500"}, OutcomeUnknown),
    ({"kind": "error_500", "after_commit": True}, OutcomeUnknown),
    ({"kind": "html_502"}, OutcomeUnknown),
    ({"kind": "html_502", "after_commit": True}, OutcomeUnknown),
    ({"kind": "hang", "seconds": 0.6}, OutcomeUnknown),
    ({"kind": "hang", "seconds": 0.6, "after_commit": True}, OutcomeUnknown),
    ({"kind": "reset"}, OutcomeUnknown),
    ({"kind": "reset", "after_commit": True}, OutcomeUnknown),
    ({"kind": "truncated"}, OutcomeUnknown),
    ({"kind": "accepted_202"}, OutcomeUnknown),
    ({"kind": "accepted_202", "after_commit": True}, OutcomeUnknown),
    ({"kind": "too_many_requests", "retry_after": 1500}, TryAgain),
]


@pytest.mark.parametrize(("fault", "error"), FAULTS, ids=str)
def test_fault_becomes_its_error_and_the_same_key_makes_one_payment(
    client: YooKassa, shop: ThreadedYooKassa, fault: dict[str, Any], error: type[YooKassaError]
) -> None:
    before, key = len(shop.payments()), new_key()
    shop.fault(**fault, on="create_payment")

    with pytest.raises(error) as raised:
        client.create_payment(order(), idempotence_key=key)
    between = len(shop.payments()) - before
    payment = client.create_payment(order(), idempotence_key=key)

    committed = fault.get("after_commit", fault["kind"] == "truncated")
    assert between == (1 if committed else 0)
    assert len(shop.payments()) - before == 1
    assert shop.payments()[0]["id"] == payment.id
    assert not isinstance(raised.value, TryAgain) or raised.value.retry_after == 1.5


def test_refund_after_an_unknown_outcome_is_made_once(client: YooKassa, shop: ThreadedYooKassa) -> None:
    payment, key = shop.foreign_payment("990.00"), new_key()
    shop.fault("reset", on="create_refund", after_commit=True)

    with pytest.raises(OutcomeUnknown):
        client.create_refund(payment["id"], Decimal("90.00"), idempotence_key=key)
    client.create_refund(payment["id"], Decimal("90.00"), idempotence_key=key)

    assert shop.payment(payment["id"])["refunded_amount"]["value"] == "90.00"


def test_nobody_there_leaves_the_outcome_unknown(unused_tcp_port: int) -> None:
    client = YooKassa(
        shop_id="1", secret_key=Secret("k"), api_url=f"http://127.0.0.1:{unused_tcp_port}/v3", connect_timeout=1
    )

    with pytest.raises(OutcomeUnknown):
        client.payment("any")


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        ({"kind": "wrong_amount"}, {"amount": Decimal("0.01")}),
        ({"kind": "wrong_currency"}, {"currency": "USD"}),
        ({"kind": "wrong_shop"}, {"shop_id": "999999"}),
        ({"kind": "wrong_test"}, {"test": False}),
        ({"kind": "wrong_metadata"}, {"metadata": {}}),
        ({"kind": "stale"}, {"status": "pending", "paid": False}),
        ({"kind": "tamper", "set": {"payment_method.type": "moon_pay"}}, {"payment_method_type": "moon_pay"}),
        ({"kind": "tamper", "set": {"status": "frozen"}}, {"status": "frozen"}),
    ],
    ids=str,
)
def test_lies_are_seen_in_the_fetched_payment(
    client: YooKassa, shop: ThreadedYooKassa, fault: dict[str, Any], shown: dict[str, Any]
) -> None:
    payment = client.create_payment(order(), idempotence_key=new_key())
    shop.pay(payment.id)
    honest = client.payment(payment.id)
    shop.fault(**fault, on="get_payment")

    lied = client.payment(payment.id)

    assert {name: getattr(lied, name) for name in shown} == shown
    assert {name: getattr(honest, name) for name in shown} != shown
    assert client.payment(payment.id) == honest
