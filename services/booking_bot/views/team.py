"""The team: who is of it, what each may do, who is invited."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.invitations import Invitation
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.domain.team import Role
from services.booking_bot.storage.ports_team import StaffPerson
from services.booking_bot.use_cases.team import TeamBoard
from services.booking_bot.views.home import home_row
from services.booking_bot.views.more import more_row
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.team_buttons import (
    NOBODYS,
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
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
SIGNS = {Role.OWNER: "👑", Role.ADMIN: "🛠", Role.SPECIALIST: "💇"}


def team(words: Words, board: TeamBoard, page: int = 0, title: Html | None = None) -> Screen:
    """Members, who was taken off lately, and open invitations; an owner has a button for each."""
    entries: list[StaffPerson | Invitation] = [*board.people, *board.invitations]
    shown = Page.of(entries, page, PAGE)
    lines = [*([title, ""] if title else []), words("<b>Team</b>"), ""]
    lines += [_line(words, board, entry) for entry in shown.items]
    if not board.may_change:
        lines += ["", words("Only an owner changes the team.")]
    turning = shown.turning(lambda number: OpenTeam(page=number))
    if not board.may_change:
        return screen("\n".join(lines), (turning, more_row(words)))
    rows: list[Row] = [[_entry_button(words, board, entry)] for entry in shown.items]
    invite = [button(words.label("➕ Invite"), AskRole())]
    return screen("\n".join(lines), (*rows, turning, invite, _hours_row(words, board), more_row(words)))


def _line(words: Words, board: TeamBoard, entry: StaffPerson | Invitation) -> Html:
    if isinstance(entry, Invitation):
        what = role_text(words, entry.role, board.specialist_name(entry.specialist_id))
        return words("✉️ Invited: {role}, until {day}", role=what, day=_until(words, entry))
    if entry.left:
        return words("🚪 {name}: not of the team any more", name=person_name(words, entry))
    you = words(" (you)") if entry.member.user_id == board.asked_by else Html("")
    return words(
        "{sign} {name}{you} · {role}",
        sign=SIGNS[entry.member.role],
        name=person_name(words, entry),
        you=you,
        role=role_text(words, entry.member.role, entry.specialist),
    )


def _entry_button(words: Words, board: TeamBoard, entry: StaffPerson | Invitation) -> InlineKeyboardButton:
    if isinstance(entry, Invitation):
        what = role_text(words, entry.role, board.specialist_name(entry.specialist_id))
        return button(f"✉️ {what}", OfInvitation(act=InvitationAct.SHOW, id=entry.id))
    user, name = entry.member.user_id, person_name(words, entry)
    if entry.left:
        return button(words.label("↩️ Bring back: {name}", name=name), OfMember(act=MemberAct.BRING_BACK, user=user))
    return button(f"{SIGNS[entry.member.role]} {name}", OfMember(act=MemberAct.SHOW, user=user))


def _hours_row(words: Words, board: TeamBoard) -> Row:
    label = (
        words.label("✅ Specialists set their own hours")
        if board.own_hours
        else words.label("🚫 Specialists do not set their own hours")
    )
    return [button(label, SetOwnHours(allowed=not board.own_hours))]


def person_name(words: Words, person: StaffPerson) -> str:
    """As Telegram shows the person, or as whom the person works; nobody who never wrote to the bot has a name."""
    return person.name or person.specialist or words.label("Telegram {id}", id=person.member.user_id)


def role_text(words: Words, role: Role, specialist: str | None = None) -> str:
    """«владелец», «мастер Анна»."""
    names = {
        Role.OWNER: words.label("owner"),
        Role.ADMIN: words.label("admin"),
        Role.SPECIALIST: words.label("specialist"),
    }
    return names[role] if specialist is None else f"{names[role]} ({specialist})"


def member(words: Words, person: StaffPerson, title: Html | None = None) -> Screen:
    """The card of one, for an owner: the role, whose visits are the person's own, and how to take the person off."""
    user = person.member.user_id
    lines = [*([title, ""] if title else []), words("<b>{name}</b>", name=person_name(words, person))]
    if person.username:
        lines.append(words("@{username}", username=person.username))
    lines += [
        words("Role: {role}", role=role_text(words, person.member.role)),
        words("Own visits: {name}", name=person.specialist or "–"),
        "",
        words("An owner may do everything. An admin changes all but the team. A specialist has the own day alone."),
    ]
    roles = [_role_button(words, person, role) for role in Role]
    own = [button(words.label("🗓 Whose visits are the own ones"), AskOwnSchedule(user=user))]
    remove = [button(words.label("🗑 Take off the team"), OfMember(act=MemberAct.ASK_REMOVE, user=user))]
    return screen("\n".join(lines), (roles, own, remove, team_row(words)))


def _role_button(words: Words, person: StaffPerson, role: Role) -> InlineKeyboardButton:
    name = role_text(words, role)
    label = f"✅ {name}" if person.member.role is role else name
    return button(label, SetRole(user=person.member.user_id, role=role))


