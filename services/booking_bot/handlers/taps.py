"""Around every tap and message: taps are answered, and a dialog that was left is forgotten."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.flags import get_flag
from aiogram.exceptions import AiogramError
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, TelegramObject, Update

logger = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

LONGEST_POP_UP = 200
IN_DIALOG = {"in_dialog": True}
"""The flag of handlers that go on with a dialog; all others end it."""


@dataclass(slots=True)
class PopUp:
    """What the tap is answered with; empty: only the button's clock stops."""

    text: str = ""


class AnswerTaps(BaseMiddleware):
    """Answers every tap when its update is over; after a failure the error router does, if only of the last write.

    An outer middleware of ``dispatcher.update``, around that which keeps dialogs.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        pop_up = data["pop_up"] = PopUp()
        result = await handler(event, data)
        if isinstance(event, Update) and event.callback_query is not None:
            await answer_tap(event.callback_query, pop_up.text)
        return result


async def answer_tap(query: CallbackQuery, text: str = "") -> None:
    """Stop the button's clock, with a pop-up if there is a text. A tap that is too old for that is left as it is."""
    try:
        await query.answer(text[:LONGEST_POP_UP] or None)
    except AiogramError as error:
        logger.info("a tap was not answered: %s", type(error).__name__)


class LeaveDialog(BaseMiddleware):
    """Whoever goes elsewhere by a button or a command is not asked for the price of a service any more."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        state: FSMContext | None = data.get("state")
        if state is not None and data.get("raw_state") is not None and not get_flag(data, "in_dialog"):
            await state.clear()
        return await handler(event, data)
