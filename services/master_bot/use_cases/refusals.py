"""Why the master says no. Each has a word for programs, an HTTP status and one clear line for people."""

from __future__ import annotations


class Refusal(Exception):
    """``kind``: the last part of the problem's type, as ``bot-token-in-use``; ``reason``: which of several it is."""

    kind = "refused"
    status = 409

    def __init__(self, detail: str, *, reason: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.reason = reason


class NotFound(Refusal):
    kind, status = "not-found", 404


class Invalid(Refusal):
    kind, status = "validation", 422


class EmailRequired(Refusal):
    kind, status = "email-required", 422


class PromoCodeRefused(Refusal):
    kind, status = "promo-code", 422


class AutopayNotOffered(Refusal):
    kind, status = "autopay-not-offered", 422


class DocumentsNotOffered(Refusal):
    kind, status = "documents-not-offered", 422


class BankInvoiceOpen(Refusal):
    kind, status = "bank-invoice-open", 409


class ConsentOutdated(Refusal):
    kind, status = "consent-outdated", 422


class UnknownPlan(Refusal):
    kind, status = "unknown-plan", 422


class BotTokenRefused(Refusal):
    kind, status = "bot-token-refused", 422


class BotTokenInUse(Refusal):
    kind, status = "bot-token-in-use", 409


class TrialUsed(Refusal):
    kind, status = "trial-used", 409


class TrialsUsedUp(Refusal):
    kind, status = "trials-used-up", 409


class NotPossibleNow(Refusal):
    kind, status = "not-possible-now", 409


class PaymentRefused(Refusal):
    kind, status = "payment-refused", 422


class TelegramIsAway(Refusal):
    kind, status = "telegram-away", 503


class YooKassaIsAway(Refusal):
    kind, status = "yookassa-away", 503


class WorkerIsAway(Refusal):
    kind, status = "worker-away", 504