def ask_remove(words: Words, person: StaffPerson) -> Screen:
    text = words(
        "Take <b>{name}</b> off the team? Nothing of the business is open to this person then.\n"
        "For a week you can bring the person back.",
        name=person_name(words, person),
    )
    user = person.member.user_id
    yes = [button(words.label("Yes, take off"), OfMember(act=MemberAct.REMOVE, user=user))]
    no = [button(words.label("No, leave it"), OfMember(act=MemberAct.SHOW, user=user))]
    return screen(text, (yes, no))


def ask_give_up(words: Words, wanted: SetRole) -> Screen:
    """Asked of an owner alone, who could not take it back himself."""
    text = words(
        "You would be {role} instead of an owner, and could not make yourself one again.",
        role=role_text(words, wanted.role),
    )
    yes = [button(words.label("Yes, give it up"), wanted.model_copy(update={"sure": True}))]
    no = [button(words.label("No, leave it"), OfMember(act=MemberAct.SHOW, user=wanted.user))]
    return screen(text, (yes, no))


def ask_own_schedule(words: Words, board: TeamBoard, person: StaffPerson, page: int = 0) -> Screen:
    user = person.member.user_id
    text = words("Whose visits are the own ones of <b>{name}</b>?", name=person_name(words, person))
    shown = Page.of(_working(board.specialists), page, PAGE)
    rows: list[Row] = [
        [_chosen(one, person.member.specialist_id, SetOwnSchedule(user=user, who=one.id))] for one in shown.items
    ]
    turning = shown.turning(lambda number: AskOwnSchedule(user=user, page=number))
    nobodys: Row = []
    if person.member.manages:
        nobodys = [button(words.label("Nobody's"), SetOwnSchedule(user=user, who=NOBODYS))]
    back = [button(words.label("‹ Back"), OfMember(act=MemberAct.SHOW, user=user))]
    return screen(text, (*rows, turning, nobodys, back))


def ask_as_whom(words: Words, board: TeamBoard, person: StaffPerson) -> Screen:
    """A member becomes a specialist: whose day is it?"""
    user = person.member.user_id
    text = words("As which specialist does <b>{name}</b> work?", name=person_name(words, person))
    rows: list[Row] = [
        [_chosen(one, None, SetRole(user=user, role=Role.SPECIALIST, who=one.id))]
        for one in _working(board.specialists)[:PAGE]
    ]
    back = [button(words.label("‹ Back"), OfMember(act=MemberAct.SHOW, user=user))]
    return screen(text, (*rows, back))


def _working(specialists: Sequence[Specialist]) -> Sequence[Specialist]:
    return [one for one in specialists if one.active]


def _chosen(
    specialist: Specialist, chosen: int | None, data: SetOwnSchedule | SetRole | Invite
) -> InlineKeyboardButton:
    mark = "✅" if specialist.id == chosen else "💇"
    return button(f"{mark} {specialist.name}", data)


def ask_role(words: Words) -> Screen:
    text = words("Whom do you invite?\n\nYou get a link to forward. One person can join by it, within seven days.")
    rows: list[Row] = [[button(f"{SIGNS[role]} {role_text(words, role)}", Invite(role=role))] for role in Role]
    return screen(text, (*rows, team_row(words)))


def ask_whom_to_invite(words: Words, board: TeamBoard, page: int = 0) -> Screen:
    text = words("Which specialist do you invite?")
    shown = Page.of(_working(board.specialists), page, PAGE)
    taken = {person.member.specialist_id for person in board.people if not person.left}
    rows: list[Row] = [
        [_chosen(one, one.id if one.id in taken else None, Invite(role=Role.SPECIALIST, who=one.id))]
        for one in shown.items
    ]
    turning = shown.turning(lambda number: Invite(role=Role.SPECIALIST, page=number))
    hint = words("✅ has joined already.") if taken & {one.id for one in shown.items} else Html("")
    return screen("\n".join(filter(None, (text, hint))), (*rows, turning, team_row(words)))


def invitation(words: Words, board: TeamBoard, shown: Invitation) -> Screen:
    """An open one; its link was shown once, and can only be made anew."""
    text = words(
        "✉️ Invited: {role}\nThe link holds until {day}. It was shown to you once; if it is lost, call this invitation "
        "off and make another.",
        role=role_text(words, shown.role, board.specialist_name(shown.specialist_id)),
        day=_until(words, shown),
    )
    off = [button(words.label("🚫 Call off"), OfInvitation(act=InvitationAct.CALL_OFF, id=shown.id))]
    return screen(text, (off, team_row(words)))


def _until(words: Words, shown: Invitation) -> str:
    return words.short_when(shown.expires_at)


def team_row(words: Words) -> Row:
    return [button(words.label("‹ Team"), OpenTeam())]


def not_yours(words: Words) -> Screen:
    """Who was an owner has given it up himself."""
    return screen(words("✅ Saved. You do not manage this business any more."), (home_row(words),))
