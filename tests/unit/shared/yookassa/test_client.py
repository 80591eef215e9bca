from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.shared.runtime.secret import Secret
from services.shared.yookassa.client import YooKassa
from services.shared.yookassa.errors import OutcomeUnknown
from services.shared.yookassa.models import PaymentRequest
from services.shared.yookassa.transport import SafeApiClient

AMOUNT = {"value": "990.00", "currency": "RUB"}


class Script(SafeApiClient):
    """The transport with its network replaced by a list of answers; remembers what it was asked."""

    def __init__(self, answers: tuple[dict[str, Any], ...]) -> None:
        super().__init__(shop_id="1", secret_key=Secret("k"), api_url="", connect_timeout=1, read_timeout=1)
        self.answers = list(answers)
        self.asked: list[tuple[Any, ...]] = []

    def request(
        self, method: str = "", path: str = "", query_params: Any = None, headers: Any = None, body: Any = None
    ) -> dict[str, Any]:
        self.asked.append((method, path, None if query_params is None else dict(query_params), headers, body))
        return self.answers.pop(0)


class Answers(YooKassa):
    """The client over a script."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        super().__init__(shop_id="1", secret_key=Secret("k"), api_url="")
        self._api = self.script = Script(answers)

    @property
    def asked(self) -> list[tuple[Any, ...]]:
        return self.script.asked


def payment(number: int) -> dict[str, Any]:
    return {"id": f"p{number}", "status": "succeeded", "amount": AMOUNT}


def test_list_follows_its_cursors_as_far_as_it_is_read() -> None:
    client = Answers(
        {"items": [payment(1), payment(2)], "next_cursor": "p2"},
        {"items": [payment(3)], "next_cursor": "p3"},
    )

    listed = client.payments(status="succeeded", captured_after=datetime(2026, 3, 1, tzinfo=UTC))
    found = [next(listed).id for _ in range(3)]

    query = {"captured_at.gte": "2026-03-01T00:00:00.000Z", "status": "succeeded", "limit": "100"}
    assert found == ["p1", "p2", "p3"]
    assert [asked[2] for asked in client.asked] == [query, {**query, "cursor": "p2"}]


def test_list_without_a_cursor_ends() -> None:
    assert [each.id for each in Answers({"items": [payment(1)]}).payments()] == ["p1"]


@pytest.mark.parametrize(
    "pages",
    [
        [{}],
        [{"items": "none"}],
        [{"items": [{"id": "no-sum", "status": "pending"}]}],
        [{"items": ["p1"]}],
        [{"items": [], "next_cursor": "p1"}, {"items": [], "next_cursor": "p1"}],
    ],
)
def test_list_that_makes_no_sense_leaves_the_outcome_unknown(pages: list[dict[str, Any]]) -> None:
    with pytest.raises(OutcomeUnknown):
        list(Answers(*pages).payments())


def test_answer_that_is_no_payment_leaves_the_outcome_unknown() -> None:
    with pytest.raises(OutcomeUnknown, match="status"):
        Answers({"id": "p", "amount": AMOUNT}).payment("p")


def test_posts_carry_the_callers_key() -> None:
    refund = {"id": "r", "payment_id": "p1", "status": "succeeded", "amount": AMOUNT}
    client = Answers(payment(1), payment(1), payment(1), refund)

    client.create_payment(PaymentRequest(amount=Decimal(990), return_url="https://x.test"), idempotence_key="one")
    client.capture_payment("p1", idempotence_key="two")
    client.cancel_payment("p1", idempotence_key="three")
    client.create_refund("p1", Decimal("5.5"), idempotence_key="four", description="Ошибка")

    assert [(path, headers) for _, path, _, headers, _ in client.asked] == [
        ("/payments", {"Idempotence-Key": "one"}),
        ("/payments/p1/capture", {"Idempotence-Key": "two"}),
        ("/payments/p1/cancel", {"Idempotence-Key": "three"}),
        ("/refunds", {"Idempotence-Key": "four"}),
    ]
    assert client.asked[-1][-1] == {
        "payment_id": "p1",
        "amount": {"value": "5.50", "currency": "RUB"},
        "description": "Ошибка",
    }


@pytest.mark.parametrize("key", ["", "k" * 65, "two words", "ключ", "line\nbreak"])
def test_key_that_is_none_is_not_sent(key: str) -> None:
    client = Answers()

    with pytest.raises(ValueError, match="idempotence key"):
        client.cancel_payment("p", idempotence_key=key)

    assert client.asked == []


def test_odd_id_stays_one_path_segment() -> None:
    client = Answers(payment(1))

    client.payment("../refunds?x=1#y")

    assert client.asked[0][1] == "/payments/..%2Frefunds%3Fx%3D1%23y"


@pytest.mark.parametrize("identifier", ["", ".", ".."])
def test_missing_id_is_not_sent(identifier: str) -> None:
    with pytest.raises(ValueError, match="id is missing"):
        Answers().payment(identifier)


def test_moment_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Answers().payments(created_after=datetime(2026, 3, 1))


def test_import_prints_and_logs_nothing() -> None:
    program = "import logging; logging.basicConfig(level=0); import services.shared.yookassa.client"

    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, timeout=30, check=True)

    assert (done.stdout, done.stderr) == (b"", b"")
