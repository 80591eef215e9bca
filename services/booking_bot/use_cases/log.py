"""The log of changes, to be read in the chat."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.audit import LogEntry
from services.booking_bot.storage.ports import Storage
from services.booking_bot.storage.ports_team import StaffPerson
from services.booking_bot.use_cases.settings import as_admin

PAGE = 8


@dataclass(frozen=True, slots=True)
class LogPage:
    """The newest entry first. ``of``: whose alone; ``people``: whose one may ask for, members and who was one lately.

    ``more``: there are older ones.
    """

    entries: tuple[LogEntry, ...]
    number: int
    more: bool
    of: int | None
    people: tuple[StaffPerson, ...]


@dataclass(frozen=True, slots=True)
class ReadLog:
    """One page, counted from 0. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int, page: int = 0, of: int | None = None) -> LogPage:
        async with self.storage.reading() as tables:
            await as_admin(tables, by)
            found = await tables.audit.page(limit=PAGE + 1, offset=page * PAGE, by=of)
            people = await tables.staff.people()
        return LogPage(tuple(found[:PAGE]), page, len(found) > PAGE, of, tuple(people))
