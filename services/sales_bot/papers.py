"""What the sales bot asks the master API of documents and bank invoices, from its asynchronous handlers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from services.shared.master_api.client import MasterApi
from services.shared.master_api.documents import PaymentOnPaper, Requisites
from services.shared.master_api.models import Order

A_PAGE = 5
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Papers:
    """Each call raises ``MasterApiError`` as ``MasterApi`` does. Whose a client or an order is, is asked before."""

    api: MasterApi

    async def payments(self, client_id: str) -> tuple[PaymentOnPaper, ...]:
        """All of the client's, the latest first."""
        return await asyncio.to_thread(self._payments, client_id)

    def _payments(self, client_id: str) -> tuple[PaymentOnPaper, ...]:
        found: list[PaymentOnPaper] = []
        cursor: str | None = None
        while True:
            page = self.api.documents(client_id, cursor=cursor, limit=_AT_ONCE)
            found.extend(page.items)
            cursor = page.next_cursor
            if cursor is None:
                return tuple(found)

    async def act(self, order: Order) -> bytes | None:
        """A PDF; None where the order has brought no payment."""
        paid = await self.payments(order.client_id) if order.client_id else ()
        payment_id = next((one.payment_id for one in paid if one.order_id == order.order_id), None)
        return None if payment_id is None else await asyncio.to_thread(self.api.act, payment_id)

    async def invoice(self, order: Order) -> bytes:
        """A PDF."""
        return await asyncio.to_thread(self.api.invoice, order.order_id)

    async def pay_by_bank(self, order: Order) -> Order:
        """Another order in the place of this open one."""
        return await asyncio.to_thread(self.api.pay_by_bank, order.order_id)

    async def requisites(self, owner: int) -> Requisites | None:
        return await asyncio.to_thread(self.api.requisites, owner)

    async def put_requisites(self, owner: int, given: Requisites) -> Requisites:
        return await asyncio.to_thread(self.api.put_requisites, owner, given)
