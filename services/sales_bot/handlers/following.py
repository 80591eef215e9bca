"""Follows an order in the message that shows it: until it can be paid, and until it is paid."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiogram.types import Message

from services.sales_bot.shop import OPEN, Shop
from services.sales_bot.views import orders
from services.shared.master_api.errors import MasterApiError
from services.shared.master_api.models import Order
from services.shared.runtime.nursery import Nursery
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import replace

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
FOLLOWED_SECONDS = 30 * 60.0


@dataclass(frozen=True, slots=True)
class OrderFollower:
    """After a restart nobody follows; the button under the order looks at it then."""

    shop: Shop
    nursery: Nursery
    first_pause: float = FIRST_PAUSE

    def follow(self, message: Message, texts: Texts, order: Order) -> None:
        if order.state in OPEN:
            self.nursery.start(f"order {order.order_id}", lambda: self._follow(message, texts, order))

    async def _follow(self, message: Message, texts: Texts, order: Order) -> None:
        assert message.bot is not None
        shown, pause, waited = order, self.first_pause, 0.0
        while shown.state in OPEN and waited < FOLLOWED_SECONDS:
            await asyncio.sleep(pause)
            waited += pause
            pause = min(pause * 1.3, LONGEST_PAUSE)
            try:
                now = await self.shop.order(order.order_id, buyer=order.owner_telegram_id)
            except MasterApiError:
                continue
            if now is not None and now != shown:
                shown = now
                await replace(message.bot, message, orders.order(texts, now))
