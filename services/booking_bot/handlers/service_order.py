"""The owner puts services into the order in which customers see them."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Update

from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.service_order import MoveService
from services.booking_bot.use_cases.services import ListServices
from services.booking_bot.views import service_order as views
from services.booking_bot.views.price_list_buttons import MoveInOrder, OpenOrder
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_order(query: CallbackQuery, callback_data: OpenOrder, words: Words, list_services: ListServices) -> None:
    await show(query, views.order(words, await list_services(with_hidden=True), callback_data.page))


async def move_service(
    query: CallbackQuery, callback_data: MoveInOrder, words: Words, event_update: Update, move_service: MoveService
) -> None:
    services = await move_service(
        callback_data.id, up=callback_data.up, by=query.from_user.id, update_id=event_update.update_id
    )
    await show(query, views.order(words, services, callback_data.page))


def make_router() -> Router:
    router = Router(name="service_order")
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_order, OpenOrder.filter())
    router.callback_query.register(move_service, MoveInOrder.filter())
    return router
