"""The ledger as a table that a Russian Excel opens by a double click, to hold against YooKassa's register."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import StringIO
from zoneinfo import ZoneInfo

from services.shared.master_api.models import LedgerEntry
from services.shared.runtime.translations import Texts

MOSCOW = ZoneInfo("Europe/Moscow")  # YooKassa's days
BOM = "\ufeff"


def render_ledger_csv(entries: Iterable[LedgerEntry], texts: Texts) -> str:
    """Semicolons, commas in sums, and a mark at the beginning that says UTF-8. A line for each entry, no totals."""
    out = StringIO()
    out.write(BOM)
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [
            texts("Date (Moscow)"),
            texts("Kind"),
            texts("Payment id"),
            texts("Refund id"),
            texts("Sum"),
            texts("Fee"),
            texts("Net"),
            texts("Currency"),
            texts("Paid by"),
            texts("Order"),
            texts("Client"),
            texts("Test"),
        ]
    )
    kinds = {"payment": texts("payment"), "refund": texts("refund"), "bank": texts("bank transfer")}
    for entry in entries:
        writer.writerow(
            [
                _moment(entry.at),
                kinds.get(entry.kind, entry.kind),
                entry.payment_id,
                entry.refund_id,
                _sum(entry.gross),
                _sum(entry.fee),
                _sum(entry.net),
                entry.currency,
                entry.method,
                entry.order_id,
                entry.client_id,
                texts("yes") if entry.test else "",
            ]
        )
    return out.getvalue()


def _moment(at: datetime) -> str:
    return at.astimezone(MOSCOW).strftime("%d.%m.%Y %H:%M:%S")


def _sum(amount: Decimal | None) -> str:
    """Nothing where it is not known."""
    return "" if amount is None else f"{amount:.2f}".replace(".", ",")
