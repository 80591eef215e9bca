"""The team: an owner invites, changes roles, takes people off and brings them back; an admin looks at it."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Update

from services.booking_bot.domain.errors_team import NoSchedule
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.team import Role
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.menu import Menu
from services.booking_bot.use_cases.invitations import CallOffInvitation, InviteToTeam
from services.booking_bot.use_cases.settings import ChangeSettings
from services.booking_bot.use_cases.team import BringBack, ChangeRole, GetTeam, RemoveMember, TeamBoard
from services.booking_bot.use_cases.team import SetOwnSchedule as SetOwn
from services.booking_bot.views import invitations
from services.booking_bot.views import team as views
from services.booking_bot.views.team_buttons import (
    AskOwnSchedule,
    AskRole,
    InvitationAct,
    Invite,
    MemberAct,
    OfInvitation,
    OfMember,
    OpenTeam,
    SetOwnHours,
    SetOwnSchedule,
    SetRole,
)
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import send, show


@dataclass(frozen=True, slots=True)
class TeamChanges:
    """What an owner does with members."""

    change_role: ChangeRole
    set_own_schedule: SetOwn
    remove: RemoveMember
    bring_back: BringBack


async def open_team(query: CallbackQuery, callback_data: OpenTeam, words: Words, get_team: GetTeam) -> None:
    await show(query, views.team(words, await get_team(by=query.from_user.id), callback_data.page))


async def open_member(query: CallbackQuery, callback_data: OfMember, words: Words, get_team: GetTeam) -> None:
    board = await get_team(by=query.from_user.id)
    person = board.person(callback_data.user)
    if person.left or not board.may_change:
        await show(query, views.team(words, board))
    elif callback_data.act is MemberAct.ASK_REMOVE:
        await show(query, views.ask_remove(words, person))
    else:
        await show(query, views.member(words, person))


async def set_role(
    query: CallbackQuery, callback_data: SetRole, words: Words, menu: Menu, team_changes: TeamChanges, get_team: GetTeam
) -> None:
    by, user = query.from_user.id, callback_data.user
    if user == by and callback_data.role is not Role.OWNER and not callback_data.sure:
        await show(query, views.ask_give_up(words, callback_data))
        return
    try:
        role, who = callback_data.role, callback_data.who or None
        board = await team_changes.change_role(user, role, by=by, specialist_id=who)
    except NoSchedule:
        board = await get_team(by=by)
        await show(query, views.ask_as_whom(words, board, board.person(user)))
        return
    await menu.for_person(user, board.team)
    await _show_member(query, words, board, user)


async def _show_member(query: CallbackQuery, words: Words, board: TeamBoard, user: int) -> None:
    """After a change: who has taken his own rights away sees what is left to him."""
    if query.from_user.id not in board.team.managers:
        await show(query, views.not_yours(words))
    elif not board.may_change:
        await show(query, views.team(words, board, title=words("✅ Saved.")))
    else:
        await show(query, views.member(words, board.person(user), words("✅ Saved.")))


async def ask_own_schedule(
    query: CallbackQuery, callback_data: AskOwnSchedule, words: Words, get_team: GetTeam
) -> None:
    board = await get_team(by=query.from_user.id)
    person = board.person(callback_data.user)
    await show(query, views.ask_own_schedule(words, board, person, callback_data.page))


async def set_own_schedule(
    query: CallbackQuery, callback_data: SetOwnSchedule, words: Words, team_changes: TeamChanges
) -> None:
    by, user = query.from_user.id, callback_data.user
    board = await team_changes.set_own_schedule(user, callback_data.who or None, by=by)
    await _show_member(query, words, board, user)


async def remove(
    query: CallbackQuery, callback_data: OfMember, words: Words, menu: Menu, team_changes: TeamChanges
) -> None:
    board = await team_changes.remove(callback_data.user, by=query.from_user.id)
    await menu.for_person(callback_data.user, board.team)
    if query.from_user.id not in board.team.managers:
        await show(query, views.not_yours(words))
        return
    title = words("✅ Taken off the team. You can bring the person back below.")
    await show(query, views.team(words, board, title=title))


async def bring_back(
    query: CallbackQuery, callback_data: OfMember, words: Words, menu: Menu, team_changes: TeamChanges
) -> None:
    board = await team_changes.bring_back(callback_data.user, by=query.from_user.id)
    await menu.for_person(callback_data.user, board.team)
    await _show_member(query, words, board, callback_data.user)


async def ask_role(query: CallbackQuery, words: Words) -> None:
    await show(query, views.ask_role(words))


async def invite(
    query: CallbackQuery,
    callback_data: Invite,
    bot: Bot,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    get_team: GetTeam,
    invite_to_team: InviteToTeam,
) -> None:
    """The link stands in a message of its own, below what the owner reads, so that it can be forwarded."""
    by, role, who = query.from_user.id, callback_data.role, callback_data.who or None
    if role is Role.SPECIALIST and who is None:
        await show(query, views.ask_whom_to_invite(words, await get_team(by=by), callback_data.page))
        return
    invited = await invite_to_team(role, who, by=by, update_id=event_update.update_id)
    username = (await bot.me()).username or ""
    await show(query, invitations.made(words, invited))
    await send(bot, by, invitations.to_forward(words, settings, invited, username))


async def open_invitation(query: CallbackQuery, callback_data: OfInvitation, words: Words, get_team: GetTeam) -> None:
    """One that cannot be used any more is not there to be called off."""
    board = await get_team(by=query.from_user.id)
    shown = next((one for one in board.invitations if one.id == callback_data.id), None)
    await show(query, views.team(words, board) if shown is None else views.invitation(words, board, shown))


async def call_off(
    query: CallbackQuery, callback_data: OfInvitation, words: Words, call_off_invitation: CallOffInvitation
) -> None:
    board = await call_off_invitation(callback_data.id, by=query.from_user.id)
    await show(query, views.team(words, board, title=words("✅ The link opens nothing any more.")))


async def set_own_hours(
    query: CallbackQuery,
    callback_data: SetOwnHours,
    words: Words,
    change_settings: ChangeSettings,
    get_team: GetTeam,
) -> None:
    by = query.from_user.id
    await change_settings(by=by, own_hours=int(callback_data.allowed))
    await show(query, views.team(words, await get_team(by=by)))


def make_router() -> Router:
    router = Router(name="team")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_team, OpenTeam.filter())
    router.callback_query.register(open_member, OfMember.filter(F.act.in_({MemberAct.SHOW, MemberAct.ASK_REMOVE})))
    router.callback_query.register(remove, OfMember.filter(F.act == MemberAct.REMOVE))
    router.callback_query.register(bring_back, OfMember.filter(F.act == MemberAct.BRING_BACK))
    router.callback_query.register(set_role, SetRole.filter())
    router.callback_query.register(ask_own_schedule, AskOwnSchedule.filter())
    router.callback_query.register(set_own_schedule, SetOwnSchedule.filter())
    router.callback_query.register(ask_role, AskRole.filter())
    router.callback_query.register(invite, Invite.filter())
    router.callback_query.register(open_invitation, OfInvitation.filter(F.act == InvitationAct.SHOW))
    router.callback_query.register(call_off, OfInvitation.filter(F.act == InvitationAct.CALL_OFF))
    router.callback_query.register(set_own_hours, SetOwnHours.filter())
    return router
