"""The owner's services: list, card, adding, changing, hiding."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Update

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.services import AddService, GetService, HideService, ListServices, ShowService
from services.booking_bot.views import owner_services as views
from services.booking_bot.views.callbacks import AddTemplate, ListPage, OfService, OpenList, ServiceAct
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_services(
    query: CallbackQuery,
    callback_data: OpenList,
    words: Words,
    settings: BusinessSettings,
    list_services: ListServices,
) -> None:
    services = await list_services(with_hidden=True)
    await show(query, views.service_list(words, settings, services, callback_data.page))


async def open_service(
    query: CallbackQuery, callback_data: OfService, words: Words, settings: BusinessSettings, get_service: GetService
) -> None:
    await show(query, views.service_card(words, settings, await get_service(callback_data.id)))


async def hide_service(
    query: CallbackQuery, callback_data: OfService, words: Words, settings: BusinessSettings, hide_service: HideService
) -> None:
    service = await hide_service(callback_data.id, by=query.from_user.id)
    await show(query, views.service_card(words, settings, service))


async def unhide_service(
    query: CallbackQuery, callback_data: OfService, words: Words, settings: BusinessSettings, show_service: ShowService
) -> None:
    service = await show_service(callback_data.id, by=query.from_user.id)
    await show(query, views.service_card(words, settings, service))


async def add_template(
    query: CallbackQuery,
    callback_data: AddTemplate,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    add_service: AddService,
) -> None:
    usual = views.templates(words)
    template = usual[min(callback_data.number, len(usual) - 1)]
    service = await add_service(
        by=query.from_user.id,
        name=template.name,
        minutes=template.minutes,
        price=0,
        update_id=event_update.update_id,
    )
    await show(query, views.added(words, settings, service))


def make_router() -> Router:
    router = Router(name="owner_services")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_services, OpenList.filter(F.which == ListPage.OWNER_SERVICES))
    router.callback_query.register(open_service, OfService.filter(F.act == ServiceAct.SHOW))
    router.callback_query.register(hide_service, OfService.filter(F.act == ServiceAct.HIDE))
    router.callback_query.register(unhide_service, OfService.filter(F.act == ServiceAct.UNHIDE))
    router.callback_query.register(add_template, AddTemplate.filter())
    return router
