"""What the handlers of a dialog share in one update, gathered once and handed to them as ``step``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import TelegramObject

from services.booking_bot.handlers.taps import Handler


class TakeStep(BaseMiddleware):
    """Hands ``step``, as ``gather`` makes it of the update's data, to the handlers of a router."""

    def __init__(self, gather: Callable[[dict[str, Any]], object]) -> None:
        self._gather = gather

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        data["step"] = self._gather(data)
        return await handler(event, data)


def hand_out_steps(router: Router, gather: Callable[[dict[str, Any]], object]) -> None:
    """To the router's handlers of messages and of taps."""
    router.message.middleware(TakeStep(gather))
    router.callback_query.middleware(TakeStep(gather))
