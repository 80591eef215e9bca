"""A link for a customer without Telegram: the owner asks for it, the customer opens it."""

from __future__ import annotations

import re

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.errors_links import LinkForCustomer, LinkOver, LinkUnknown, LinkUsed
from services.booking_bot.domain.one_time_codes import PATTERN
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsStaff, Speech, Visitors
from services.booking_bot.use_cases.customer_links import MakeCustomerLink, OpenCustomerLink, Opened
from services.booking_bot.views import bookings, commands
from services.booking_bot.views import customer_links as views
from services.booking_bot.views.customer_link_buttons import AgreeToLink, MakeLink
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.screen import screen
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import Screen, show

CUSTOMER_LINK = re.compile(rf"{commands.CUSTOMER_LINK}({PATTERN})")


async def make_link(
    query: CallbackQuery,
    callback_data: MakeLink,
    bot: Bot,
    words: Words,
    settings: BusinessSettings,
    speech: Speech,
    make_customer_link: MakeCustomerLink,
) -> None:
    made = await make_customer_link(callback_data.id, by=query.from_user.id)
    username = (await bot.me()).username or ""
    await show(query, views.made(words, speech(None, settings), settings, made, username))


async def follow_link(
    message: Message,
    link: re.Match[str],
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    visitors: Visitors,
    open_customer_link: OpenCustomerLink,
    clock: Clock,
) -> None:
    """What does not work any more is said in a line; the first screen follows, which is another handler's."""
    try:
        opened = await open_customer_link(link[1], user_id=event_from_user.id)
    except (LinkUnknown, LinkUsed, LinkOver, LinkForCustomer) as error:
        await show(message, screen(refusal(words, error)))
        raise SkipHandler from None
    await show(message, _opened(words, settings, opened, link[1], visitors, clock))


async def answer_consent(
    query: CallbackQuery,
    callback_data: AgreeToLink,
    words: Words,
    settings: BusinessSettings,
    visitors: Visitors,
    open_customer_link: OpenCustomerLink,
    clock: Clock,
) -> None:
    if not callback_data.agrees:
        await show(query, views.refused(words, settings))
        return
    opened = await open_customer_link(callback_data.code, user_id=query.from_user.id, agreed=True)
    await show(query, _opened(words, settings, opened, callback_data.code, visitors, clock))


def _opened(
    words: Words, settings: BusinessSettings, opened: Opened, code: str, visitors: Visitors, clock: Clock
) -> Screen:
    if not opened.entered:
        return views.ask_consent(words, settings, code)
    visitors.keep(opened.booking.customer)
    return bookings.from_link(words, settings, opened.booking, clock())


def make_router() -> Router:
    router = Router(name="customer_links")
    router.message.register(
        follow_link,
        CommandStart(deep_link=True, magic=F.args.regexp(CUSTOMER_LINK, mode="fullmatch").as_("link")),
    )
    router.callback_query.register(answer_consent, AgreeToLink.filter())
    router.callback_query.register(make_link, MakeLink.filter(), IsStaff())
    return router
