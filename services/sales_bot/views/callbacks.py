"""What the inline buttons carry."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class ShowPlans(CallbackData, prefix="plans"):
    pass


class PickPlan(CallbackData, prefix="plan"):
    code: str


class TryAgain(CallbackData, prefix="again"):
    pass


class PlaceOrder(CallbackData, prefix="place"):
    """``mark``: of the basket that was summed up above the button."""

    mark: str


class AskPromoCode(CallbackData, prefix="promo_code"):
    pass


class NoPromoCode(CallbackData, prefix="no_promo_code"):
    pass


class AskEmail(CallbackData, prefix="email"):
    pass


class ShowConsent(CallbackData, prefix="consent"):
    pass


class AgreeToAutopay(CallbackData, prefix="autopay_on"):
    """``version``: of the text that stood above the button."""

    version: str


class NoAutopay(CallbackData, prefix="no_autopay"):
    """Not with the order that is not placed yet."""


class BringOthers(CallbackData, prefix="bring"):
    pass


class LookAtOrder(CallbackData, prefix="order"):
    order_id: str


class CancelOrder(CallbackData, prefix="cancel"):
    order_id: str


class Renew(CallbackData, prefix="renew"):
    client_id: str


class AutopayOff(CallbackData, prefix="autopay_off"):
    client_id: str


class RenewWith(CallbackData, prefix="renew_with"):
    client_id: str
    code: str
