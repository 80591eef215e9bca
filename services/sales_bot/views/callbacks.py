"""What the inline buttons carry."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class ShowPlans(CallbackData, prefix="plans"):
    pass


class PickPlan(CallbackData, prefix="plan"):
    code: str


class TryAgain(CallbackData, prefix="again"):
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
