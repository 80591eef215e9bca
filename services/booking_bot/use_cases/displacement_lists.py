"""The owner's live list of a displacement: a message in the chat of each admin, edited as the answers come in.

The sender alone writes to these messages: ``NextList`` until it gives None, each followed by ``ListShown``,
``ListLater`` or ``ListGone``. What admins press changes rows, and the sender is woken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.authority import require_may_lift
from services.booking_bot.domain.displacements import Displacement, DisplacementList, Entry
from services.booking_bot.domain.errors_displacement import DisplacementNotFound
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.storage.ports_displacements import LiveList
from services.booking_bot.use_cases.settings import as_admin, as_staff, read_settings
from services.shared.runtime.clock import Clock

BETWEEN_EDITS = timedelta(seconds=2)
"""Answers that come within this time are shown together."""


@dataclass(frozen=True, slots=True)
class GetDisplacement:
    """Raises ``NotAllowed``, ``DisplacementNotFound``."""

    storage: Storage

    async def __call__(self, displacement_id: int, *, by: int) -> DisplacementList:
        async with self.storage.reading() as tables:
            _, member = await as_staff(tables, by)
            displacement = await displacement_of(tables, displacement_id)
            require_may_lift(member, displacement)
            return await list_of(tables, displacement)


@dataclass(frozen=True, slots=True)
class OpenDisplacements:
    """Those of which something is open, the newest first. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> list[DisplacementList]:
        async with self.storage.reading() as tables:
            await as_admin(tables, by)
            return [await list_of(tables, displacement) for displacement in await tables.displacements.open()]


@dataclass(frozen=True, slots=True)
class CountDisplaced:
    """How many visits are not settled. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> int:
        async with self.storage.reading() as tables:
            await as_admin(tables, by)
            return await tables.displacements.count_open()


@dataclass(frozen=True, slots=True)
class ShowList:
    """The admin gets the list as a new message, and the one that he has goes. Raises ``NotAllowed``,
    ``DisplacementNotFound``."""

    storage: Storage
    clock: Clock

    async def __call__(self, displacement_id: int, *, by: int) -> None:
        async with self.storage.writing() as tables:
            await as_admin(tables, by)
            displacement = await displacement_of(tables, displacement_id)
            await tables.displacement_lists.show(displacement.id, by, self.clock())


@dataclass(frozen=True, slots=True)
class TurnList:
    """The admin's list shows another page (from 0). Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock

    async def __call__(self, displacement_id: int, page: int, *, by: int) -> None:
        async with self.storage.writing() as tables:
            await as_admin(tables, by)
            await tables.displacement_lists.turn(displacement_id, by, page, self.clock())


@dataclass(frozen=True, slots=True)
class OwedList:
    """A list that an admin is owed: what it is to show, and the message that is to show it."""

    live: LiveList
    shows: DisplacementList


@dataclass(frozen=True, slots=True)
class NextList:
    """The list that is owed longest; None when every list shows what is the case, or may not be touched yet.

    The list of who is no admin any more goes.
    """

    storage: Storage
    clock: Clock

    async def __call__(self) -> OwedList | None:
        async with self.storage.writing() as tables:
            admin_ids = (await read_settings(tables)).admin_ids
            while (live := await tables.displacement_lists.next(self.clock())) is not None:
                if live.user_id in admin_ids:
                    return OwedList(live, await list_of(tables, await displacement_of(tables, live.displacement_id)))
                await tables.displacement_lists.drop(live)
        return None


@dataclass(frozen=True, slots=True)
class NextListDue:
    """When a list is owed next (it may be over), None when all are up to date."""

    storage: Storage

    async def __call__(self) -> datetime | None:
        async with self.storage.reading() as tables:
            return await tables.displacement_lists.next_due()


@dataclass(frozen=True, slots=True)
class ListShown:
    """``message_id`` shows it. What has changed meanwhile is owed a little later."""

    storage: Storage
    clock: Clock

    async def __call__(self, owed: OwedList, message_id: int) -> None:
        async with self.storage.writing() as tables:
            version = owed.shows.displacement.version
            await tables.displacement_lists.shown(owed.live, message_id, version, self.clock() + BETWEEN_EDITS)


@dataclass(frozen=True, slots=True)
class ListLater:
    """Telegram was away or asked to wait: try again in ``pause``."""

    storage: Storage
    clock: Clock

    async def __call__(self, owed: OwedList, pause: timedelta) -> None:
        async with self.storage.writing() as tables:
            await tables.displacement_lists.later(owed.live, self.clock() + pause)


@dataclass(frozen=True, slots=True)
class ListGone:
    """It can never be shown: the admin has blocked the bot."""

    storage: Storage

    async def __call__(self, owed: OwedList) -> None:
        async with self.storage.writing() as tables:
            await tables.displacement_lists.drop(owed.live)


async def displacement_of(tables: Tables, displacement_id: int) -> Displacement:
    """Raises ``DisplacementNotFound``."""
    displacement = await tables.displacements.get(displacement_id)
    if displacement is None:
        raise DisplacementNotFound(displacement_id)
    return displacement


async def list_of(tables: Tables, displacement: Displacement) -> DisplacementList:
    bookings = {booking.id: booking for booking in await tables.bookings.of_displacement(displacement.id)}
    displaced = await tables.displacements.displaced(displacement.id)
    return DisplacementList.of(displacement, (Entry(one, bookings[one.booking_id]) for one in displaced))
