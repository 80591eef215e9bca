"""What the buttons of documents and bank invoices carry."""

from __future__ import annotations

from typing import Literal

from aiogram.filters.callback_data import CallbackData


class ShowDocuments(CallbackData, prefix="docs"):
    """``page``: from 0, the latest payments."""

    client_id: str
    page: int = 0


class SendPaper(CallbackData, prefix="paper"):
    kind: Literal["act", "invoice"]
    order_id: str


class AskRequisites(CallbackData, prefix="requisites"):
    """``client_id``: whose documents were looked at."""

    client_id: str


class PayByBank(CallbackData, prefix="by_bank"):
    order_id: str
