"""Why something did not work, in one friendly line."""

from __future__ import annotations

from services.shared.master_api.errors import MasterApiError, MasterApiRefused
from services.shared.runtime.translations import Texts


def why(texts: Texts, error: Exception) -> str:
    if isinstance(error, MasterApiRefused):
        return _refusal(texts, error)
    if isinstance(error, MasterApiError):
        return texts("Our service does not answer just now. Please try again in a minute.")
    return texts("Something went wrong on our side. Please try again in a minute.")


def consent_outdated(texts: Texts) -> str:
    return texts("The text about automatic renewal has changed since. Please read it once more before you agree.")


def _refusal(texts: Texts, error: MasterApiRefused) -> str:
    if error.kind == "trial-used":
        return texts("The trial can be used once, and you have had it. Here are the other plans.")
    if error.kind == "promo-code":
        return _promo_code(texts, error.problem.reason)
    if error.kind == "autopay-not-offered":
        return _no_autopay(texts, error.problem.reason)
    if error.kind == "consent-outdated":
        return consent_outdated(texts)
    if error.kind == "email-required":
        return texts("The payment needs a receipt, and I have no e-mail address of yours yet.")
    if error.kind == "trials-used-up":
        return texts("All trials of today are taken. Come back tomorrow, or choose another plan.")
    if error.kind == "unknown-plan":
        return texts("This plan is no longer for sale. Here is what there is.")
    if error.kind == "telegram-away":
        return texts("Telegram does not answer just now. Please try again in a minute.")
    if error.temporary:
        return texts("Our service does not answer just now. Please try again in a minute.")
    return texts("This cannot be ordered as it is. Please choose once more, or try again later.")


def _no_autopay(texts: Texts, reason: str) -> str:
    if reason == "nothing_to_pay":
        return texts(
            "There is nothing to pay this time, so no card is saved and nothing can renew automatically. Order without"
            " it, and switch it on when you pay next time."
        )
    return texts("Automatic renewal is not offered at the moment.")


def _promo_code(texts: Texts, reason: str) -> str:
    said = {
        "unknown": texts("There is no such promo code."),
        "ended": texts("This promo code is not valid any more."),
        "expired": texts("This promo code is not valid any more."),
        "used_up": texts("This promo code has been used as often as it can be."),
        "used_by_owner": texts("You have used this promo code already."),
        "own": texts("This code is your own: it is for those whom you bring."),
        "not_new": texts("This promo code is for a first purchase."),
        "change_of_plan": texts("A change of plan takes no promo code. Keep it for the next renewal."),
    }
    return said.get(reason, texts("This promo code cannot be used."))
