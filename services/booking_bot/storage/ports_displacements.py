"""What the use cases ask of storage about displaced bookings, and about the lists that show them to the admins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.booking_bot.domain.displacements import (
    Cause,
    Displaced,
    DisplacedState,
    Displacement,
    NewDisplaced,
    Scope,
)


@dataclass(frozen=True, slots=True)
class LiveList:
    """A list that is owed to an admin; ``attempts`` failed so far. ``message_id`` is None as long as it was not sent.

    ``anew``: it is to be sent once more, and the old message to go. ``language`` is the reader's.
    """

    displacement_id: int
    user_id: int
    message_id: int | None
    page: int
    anew: bool
    attempts: int
    language: str | None


class Displacements(Protocol):
    """Every change of a booking's state makes the displacement's version grow, and the lists are owed an edit."""

    async def begin(self, cause: Cause, scope: Scope, displaced: Sequence[NewDisplaced], now: datetime) -> int: ...
    async def get(self, displacement_id: int) -> Displacement | None: ...
    async def open(self) -> list[Displacement]:
        """Those with bookings that are open, the newest first."""

    async def closing(self, specialist_id: int, day: date) -> Displacement | None:
        """The newest that closes her on this day."""

    async def displaced(self, displacement_id: int) -> list[Displaced]: ...
    async def one(self, displaced_id: int) -> Displaced | None: ...
    async def of_booking(self, booking_id: int) -> Displaced | None:
        """The newest of the booking, open or not."""

    async def all_open(self) -> list[Displaced]: ...
    async def count_open(self) -> int: ...
    async def change(self, displaced: Displaced, state: DisplacedState) -> bool:
        """False when it is in another state by now, or may not become this one."""

    async def touch(self, displacement_id: int) -> None:
        """What the lists say of it besides has changed."""

    async def asked(self, displaced: Displaced) -> None:
        """The message has reached the customer."""

    async def due(self, now: datetime) -> list[tuple[Displaced, DisplacedState]]:
        """Those whose time has come, each with the state that it is to have: to call, or over."""

    async def next_due(self) -> datetime | None: ...
    async def forget(self, before: datetime) -> int:
        """Those that began before, and of which nothing is open."""


class DisplacementLists(Protocol):
    """The list of each displacement in the chat of each admin: a message that is edited until it shows the latest."""

    async def show(self, displacement_id: int, user_id: int, now: datetime) -> None:
        """The admin has a list of it from now on; one that he has is sent once more."""

    async def turn(self, displacement_id: int, user_id: int, page: int, now: datetime) -> None:
        """To another page."""

    async def hurry(self, displacement_id: int, user_id: int, now: datetime) -> None:
        """The admin has pressed something, and is not to wait for what it changed."""

    async def next(self, now: datetime) -> LiveList | None:
        """One that does not show what is the case, and may be touched."""

    async def next_due(self) -> datetime | None: ...
    async def shown(self, live: LiveList, message_id: int, version: int, due_at: datetime) -> None:
        """``message_id`` shows this version; the next edit not before ``due_at``."""

    async def later(self, live: LiveList, due_at: datetime) -> None: ...
    async def drop(self, live: LiveList) -> None:
        """It can never be shown: the admin has left the chat, or is none any more."""
