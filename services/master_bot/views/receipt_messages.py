"""What an operator hears of receipts (54-FZ) that are not registered, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.master_bot.views.screen import MessageScreen
from services.shared.runtime.translations import Texts


def _not_registered(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    if facts["state"] == "canceled":
        what = texts("🧾 {title}: YooKassa could not register it.", title=_title(facts, texts))
    else:
        what = texts("🧾 {title}: not registered after a day ({state}).", title=_title(facts, texts), **facts)
    todo = texts(
        "The law wants a receipt. Open the payment in YooKassa's cabinet: mostly the e-mail is wrong. Make the receipt"
        " again there by hand, or ask YooKassa's support. I go on looking and write when it is registered.\n"
        "Payment: <code>{payment_id}</code>",
        **facts,
    )
    return MessageScreen(f"{what}\n\n{todo}")


def _registered(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "✅ {title}: registered after all.\nPayment: <code>{payment_id}</code>",
            title=_title(facts, texts),
            **facts,
        )
    )


def _title(facts: Mapping[str, str], texts: Texts) -> str:
    if facts["what"] == "refund":
        return texts("Receipt of a refund of {amount} ₽", **facts)
    return texts("Receipt of a payment of {amount} ₽", **facts)


RECEIPT_MESSAGES: dict[str, Callable[[Mapping[str, str], Texts], MessageScreen]] = {
    "operator_receipt_not_registered": _not_registered,
    "operator_receipt_registered": _registered,
}
