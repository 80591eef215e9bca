"""What the sales bot asks the master API, from its asynchronous handlers. A buyer sees only what is theirs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from services.sales_bot.basket import Basket
from services.shared.master_api.client import MasterApi
from services.shared.master_api.errors import MasterApiRefused
from services.shared.master_api.models import Client, Order, OrderRequest, Plan, PromoCode
from services.shared.master_api.shop import Shop as Terms
from services.shared.runtime.secret import Secret

OPEN = frozenset({"preparing", "pending"})


@dataclass(frozen=True, slots=True)
class Shop:
    """Each call raises ``MasterApiError`` as ``MasterApi`` does."""

    api: MasterApi

    async def plans(self) -> tuple[Plan, ...]:
        return await asyncio.to_thread(self.api.plans)

    async def plan(self, code: str | None) -> Plan | None:
        """None for one that is not on sale."""
        return next((plan for plan in await self.plans() if plan.code == code), None)

    async def terms(self) -> Terms:
        """What a buyer must be asked."""
        return await asyncio.to_thread(self.api.shop)

    async def place(self, basket: Basket, token: Secret | None, *, buyer: int, locale: str) -> Order:
        """Order what is in a complete basket; the same ``attempt`` leads to the same order."""
        assert basket.plan is not None
        request = OrderRequest(
            plan=basket.plan,
            owner_telegram_id=buyer,
            business_name=basket.business_name or "",
            bot_token=token,
            client_id=basket.client_id,
            email=basket.email,
            promo_code=basket.promo_code,
            autopay=basket.autopay_consent is not None,
            autopay_consent=basket.autopay_consent,
            locale=locale,
        )
        return await asyncio.to_thread(self.api.place_order, request, basket.attempt)

    async def order(self, order_id: str, *, buyer: int) -> Order | None:
        """None for an order that does not exist, or is somebody else's."""
        try:
            order = await asyncio.to_thread(self.api.order, order_id)
        except MasterApiRefused as error:
            if error.temporary:
                raise
            return None
        return order if order.owner_telegram_id == buyer else None

    async def cancel(self, order: Order) -> Order:
        return await asyncio.to_thread(self.api.cancel_order, order.order_id)

    async def bots(self, buyer: int) -> tuple[Client, ...]:
        """The latest hundred of the buyer's clients."""
        page = await asyncio.to_thread(self.api.clients, owner_telegram_id=buyer, limit=100)
        return page.items

    async def bot(self, client_id: str, *, buyer: int) -> Client | None:
        """None for a client that does not exist, or is somebody else's."""
        return next((client for client in await self.bots(buyer) if client.client_id == client_id), None)

    async def turn_autopay_off(self, client: Client) -> Client:
        return await asyncio.to_thread(self.api.turn_autopay_off, client.client_id)

    async def referral_code(self, buyer: int) -> PromoCode | None:
        """By which the buyer brings others; None where nothing is given for that."""
        try:
            return await asyncio.to_thread(self.api.referral_code, buyer)
        except MasterApiRefused as error:
            if error.temporary:
                raise
            return None

    async def open_orders(self, buyer: int) -> tuple[Order, ...]:
        page = await asyncio.to_thread(self.api.orders, buyer)
        return tuple(order for order in page.items if order.state in OPEN and not order.automatic)
