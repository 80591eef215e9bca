"""An invitation as the owner forwards it, and as who opens it sees it."""

from __future__ import annotations

from services.booking_bot.domain.invitations import Invitation
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.team import Member, Role
from services.booking_bot.storage.ports_team import StaffPerson
from services.booking_bot.use_cases.invitations import Invited
from services.booking_bot.views import commands
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.home import home_row
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.team import person_name, role_text, team_row
from services.booking_bot.views.team_buttons import InvitationAct, Join, MemberAct, OfInvitation, OfMember
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


def link_of(username: str, code: str) -> str:
    """«https://t.me/salon_bot?start=tKx3…»."""
    return f"https://t.me/{username}?start={commands.TEAM_LINK}{code}"


def to_forward(words: Words, settings: BusinessSettings, invited: Invited, username: str) -> Screen:
    """A message of its own, with nothing on it but what its reader needs."""
    return screen(
        words(
            "You are invited to “{business}” as {role}. Open the link and press “Accept”:\n{link}\n\n"
            "The link is for you alone and holds until {day}.",
            business=settings.name,
            role=role_text(words, invited.invitation.role, invited.specialist),
            link=link_of(username, invited.code),
            day=words.short_when(invited.invitation.expires_at),
        )
    )


def made(words: Words, invited: Invited) -> Screen:
    """Stands above the message that is to be forwarded."""
    text = words("✅ The invitation is ready: forward the next message.\nWho joins by it is named to you.")
    off = OfInvitation(act=InvitationAct.CALL_OFF, id=invited.invitation.id)
    return screen(text, ([button(words.label("🚫 Call off"), off)], team_row(words)))


def offer(words: Words, settings: BusinessSettings, invited: Invited) -> Screen:
    """What the invited person is asked."""
    about = {
        Role.OWNER: words("You would see and change everything."),
        Role.ADMIN: words("You would see and change everything but the team."),
        Role.SPECIALIST: words("You would see your own visits, and set your own hours if the owner lets you."),
    }
    text = words(
        "“{business}” invites you as <b>{role}</b>.",
        business=settings.name,
        role=role_text(words, invited.invitation.role, invited.specialist),
    )
    yes = [button(words.label("✅ Accept"), Join(code=invited.code))]
    no = [button(words.label("Not now"), Open(place=Place.HOME))]
    return screen("\n".join([text, about[invited.invitation.role]]), (yes, no))


def joined(words: Words, settings: BusinessSettings, member: Member) -> Screen:
    text = words(
        "✅ Welcome to “{business}”. You are {role} now.", business=settings.name, role=role_text(words, member.role)
    )
    first: Row = [button(words.label("🗓 My day"), Open(place=Place.MY_DAY))]
    if member.manages:
        first = [button(words.label("⚙️ Manage"), Open(place=Place.MANAGE))]
    return screen(text, (first, home_row(words)))


def told(words: Words, invitation: Invitation, person: StaffPerson) -> Screen:
    """For who has invited."""
    text = words(
        "👥 <b>{name}</b> has joined the team as {role}.",
        name=person_name(words, person),
        role=role_text(words, invitation.role, person.specialist),
    )
    return screen(text, ([button(words.label("Open"), OfMember(act=MemberAct.SHOW, user=person.member.user_id))],))
