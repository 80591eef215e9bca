"""Invitations to the team: a link that one person may use once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.booking_bot.domain.errors_team import (
    AlreadyInTeam,
    InvitationCalledOff,
    InvitationExpired,
    InvitationUsed,
)
from services.booking_bot.domain.team import Member, Role, Team

VALID_FOR = timedelta(days=7)
KEEP_INVITATIONS = timedelta(days=30)
"""After that a link that was not used answers as one that never was."""


class InvitationState(StrEnum):
    OPEN = "open"
    """It expires by itself: from ``expires_at`` on nobody can use it."""
    ACCEPTED = "accepted"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Invitation:
    """``invited_by`` and ``accepted_by`` are Telegram ids; a specialist is invited to be ``specialist_id``."""

    id: int
    role: Role
    specialist_id: int | None
    invited_by: int
    expires_at: datetime
    state: InvitationState = InvitationState.OPEN
    accepted_by: int | None = None

    def member(self, user_id: int) -> Member:
        return Member(user_id, self.role, self.specialist_id)

    def is_open(self, now: datetime) -> bool:
        return self.state is InvitationState.OPEN and now < self.expires_at


def require_usable(invitation: Invitation, team: Team, user_id: int, now: datetime) -> None:
    """Whether this person may join by it now. Nobody of the team can: roles are changed by an owner, not by a link.

    Raises:
        AlreadyInTeam, InvitationUsed, InvitationCalledOff, InvitationExpired.
    """
    member = team.member(user_id)
    if member is not None:
        raise AlreadyInTeam(member.role)
    if invitation.state is InvitationState.ACCEPTED:
        raise InvitationUsed
    if invitation.state is InvitationState.CALLED_OFF or invitation.invited_by not in team.owners:
        raise InvitationCalledOff
    if now >= invitation.expires_at:
        raise InvitationExpired(invitation.expires_at)
