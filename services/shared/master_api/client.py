"""The master API, typed. Synchronous; an asynchronous bot calls it in a thread (``asyncio.to_thread``)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from services.shared.master_api.calls import segment as _segment
from services.shared.master_api.models import (
    Client,
    Comparison,
    Deployment,
    GivenBack,
    Json,
    LedgerEntry,
    LogLines,
    NewClient,
    NewPromoCode,
    Order,
    OrderRequest,
    Page,
    Plan,
    PromoCode,
    QuarantinedPayment,
    Settlement,
)
from services.shared.master_api.paper_calls import PaperCalls
from services.shared.master_api.shop import Shop

ORDER_SECONDS = 45.0  # the master asks Telegram and YooKassa while it answers
COMPARE_SECONDS = 90.0
LARGEST_PAGE = 100
LOGS_SECONDS = 15.0  # the master waits for the deploy worker


class MasterApi(PaperCalls):
    """One method a call. Each raises ``MasterApiRefused`` or ``MasterApiAway`` and nothing else.

    Safe to use from several threads at once. Nothing is repeated by itself: whoever repeats an order does so with the
    same ``idempotency_key``.

    Args:
        base_url: as ``http://127.0.0.1:8000``.
        token: what follows ``Authorization: Bearer``.
        timeout: seconds of silence after which a call is given up.
    """

    # Selling.

    def plans(self) -> tuple[Plan, ...]:
        return self._get("/api/v1/plans", Page[Plan]).items

    def shop(self) -> Shop:
        """What a buyer must be asked."""
        return self._get("/api/v1/shop", Shop)

    def place_order(self, request: OrderRequest, idempotency_key: str) -> Order:
        return self._transport.call(
            "POST",
            "/api/v1/orders",
            Order,
            body=request.as_json(),
            idempotency_key=idempotency_key,
            timeout=ORDER_SECONDS,
        )

    def order(self, order_id: str) -> Order:
        return self._get(f"/api/v1/orders/{_segment(order_id)}", Order)

    def orders(self, owner_telegram_id: int, *, cursor: str | None = None) -> Page[Order]:
        """The owner's orders, the latest first."""
        return self._get("/api/v1/orders", Page[Order], owner_telegram_id=owner_telegram_id, cursor=cursor)

    def cancel_order(self, order_id: str) -> Order:
        return self._post(f"/api/v1/orders/{_segment(order_id)}/cancel", Order)

    def make_promo_code(self, new: NewPromoCode) -> PromoCode:
        return self._post("/api/v1/promo-codes", PromoCode, new.as_json())

    def promo_codes(self, *, cursor: str | None = None) -> Page[PromoCode]:
        return self._get("/api/v1/promo-codes", Page[PromoCode], cursor=cursor)

    def end_promo_code(self, code: str) -> PromoCode:
        return self._post(f"/api/v1/promo-codes/{_segment(code)}/end", PromoCode)

    def referral_code(self, owner_telegram_id: int) -> PromoCode:
        """The owner's code to bring others by."""
        return self._post("/api/v1/referral-codes", PromoCode, {"owner_telegram_id": owner_telegram_id})

    def refund_order(self, order_id: str, amount: Decimal | None = None) -> Order:
        """Give a settled order's money back, or ``amount`` of it; ``refunded`` once YooKassa has done it with all."""
        path = f"/api/v1/orders/{_segment(order_id)}/refund"
        return self._transport.call("POST", path, Order, body=_part(amount), timeout=ORDER_SECONDS)

    # Money.

    def refund_payment(self, payment_id: str, amount: Decimal | None = None) -> GivenBack:
        """Give a payment back, or ``amount`` of it, and what is left of its time."""
        path = f"/api/v1/payments/{_segment(payment_id)}/refund"
        return self._transport.call("POST", path, GivenBack, body=_part(amount), timeout=ORDER_SECONDS)

    def ledger(
        self, *, since: datetime | None = None, until: datetime | None = None, cursor: str | None = None
    ) -> Page[LedgerEntry]:
        """Money that came and went, from ``since`` and before ``until``, the earliest first."""
        query: dict[str, str | int | None] = {"cursor": cursor, "limit": LARGEST_PAGE}
        query |= {name: at.isoformat() for name, at in (("from", since), ("to", until)) if at is not None}
        return self._get("/api/v1/ledger", Page[LedgerEntry], **query)

    def report_payment(self, payment_id: str, event: str) -> str:
        """Ask the master to look at a payment → ``settled``, ``already``, ``not_paid`` or ``quarantined``."""
        body = {"payment_id": payment_id, "event": event}
        return self._transport.call("POST", "/api/v1/payments", Settlement, body=body, timeout=ORDER_SECONDS).outcome

    def compare_payments(self, since: datetime | None, until: datetime | None, *, dry_run: bool) -> Comparison:
        """Hold YooKassa's lists against the master's, and settle what is new; a dry run only looks."""
        bounds = {"from": since, "to": until}
        body = {name: moment.isoformat() for name, moment in bounds.items() if moment is not None}
        path = "/api/v1/payments/reconcile"
        return self._transport.call(
            "POST", path, Comparison, body={**body, "dry_run": dry_run}, timeout=COMPARE_SECONDS
        )

    def quarantine(
        self, *, state: str | None = "open", cursor: str | None = None, limit: int | None = None
    ) -> Page[QuarantinedPayment]:
        return self._get("/api/v1/quarantine", Page[QuarantinedPayment], state=state, cursor=cursor, limit=limit)

    def quarantined(self, quarantine_id: int) -> QuarantinedPayment:
        return self._get(f"/api/v1/quarantine/{quarantine_id}", QuarantinedPayment)

    def resolve_quarantine(self, quarantine_id: int, resolution: str) -> QuarantinedPayment:
        """``refund`` gives the money back, ``extend`` one more period; any other words only close it."""
        path, body = f"/api/v1/quarantine/{quarantine_id}/resolve", {"resolution": resolution}
        return self._transport.call("POST", path, QuarantinedPayment, body=body, timeout=ORDER_SECONDS)

    # Clients.

    def clients(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        state: str | None = None,
        owner_telegram_id: int | None = None,
        search: str | None = None,
    ) -> Page[Client]:
        return self._get(
            "/api/v1/clients",
            Page[Client],
            cursor=cursor,
            limit=limit,
            state=state,
            owner_telegram_id=owner_telegram_id,
            search=search,
        )

    def client(self, client_id: str) -> Client:
        return self._get(f"/api/v1/clients/{_segment(client_id)}", Client)

    def create_client(self, new: NewClient, idempotency_key: str | None = None) -> Client:
        return self._transport.call(
            "POST",
            "/api/v1/clients",
            Client,
            body=new.as_json(),
            idempotency_key=idempotency_key,
            timeout=ORDER_SECONDS,
        )

    def change_client(self, client_id: str, changes: Json) -> Client:
        """``changes``: any of business_name, timezone, locale, admin_ids, bot_token."""
        return self._transport.call(
            "PATCH", f"/api/v1/clients/{_segment(client_id)}", Client, body=changes, timeout=ORDER_SECONDS
        )

    def turn_autopay_off(self, client_id: str) -> Client:
        return self._post(f"/api/v1/clients/{_segment(client_id)}/autopay/off", Client)

    def logs(self, client_id: str, lines: int = 50) -> tuple[str, ...]:
        """The last lines of the client's bot, the oldest first."""
        path = f"/api/v1/clients/{_segment(client_id)}/logs"
        return self._transport.call("GET", path, LogLines, query={"lines": lines}, timeout=LOGS_SECONDS).lines

    # Deployments. Each gives the deployment that was asked for, or the one that is under way.

    def deploy(self, client_id: str) -> Deployment:
        return self._deployment(client_id, "deploy")

    def stop(self, client_id: str) -> Deployment:
        return self._deployment(client_id, "stop")

    def restart(self, client_id: str) -> Deployment:
        return self._deployment(client_id, "restart")

    def suspend(self, client_id: str) -> Deployment:
        return self._deployment(client_id, "suspend")

    def resume(self, client_id: str) -> Deployment:
        return self._deployment(client_id, "resume")

    def rollback(self, client_id: str) -> Deployment:
        return self._deployment(client_id, "rollback")

    def remove(self, client_id: str) -> Deployment:
        """After a backup, all that the client has goes."""
        return self._transport.call("DELETE", f"/api/v1/clients/{_segment(client_id)}", Deployment)

    def deployment(self, deployment_id: int) -> Deployment:
        return self._get(f"/api/v1/deployments/{deployment_id}", Deployment)

    def deployments(self, client_id: str, *, cursor: str | None = None) -> Page[Deployment]:
        return self._get(f"/api/v1/clients/{_segment(client_id)}/deployments", Page[Deployment], cursor=cursor)

    # The platform.

    def health(self) -> Json:
        """What ``GET /health`` says; an ill platform answers too (``status`` is not ``ok`` then)."""
        return self._transport.call("GET", "/health", dict[str, Any], accept=(503,))

    def stats(self) -> Json:
        return self._get("/api/v1/stats", dict[str, Any])

    def _deployment(self, client_id: str, action: str) -> Deployment:
        return self._post(f"/api/v1/clients/{_segment(client_id)}/{action}", Deployment)


def _part(amount: Decimal | None) -> dict[str, str]:
    return {} if amount is None else {"amount": str(amount)}
