"""What whoever sells must know of the shop before asking a buyer, and the receipts of what was paid."""

from __future__ import annotations

from datetime import datetime

from services.master_bot.api.models import Answer, ConsentAnswer, Money


class ShopAnswer(Answer):
    """``autopay``: whether automatic renewal may be offered; ``email_required``: by orders that cost money."""

    autopay: bool
    consent: ConsentAnswer
    email_required: bool


class ReceiptAnswer(Answer):
    """``kind``: payment, refund; ``state``: pending, succeeded, canceled, or a word of YooKassa's that is new."""

    id: str
    kind: str
    payment_id: str
    amount: Money
    currency: str
    state: str
    asked_at: datetime
    registered_at: datetime | None
    receipt_id: str | None
    fiscal_document_number: str | None
    fiscal_storage_number: str | None
    fiscal_attribute: str | None
    fiscal_provider_id: str | None
