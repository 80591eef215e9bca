"""What the inline buttons carry."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from aiogram.filters.callback_data import CallbackData

from services.shared.master_api.models import Client


class ShowClients(CallbackData, prefix="clients"):
    """``cursor``: where the page begins; empty for the first."""

    cursor: str = ""


class ShowClient(CallbackData, prefix="client"):
    client_id: str


class Act(CallbackData, prefix="act"):
    client_id: str
    action: Literal["deploy", "stop", "restart"]


class AskToStop(CallbackData, prefix="ask_stop"):
    client_id: str


class ShowLogs(CallbackData, prefix="logs"):
    client_id: str


class ShowDeployment(CallbackData, prefix="deployment"):
    deployment_id: int


class ShowNumbers(CallbackData, prefix="numbers"):
    pass


class ShowQuarantine(CallbackData, prefix="quarantine"):
    """``cursor``: as of the clients."""

    cursor: str = ""


class ShowHeld(CallbackData, prefix="held"):
    """A payment in quarantine, by its number there."""

    number: int


class AskHeld(CallbackData, prefix="ask_held"):
    number: int
    way: Literal["refund", "extend"]


class ResolveHeld(CallbackData, prefix="held_do"):
    number: int
    way: Literal["refund", "extend"]


class AskRefund(CallbackData, prefix="ask_refund"):
    order_id: UUID


class RefundOrder(CallbackData, prefix="refund"):
    order_id: UUID


class AskBankPayment(CallbackData, prefix="ask_bank"):
    order_id: UUID


class ConfirmBankPayment(CallbackData, prefix="bank"):
    """``day``: the date that was asked about."""

    order_id: UUID
    day: str


def card_of(client: Client) -> str:
    return ShowClient(client_id=client.client_id).pack()
