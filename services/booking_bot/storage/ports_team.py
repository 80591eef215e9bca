"""What the use cases ask of storage about the people of the business, what they changed, and what they are paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from services.booking_bot.domain.audit import Act, LogEntry
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.invitations import Invitation
from services.booking_bot.domain.pay import DatedTerms, PayTerms, Sale
from services.booking_bot.domain.team import Member, Team


@dataclass(frozen=True, slots=True)
class StaffPerson:
    """A member, or one who was taken off the team, by name; None for who has never written to the bot.

    ``specialist``: the name of whose visits are this person's own.
    """

    member: Member
    name: str | None
    username: str | None
    specialist: str | None
    left: bool = False


class Staff(Protocol):
    async def team(self) -> Team: ...
    async def people(self) -> list[StaffPerson]:
        """The same with their names, in one query."""

    async def put(self, member: Member) -> None:
        """Insert by ``user_id``, or change the role; who was taken off is of the team again."""

    async def remove(self, user_id: int, now: datetime) -> None: ...
    async def forget(self, before: datetime) -> int:
        """Drop those who were taken off before the instant."""


class Invitations(Protocol):
    async def add(self, invitation: Invitation, code_hash: str) -> int:
        """``id`` is ignored."""

    async def set_hash(self, invitation_id: int, code_hash: str) -> None:
        """The link that was given before opens nothing any more."""

    async def get(self, invitation_id: int) -> Invitation | None: ...
    async def by_hash(self, code_hash: str) -> Invitation | None: ...
    async def open(self, now: datetime) -> list[Invitation]:
        """Those that can still be used, the newest first."""

    async def accept(self, invitation_id: int, user_id: int) -> bool:
        """False when it is not open any more: somebody was first."""

    async def call_off(self, invitation_id: int) -> bool:
        """False when it is not open any more."""

    async def untold(self) -> Invitation | None:
        """The one that was accepted longest ago of those whose senders have not heard of it."""

    async def told(self, invitation_id: int) -> None: ...

    async def forget(self, before: datetime) -> int:
        """Drop those that expired before the instant."""


class Audit(Protocol):
    async def add(self, entry: LogEntry) -> None:
        """What is set when it is read is ignored."""

    async def page(self, *, limit: int, offset: int = 0, by: int | None = None) -> list[LogEntry]:
        """The newest first, with the names of those who did it and of the customers; ``by``: what one person did."""

    async def forget_values(self, customer_id: int, acts: Sequence[Act]) -> None:
        """What such lines about the customer say is gone, the lines stay."""

    async def forget(self, before: datetime) -> int: ...


class Pay(Protocol):
    async def terms(self) -> dict[int, tuple[DatedTerms, ...]]:
        """Specialist → hers in order of time, for all of them in one query."""

    async def set_terms(self, specialist_id: int, first_day: date, terms: PayTerms) -> None:
        """They take the place of those that begin on the same day."""

    async def drop_terms(self, terms_id: int) -> None: ...
    async def sales(self, span: Interval, zone: ZoneInfo) -> list[Sale]:
        """Visits that were not cancelled and begin in ``span``; their days are those of ``zone``."""
