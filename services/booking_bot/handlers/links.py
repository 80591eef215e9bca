"""Links with QR codes for the owner, and where a specialist's link leads a customer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aiogram import Bot, F, Router
from aiogram.filters import CommandStart
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.setup import Task
from services.booking_bot.drawing.children import Drawing
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.services import GetService, ListServices
from services.booking_bot.use_cases.setup import MarkDone
from services.booking_bot.use_cases.specialist_services import ListServicesOf
from services.booking_bot.use_cases.specialists import GetSpecialist, ListSpecialists
from services.booking_bot.views import commands
from services.booking_bot.views import links as views
from services.booking_bot.views.link_buttons import LinkTo, OpenLinks, SendLink, ServicesOf
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import send, show

SPECIALIST_LINK = re.compile(rf"{commands.SPECIALIST_LINK}([1-9][0-9]{{0,17}})")


@dataclass(frozen=True, slots=True)
class LinkNames:
    """What a link leads to, by its name. Raises as the use cases do."""

    get_service: GetService
    get_specialist: GetSpecialist

    async def __call__(self, to: LinkTo, number: int, settings: BusinessSettings, *, by: int) -> str:
        if to is LinkTo.SERVICE:
            return (await self.get_service(number)).name
        if to is LinkTo.SPECIALIST:
            return (await self.get_specialist(number, by=by)).specialist.name
        return settings.name


async def open_links(
    query: CallbackQuery,
    callback_data: OpenLinks,
    bot: Bot,
    words: Words,
    list_services: ListServices,
    list_specialists: ListSpecialists,
    mark_done: MarkDone,
) -> None:
    by = query.from_user.id
    staff = [person for person in await list_specialists(by=by) if person.active]
    username = (await bot.me()).username or ""
    await mark_done(Task.LINK, by=by)
    await show(query, views.links(words, username, await list_services(), staff, callback_data.page))


async def send_link(
    query: CallbackQuery,
    callback_data: SendLink,
    bot: Bot,
    words: Words,
    settings: BusinessSettings,
    link_names: LinkNames,
    drawing: Drawing,
) -> None:
    """As a file: a photo would be made smaller on its way, and a poster wants sharp edges."""
    to, number = callback_data.to, callback_data.id
    name = await link_names(to, number, settings, by=query.from_user.id)
    link = views.link_to((await bot.me()).username or "", to, number)
    png = await drawing.qr_code(link)
    if png is None:
        await send(bot, query.from_user.id, views.not_drawn(words, name, link))
        return
    file_name = f"qr_{to.name.lower()}{number or ''}.png"
    document = BufferedInputFile(png, file_name)
    await bot.send_document(query.from_user.id, document, caption=views.caption(words, name, link))


async def follow_specialist_link(
    message: Message,
    link: re.Match[str],
    words: Words,
    settings: BusinessSettings,
    list_services_of: ListServicesOf,
) -> None:
    await show(message, views.services_of(words, settings, await list_services_of(int(link[1]))))


async def turn_services_of(
    query: CallbackQuery,
    callback_data: ServicesOf,
    words: Words,
    settings: BusinessSettings,
    list_services_of: ListServicesOf,
) -> None:
    found = await list_services_of(callback_data.id)
    await show(query, views.services_of(words, settings, found, callback_data.page))


def make_router() -> Router:
    router = Router(name="links")
    router.message.register(
        follow_specialist_link,
        CommandStart(deep_link=True, magic=F.args.regexp(SPECIALIST_LINK, mode="fullmatch").as_("link")),
    )
    router.callback_query.register(turn_services_of, ServicesOf.filter())
    router.callback_query.register(open_links, OpenLinks.filter(), IsAdmin())
    router.callback_query.register(send_link, SendLink.filter(), IsAdmin())
    return router
