"""Who opens an invitation to the team sees what it is, and joins by a tap."""

from __future__ import annotations

import re

from aiogram import F, Router
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.menu import Menu
from services.booking_bot.use_cases.invitations import AcceptInvitation, LookAtInvitation
from services.booking_bot.use_cases.settings import ReadSettings
from services.booking_bot.views import commands
from services.booking_bot.views import invitations as views
from services.booking_bot.views.team_buttons import Join
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

TEAM_LINK = re.compile(rf"{commands.TEAM_LINK}([A-Za-z0-9_-]+)")
"""Whatever the code is: one that was cut off is told from a link without one."""


async def open_invitation(
    message: Message,
    link: re.Match[str],
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    look_at_invitation: LookAtInvitation,
) -> None:
    await show(message, views.offer(words, settings, await look_at_invitation(link[1], user_id=event_from_user.id)))


async def join(
    query: CallbackQuery,
    callback_data: Join,
    words: Words,
    menu: Menu,
    accept_invitation: AcceptInvitation,
    read_settings: ReadSettings,
) -> None:
    member = await accept_invitation(callback_data.code, user_id=query.from_user.id)
    settings = await read_settings()
    await show(query, views.joined(words, settings, member))
    await menu.for_person(query.from_user.id, settings.team)


def make_router() -> Router:
    router = Router(name="invitations")
    router.message.register(
        open_invitation,
        CommandStart(deep_link=True, magic=F.args.regexp(TEAM_LINK, mode="fullmatch").as_("link")),
    )
    router.callback_query.register(join, Join.filter())
    return router
