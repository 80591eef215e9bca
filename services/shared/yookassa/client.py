"""YooKassa for one shop: payments, refunds and receipts, synchronous, over the official SDK's transport."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import quote

from services.shared.runtime.secret import Secret
from services.shared.yookassa.errors import OutcomeUnknown
from services.shared.yookassa.models import Payment, PaymentRequest, Receipt, Refund, amount_json
from services.shared.yookassa.transport import SafeApiClient

T = TypeVar("T")
PAGE = 100


class YooKassa:
    """Every method makes one request (a list: one a page) and raises Refused, TryAgain or OutcomeUnknown.

    `api_url` ends in `/v3`. YooKassa itself gives up after 30 s, so `read_timeout` (seconds) is best above that.
    Nothing is repeated here: whoever calls owns the idempotence key and decides. Threads may share one object.
    """

    def __init__(
        self,
        *,
        shop_id: str,
        secret_key: Secret,
        api_url: str,
        connect_timeout: float = 5.0,
        read_timeout: float = 35.0,
    ) -> None:
        self.shop_id = shop_id
        self._api = SafeApiClient(
            shop_id=shop_id,
            secret_key=secret_key,
            api_url=api_url,
            connect_timeout=connect_timeout,
            read_timeout=read_timeout,
        )

    def create_payment(self, request: PaymentRequest, *, idempotence_key: str) -> Payment:
        """A new payment, or the stored answer to the same key (24 hours)."""
        return self._post("/payments", request.to_json(), idempotence_key, Payment.from_json)

    def payment(self, payment_id: str) -> Payment:
        """Raises Refused with code `not_found` when the shop has no such payment."""
        return self._get(f"/payments/{_segment(payment_id)}", Payment.from_json)

    def payments(
        self,
        *,
        created_after: datetime | None = None,
        created_before: datetime | None = None,
        captured_after: datetime | None = None,
        captured_before: datetime | None = None,
        status: str | None = None,
    ) -> Iterator[Payment]:
        """All payments in these bounds (both inclusive, aware), newest first, fetched page by page as they are used."""
        bounds = {
            "created_at.gte": created_after,
            "created_at.lte": created_before,
            "captured_at.gte": captured_after,
            "captured_at.lte": captured_before,
        }
        query = {name: _iso(moment) for name, moment in bounds.items() if moment is not None}
        if status is not None:
            query["status"] = status
        return self._list("/payments", query, Payment.from_json)

    def capture_payment(self, payment_id: str, *, idempotence_key: str) -> Payment:
        """Take the whole of a held payment."""
        return self._post(f"/payments/{_segment(payment_id)}/capture", {}, idempotence_key, Payment.from_json)

    def cancel_payment(self, payment_id: str, *, idempotence_key: str) -> Payment:
        """Release a held payment. A pending one cannot be cancelled: it ends by itself after an hour."""
        return self._post(f"/payments/{_segment(payment_id)}/cancel", {}, idempotence_key, Payment.from_json)

    def create_refund(
        self,
        payment_id: str,
        amount: Decimal,
        *,
        idempotence_key: str,
        currency: str = "RUB",
        description: str | None = None,
        receipt: Mapping[str, Any] | None = None,
    ) -> Refund:
        """Give back a part or all of a succeeded payment."""
        body: dict[str, Any] = {"payment_id": payment_id, "amount": amount_json(amount, currency)}
        optional = {"description": description, "receipt": receipt}
        body |= {name: value for name, value in optional.items() if value is not None}
        return self._post("/refunds", body, idempotence_key, Refund.from_json)

    def refund(self, refund_id: str) -> Refund:
        return self._get(f"/refunds/{_segment(refund_id)}", Refund.from_json)

    def refunds(
        self, *, payment_id: str | None = None, created_after: datetime | None = None, status: str | None = None
    ) -> Iterator[Refund]:
        """All refunds in these bounds, newest first; those made by hand in YooKassa's cabinet too."""
        query = {"payment_id": payment_id, "status": status}
        wanted = {name: value for name, value in query.items() if value is not None}
        if created_after is not None:
            wanted["created_at.gte"] = _iso(created_after)
        return self._list("/refunds", wanted, Refund.from_json)

    def receipts(self, *, payment_id: str | None = None, refund_id: str | None = None) -> Iterator[Receipt]:
        """The receipts of a payment, or of a refund, newest first."""
        asked = {"payment_id": payment_id, "refund_id": refund_id}
        return self._list("/receipts", {name: value for name, value in asked.items() if value}, Receipt.from_json)

    def _get(self, path: str, read: Callable[[Mapping[str, Any]], T]) -> T:
        return _understood(self._api.request("get", path), read)

    def _post(self, path: str, body: Mapping[str, Any], key: str, read: Callable[[Mapping[str, Any]], T]) -> T:
        headers = {"Idempotence-Key": _checked_key(key)}
        return _understood(self._api.request("post", path, headers=headers, body=body), read)

    def _list(self, path: str, query: Mapping[str, str], read: Callable[[Mapping[str, Any]], T]) -> Iterator[T]:
        asked = {**query, "limit": str(PAGE)}
        while True:
            page = self._api.request("get", path, query_params=asked)
            items = page.get("items")
            if not isinstance(items, list):
                raise OutcomeUnknown("YooKassa answered with a list that has no items")
            for item in items:
                yield _understood(item, read)
            cursor = page.get("next_cursor")
            if not cursor:
                return
            if cursor == asked.get("cursor"):
                raise OutcomeUnknown("YooKassa repeats a page of its list")
            asked["cursor"] = str(cursor)


def _understood(document: Any, read: Callable[[Mapping[str, Any]], T]) -> T:
    """The answer as a value; one that makes no sense leaves the outcome unknown."""
    try:
        if isinstance(document, dict):
            return read(document)
        problem = "it is no object"
    except ValueError as error:
        problem = str(error)
    raise OutcomeUnknown(f"YooKassa's answer was not understood: {problem}")


def _checked_key(key: str) -> str:
    if not 1 <= len(key) <= 64 or not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("an idempotence key has 1 to 64 printable ASCII characters and no space")
    return key


def _segment(identifier: str) -> str:
    """An id as one path segment, whatever stands in it."""
    if not identifier or identifier in (".", ".."):
        raise ValueError("an id is missing")
    return quote(identifier, safe="")


def _iso(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
