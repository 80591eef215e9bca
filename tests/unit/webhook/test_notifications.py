from __future__ import annotations

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.webhook.notifications import Notification, kept_headers, read_notification

PAYMENT_ID = "2d8f0d2b-000f-5000-8000-18db351245c7"
REFUND_ID = "216749f7-0016-50be-b000-078d43a63ae4"


def body(event: object, **facts: object) -> bytes:
    return json.dumps({"type": "notification", "event": event, "object": facts}).encode()


@pytest.mark.parametrize("event", ["payment.succeeded", "payment.canceled", "payment.waiting_for_capture"])
def test_payment_event_names_the_payment_to_look_at(event: str) -> None:
    notification = read_notification(body(event, id=PAYMENT_ID, status="whatever", paid=False))

    assert notification == Notification(f"{event}:{PAYMENT_ID}", event, PAYMENT_ID, PAYMENT_ID)


def test_refund_names_its_payment() -> None:
    notification = read_notification(body("refund.succeeded", id=REFUND_ID, payment_id=PAYMENT_ID))

    assert notification == Notification(f"refund.succeeded:{REFUND_ID}", "refund.succeeded", REFUND_ID, PAYMENT_ID)


@pytest.mark.parametrize("event", ["payment_method.active", "payout.succeeded", "deal.closed", "martian.landed"])
def test_other_event_is_known_but_leads_nowhere(event: str) -> None:
    notification = read_notification(body(event, id=PAYMENT_ID, payment_id=PAYMENT_ID))

    assert notification == Notification(f"{event}:{PAYMENT_ID}", event, PAYMENT_ID, None)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"hello",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"12",
        b'{"event": "payment.succeeded"}',
        b'{"event": "payment.succeeded", "object": []}',
        b'{"event": "payment.succeeded", "object": {"id": 12}}',
        b'{"event": "payment.succeeded", "object": {"id": "../../clients"}}',
        b'{"event": "payment.succeeded", "object": {"id": "\\ud800"}}',
        b'{"event": "payment.succeeded", "object": {"id": "a\\u0000b"}}',
        b'{"event": {"a": 1}, "object": {"id": "2d8f0d2b"}}',
        b'{"event": "payment.succeeded\\n", "object": {"id": "2d8f0d2b"}}',
        b"[" * 60_000,
        b'{"event":' * 6_000,
        b"9" * 60_000,
    ],
)
def test_garbage_is_known_by_its_digest(garbage: bytes) -> None:
    notification = read_notification(garbage)

    assert notification.dedupe_key.startswith("sha256:")
    assert notification.payment_id is None
    assert notification == read_notification(garbage)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["event", "object", "id", "payment_id"]), inner)
        ),
    )
)
def test_any_json_gives_texts_that_a_database_takes(content: object) -> None:
    notification = read_notification(json.dumps(content).encode("utf-8", "surrogatepass"))

    allowed = set(string.ascii_letters + string.digits + "-_.:")
    for text in (notification.dedupe_key, notification.event, notification.object_id, notification.payment_id):
        assert set(text or "") <= allowed


@given(st.binary(max_size=200))
def test_any_bytes_give_an_answer(raw: bytes) -> None:
    assert read_notification(raw).payment_id is None


def test_headers_are_kept_without_credentials_and_cut() -> None:
    headers = [
        ("User-Agent", "YooKassa\x00"),
        ("Authorization", "Basic c2VjcmV0"),
        ("Cookie", "a=1"),
        ("X", "y" * 9_000),
    ]

    assert kept_headers(headers) == {"User-Agent": "YooKassa ", "X": "y" * 500}


def test_headers_are_kept_up_to_a_number() -> None:
    assert len(kept_headers((f"X-{number}", "") for number in range(500))) == 40
