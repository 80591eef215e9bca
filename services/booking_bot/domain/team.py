"""The people of the business who use the bot as such: who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from services.booking_bot.domain.errors import LastOwner

BACK_WITHIN = timedelta(days=7)
"""How long somebody who was taken off the team can be brought back by a tap."""


class Role(StrEnum):
    """An owner may do everything; an admin all but change the team; a specialist sees her own schedule alone."""

    OWNER = "owner"
    ADMIN = "admin"
    SPECIALIST = "specialist"


@dataclass(frozen=True, slots=True)
class Member:
    """``user_id`` is Telegram's. ``specialist_id``: whose visits are this person's own; a specialist always has one."""

    user_id: int
    role: Role
    specialist_id: int | None = None

    def __post_init__(self) -> None:
        if self.role is Role.SPECIALIST and self.specialist_id is None:
            raise ValueError(f"{self.user_id} is a specialist without a schedule")

    @property
    def manages(self) -> bool:
        """Whether the whole business is open to this person."""
        return self.role is not Role.SPECIALIST

    @property
    def own(self) -> int | None:
        """The specialist to whose schedule this person is limited; None: to nobody's."""
        return None if self.manages else self.specialist_id


@dataclass(frozen=True, slots=True)
class Team:
    """``members`` in the order in which they came, each person once; ``left``: who was taken off and is no member."""

    members: tuple[Member, ...] = ()
    left: tuple[Member, ...] = ()

    @classmethod
    def of_owners(cls, user_ids: tuple[int, ...]) -> Team:
        return cls(tuple(Member(user_id, Role.OWNER) for user_id in dict.fromkeys(user_ids)))

    @property
    def managers(self) -> tuple[int, ...]:
        """The Telegram ids of owners and admins."""
        return tuple(member.user_id for member in self.members if member.manages)

    @property
    def owners(self) -> tuple[int, ...]:
        return tuple(member.user_id for member in self.members if member.role is Role.OWNER)

    def own_of(self, user_id: int) -> int | None:
        """The specialist to whose schedule this person is limited; None: to nobody's."""
        member = self.member(user_id)
        return None if member is None else member.own

    def member(self, user_id: int) -> Member | None:
        return next((member for member in self.members if member.user_id == user_id), None)

    def with_member(self, member: Member) -> Team:
        """The person with this role from now on. Raises ``LastOwner``."""
        left = tuple(other for other in self.left if other.user_id != member.user_id)
        if self.member(member.user_id) is None:
            return Team((*self.members, member), left)
        changed = tuple(member if other.user_id == member.user_id else other for other in self.members)
        return self._still_owned(Team(changed, left))

    def without(self, user_id: int) -> Team:
        """Raises ``LastOwner``."""
        gone = tuple(member for member in self.members if member.user_id == user_id)
        stays = tuple(member for member in self.members if member.user_id != user_id)
        return self._still_owned(Team(stays, (*self.left, *gone)))

    def _still_owned(self, after: Team) -> Team:
        if self.owners and not after.owners:
            raise LastOwner
        return after


NOBODY = Team()
