"""What changes of the team, and of what its people are paid, can run into; as in ``errors``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.booking_bot.domain.errors import DomainError, WrongAnswer
from services.booking_bot.domain.team import Role


@dataclass(eq=False)
class MemberNotFound(DomainError):
    """``user_id`` is not of the team, or has been gone for too long to be brought back."""

    user_id: int


@dataclass(eq=False)
class NoSchedule(DomainError):
    """Somebody can be a specialist only as one of those who take visits."""


@dataclass(eq=False)
class InvitationUnknown(DomainError):
    """No invitation has this code: the link was cut or made up, or is long over."""


@dataclass(eq=False)
class InvitationUsed(DomainError):
    """Somebody else has joined by it."""


@dataclass(eq=False)
class InvitationCalledOff(DomainError):
    """By an owner, or whoever sent it is no owner any more."""


@dataclass(eq=False)
class InvitationExpired(DomainError):
    expired_at: datetime


@dataclass(eq=False)
class AlreadyInTeam(DomainError):
    """Who opened an invitation is of the team, with this role."""

    role: Role


@dataclass(eq=False)
class InvalidPercent(WrongAnswer):
    """A share is more than nothing and at most everything."""


@dataclass(eq=False)
class PayRewritesPast(WrongAnswer):
    """Terms of pay that hold already are changed from ``today`` on at the earliest."""

    today: date
