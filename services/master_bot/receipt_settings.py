"""The settings of receipts (54-FZ), the same for every program that makes payments."""

from __future__ import annotations

from services.master_bot.domain.receipts import (
    MEASURES,
    PAYMENT_MODES,
    PAYMENT_SUBJECTS,
    TAX_SYSTEMS,
    VAT_CODES,
    ReceiptRules,
)
from services.shared.runtime.environment import Environment, SettingsError


def load_receipt_rules(environment: Environment) -> ReceiptRules | None:
    """None: the shop makes its receipts elsewhere. Raises ``SettingsError``."""
    if environment.choice("RECEIPTS", ("off", "yookassa"), "off") == "off":
        return None
    if not environment.text("RECEIPT_VAT_CODE", ""):
        raise SettingsError(
            "RECEIPT_VAT_CODE is not set: with RECEIPTS=yookassa expected YooKassa's code of the VAT rate, from 1"
            f" (no VAT) to {VAT_CODES[-1]}; an accountant knows which"
        )
    return ReceiptRules(
        vat_code=environment.integer("RECEIPT_VAT_CODE", minimum=VAT_CODES[0], maximum=VAT_CODES[-1]),
        tax_system=_tax_system(environment),
        payment_subject=environment.choice("RECEIPT_PAYMENT_SUBJECT", PAYMENT_SUBJECTS, "service"),
        payment_mode=environment.choice("RECEIPT_PAYMENT_MODE", PAYMENT_MODES, "full_payment"),
        measure=environment.choice("RECEIPT_MEASURE", MEASURES, "piece"),
    )


def _tax_system(environment: Environment) -> int | None:
    if not environment.text("RECEIPT_TAX_SYSTEM", ""):
        return None
    return environment.integer("RECEIPT_TAX_SYSTEM", minimum=TAX_SYSTEMS[0], maximum=TAX_SYSTEMS[-1])
