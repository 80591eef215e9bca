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


def _refusal(texts: Texts, error: MasterApiRefused) -> str:
    if error.kind == "trial-used":
        return texts("The trial can be used once, and you have had it. Here are the other plans.")
    if error.kind == "promo-code":
        return texts("This promo code cannot be used: it is unknown, used up, or has expired.")
    if error.kind == "trials-used-up":
        return texts("All trials of today are taken. Come back tomorrow, or choose another plan.")
    if error.kind == "unknown-plan":
        return texts("This plan is no longer for sale. Here is what there is.")
    if error.kind == "telegram-away":
        return texts("Telegram does not answer just now. Please try again in a minute.")
    if error.temporary:
        return texts("Our service does not answer just now. Please try again in a minute.")
    return texts("This cannot be ordered as it is. Please choose once more, or try again later.")
