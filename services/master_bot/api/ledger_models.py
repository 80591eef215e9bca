"""What the API takes and gives of money that went back, and of the ledger."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from services.master_bot.api.models import Answer, Money, Request


class RefundRequest(Request):
    """``amount``: a part of the payment, in roubles and kopecks; without it, all that is left of it."""

    amount: Annotated[Decimal, Field(gt=0, lt=10**10, decimal_places=2)] | None = None


class RefundAnswer(Answer):
    """``state`` and ``amount`` of the last refund; ``given_back``: of the payment, in all."""

    payment_id: str
    order_id: str | None
    client_id: str | None
    state: Literal["preparing", "pending", "succeeded", "canceled", "refused"]
    amount: Money
    error: str | None
    given_back: Money
    paid_until: datetime | None


class LedgerEntryAnswer(Answer):
    """``gross`` of a refund is below zero; ``fee`` and ``net``: null while the fee is not known."""

    id: str
    kind: Literal["payment", "refund", "bank"]
    at: datetime
    booked_at: datetime
    payment_id: str | None
    refund_id: str | None
    order_id: str | None
    client_id: str | None
    method: str | None
    gross: Money
    fee: Money | None
    net: Money | None
    currency: str
    test: bool | None
