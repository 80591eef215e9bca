"""What the operator's bot asks the master API, from its asynchronous handlers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.shared.master_api.client import MasterApi
from services.shared.master_api.documents import BankTransfer
from services.shared.master_api.models import Client, Deployment, Json, Order, Page, QuarantinedPayment

CLIENTS_A_PAGE = 8
PAYMENTS_A_PAGE = 8
LOG_LINES = 40


@dataclass(frozen=True, slots=True)
class Fleet:
    """Each call raises ``MasterApiError`` as ``MasterApi`` does."""

    api: MasterApi

    async def clients(self, *, cursor: str | None = None, search: str | None = None) -> Page[Client]:
        return await asyncio.to_thread(self.api.clients, cursor=cursor, search=search, limit=CLIENTS_A_PAGE)

    async def client(self, client_id: str) -> Client:
        return await asyncio.to_thread(self.api.client, client_id)

    async def act(self, client_id: str, action: str) -> Deployment:
        """``action``: deploy, stop or restart."""
        verbs = {"deploy": self.api.deploy, "stop": self.api.stop, "restart": self.api.restart}
        return await asyncio.to_thread(verbs[action], client_id)

    async def deployment(self, deployment_id: int) -> Deployment:
        return await asyncio.to_thread(self.api.deployment, deployment_id)

    async def logs(self, client_id: str) -> tuple[str, ...]:
        return await asyncio.to_thread(self.api.logs, client_id, LOG_LINES)

    async def numbers(self) -> Json:
        return await asyncio.to_thread(self.api.stats)

    async def quarantine(self, cursor: str | None = None) -> Page[QuarantinedPayment]:
        return await asyncio.to_thread(self.api.quarantine, cursor=cursor, limit=PAYMENTS_A_PAGE)

    async def held(self, number: int) -> QuarantinedPayment:
        return await asyncio.to_thread(self.api.quarantined, number)

    async def resolve(self, number: int, way: str) -> QuarantinedPayment:
        """``way``: refund or extend."""
        return await asyncio.to_thread(self.api.resolve_quarantine, number, way)

    async def order(self, order_id: UUID) -> Order:
        return await asyncio.to_thread(self.api.order, str(order_id))

    async def confirm_bank_payment(self, order: Order, day: date, *, operator: int) -> Order:
        """All of the order's sum has come on that day."""
        line = BankTransfer(order.amount, day, f"Telegram {operator}")
        return await asyncio.to_thread(self.api.confirm_bank_payment, order.order_id, line)

    async def refund(self, order_id: UUID) -> Order:
        return await asyncio.to_thread(self.api.refund_order, str(order_id))
