"""/start and its links, the list of services, the language, help."""

from __future__ import annotations

import re

from aiogram import F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.errors import ServiceNotFound
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.choosing import ServiceScreen
from services.booking_bot.handlers.visitors import Speech, Visitors
from services.booking_bot.menu import Menu
from services.booking_bot.use_cases.customers import ChooseLanguage as SetLanguage
from services.booking_bot.use_cases.nearest_times import FindNearestTimes
from services.booking_bot.use_cases.services import ListServices
from services.booking_bot.use_cases.setup import GetReadiness
from services.booking_bot.views import commands, home
from services.booking_bot.views.callbacks import ChooseLanguage, ListPage, Open, OpenList, Place
from services.booking_bot.views.choices import PickService, to_book
from services.booking_bot.views.plan_codes import HIGHEST
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

SERVICE_LINK = re.compile(rf"{commands.SERVICE_LINK}([1-9][0-9]{{0,17}})")


async def follow_service_link(
    message: Message,
    link: re.Match[str],
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    service_screen: ServiceScreen,
) -> None:
    service_id = int(link[1])
    if service_id > HIGHEST:
        raise ServiceNotFound(service_id)
    choice = PickService(**to_book(Plan.of(service_id)))
    await show(message, await service_screen(choice, words, settings, event_from_user.id))


async def open_home(
    event: Message | CallbackQuery,
    words: Words,
    settings: BusinessSettings,
    is_admin: bool,
    event_from_user: User,
    menu: Menu,
    list_services: ListServices,
    find_nearest_times: FindNearestTimes,
    get_readiness: GetReadiness,
) -> None:
    nearest = await find_nearest_times(user_id=event_from_user.id)
    readiness = await get_readiness(by=event_from_user.id) if is_admin else None
    services = await list_services()
    await show(event, home.home(words, settings, services, is_admin=is_admin, nearest=nearest, readiness=readiness))
    if is_admin:
        await menu.for_admin(event_from_user.id)


async def turn_services(
    query: CallbackQuery,
    callback_data: OpenList,
    words: Words,
    settings: BusinessSettings,
    is_admin: bool,
    list_services: ListServices,
) -> None:
    services = await list_services()
    await show(query, home.home(words, settings, services, is_admin=is_admin, page=callback_data.page))


async def open_help(message: Message, words: Words, settings: BusinessSettings) -> None:
    await show(message, home.help_screen(words, settings))


async def open_languages(event: Message | CallbackQuery, words: Words) -> None:
    await show(event, home.choose_language(words))


async def choose_language(
    query: CallbackQuery,
    callback_data: ChooseLanguage,
    settings: BusinessSettings,
    is_admin: bool,
    set_language: SetLanguage,
    list_services: ListServices,
    visitors: Visitors,
    speech: Speech,
) -> None:
    customer = await set_language(user_id=query.from_user.id, language=callback_data.language)
    visitors.keep(customer)
    words = speech(customer.language, settings, customer.name)
    await show(query, home.home(words, settings, await list_services(), is_admin=is_admin))


def make_router() -> Router:
    router = Router(name="home")
    router.message.register(
        follow_service_link,
        CommandStart(deep_link=True, magic=F.args.regexp(SERVICE_LINK, mode="fullmatch").as_("link")),
    )
    router.callback_query.register(open_home, Open.filter(F.place == Place.HOME))
    router.message.register(open_home, CommandStart())
    router.callback_query.register(turn_services, OpenList.filter(F.which == ListPage.SERVICES))
    router.message.register(open_help, Command(commands.HELP))
    router.callback_query.register(open_languages, Open.filter(F.place == Place.LANGUAGE))
    router.message.register(open_languages, Command(commands.LANGUAGE))
    router.callback_query.register(choose_language, ChooseLanguage.filter())
    return router
