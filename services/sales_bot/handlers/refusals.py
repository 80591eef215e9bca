"""What follows from a refused order: what is said, and what is left of the basket."""

from __future__ import annotations

from dataclasses import dataclass

from services.sales_bot.basket import Basket
from services.sales_bot.bots import TokenRefused
from services.sales_bot.views import bots, emails, orders, problems, promo_codes
from services.shared.master_api.errors import MasterApiRefused
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen


@dataclass(frozen=True, slots=True)
class Refused:
    """``again``: nothing can be put right by the buyer but by another try; else the purchase goes on with ``left``."""

    said: Screen
    left: Basket
    again: bool = False


def what_now(texts: Texts, basket: Basket, error: Exception) -> Refused:
    """``basket`` without what was refused, so that the way leads to the step that can put it right."""
    kind = error.kind if isinstance(error, MasterApiRefused) else ""
    if isinstance(error, TokenRefused) or kind == "bot-token-refused":
        return Refused(bots.token_refused(texts), basket.refused(bot=None))
    if kind == "bot-token-in-use":
        return Refused(bots.token_in_use(texts), basket.refused(bot=None))
    why = problems.why(texts, error)
    if kind in {"trial-used", "trials-used-up", "unknown-plan"}:
        return Refused(Screen(why), basket.refused(plan=None))
    if kind == "promo-code":
        return Refused(promo_codes.refused(texts, why), basket.refused(promo_code=None))
    if kind in {"autopay-not-offered", "consent-outdated"}:
        return Refused(Screen(why), basket.refused(autopay_consent=None))
    if kind == "email-required":
        return Refused(Screen(why), basket.refused(email=None, asks_email=True))
    return _wrong_field(texts, basket, error) or _try_again(texts, basket, error)


def _wrong_field(texts: Texts, basket: Basket, error: Exception) -> Refused | None:
    """What the buyer has typed and the master does not take."""
    if not isinstance(error, MasterApiRefused) or error.kind != "validation":
        return None
    wrong = {entry.field for entry in error.problem.errors} | {error.problem.detail.partition(":")[0]}
    if "business_name" in wrong and basket.bot is not None:
        return Refused(bots.name_expected(texts), basket.refused(business_name=None))
    if "email" in wrong:
        return Refused(emails.refused(texts), basket.refused(email=None, asks_email=True))
    return None


def _try_again(texts: Texts, basket: Basket, error: Exception) -> Refused:
    final = isinstance(error, MasterApiRefused) and not error.temporary
    said = orders.not_placed(texts, problems.why(texts, error))
    return Refused(said, basket.refused() if final else basket, again=True)
