"""What customers pay with, and the test cards that YooKassa publishes."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from scripts.simulators.yookassa.ledger.records import Method

DEFAULT_CARD = "5555555555554477"
DECLINED_CARDS = {
    "5555555555554600": "insufficient_funds",
    "5555555555554592": "3d_secure_failed",
    "5555555555554543": "card_expired",
    "5555555555554568": "fraud_suspected",
    "5555555555554535": "call_issuer",
    "5555555555554527": "general_decline",
    "5555555555554501": "issuer_unavailable",
    "5555555555554584": "country_forbidden",
}
SYSTEMS = {"2": "Mir", "3": "JCB", "4": "Visa", "5": "MasterCard", "6": "UnionPay"}


def card_digits(typed: str) -> str | None:
    """The card number without blanks; None when it is no card number."""
    digits = re.sub(r"[ \-\u00a0]", "", typed)
    return digits if re.fullmatch(r"[0-9]{16,19}", digits, re.ASCII) else None


def instrument(kind: str, method_id: str, *, saved: bool, card: str | None, now: datetime) -> Method:
    """The method of a payment that is being paid; `card` is the number that was typed."""
    status = "active" if saved else "inactive"
    if kind == "bank_card":
        shown = _card(card or DEFAULT_CARD, now)
        title = f"Bank card *{shown['last4']}"
        return Method(id=method_id, kind=kind, saved=saved, status=status, title=title, details={"card": shown})
    details: dict[str, dict[str, Any]] = {
        "yoo_money": {"account_number": "41001184120504"},
        "sbp": {
            "sbp_operation_id": method_id.replace("-", "").upper(),
            "payer_bank_details": {"bank_id": "100000000111", "bic": "044525225"},
        },
        "sberbank": {"phone": "79000000000"},
    }
    titles = {"yoo_money": "YooMoney 41001184120504", "sbp": "SBP", "sberbank": "SberPay", "tinkoff_bank": "T-Pay"}
    return Method(
        id=method_id, kind=kind, saved=saved, status=status, title=titles.get(kind), details=details.get(kind, {})
    )


def _card(number: str, now: datetime) -> dict[str, str]:
    return {
        "first6": number[:6],
        "last4": number[-4:],
        "expiry_year": str(now.year + 4),
        "expiry_month": "12",
        "card_type": SYSTEMS.get(number[0], "Unknown"),
        "issuer_country": "RU",
        "issuer_name": "Test bank",
    }
