"""Updates in hand: those of one person one after the other, those of different people side by side."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiogram.types import Update

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Lanes:
    """``lowest``: the smallest id of an update whose handler has not ended; ``highest``: the largest ever taken in."""

    handle: Callable[[Update], Awaitable[None]]
    highest: int | None = None
    _tasks: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _last_of: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _ended: set[int] = field(default_factory=set)
    _broken_off: set[int] = field(default_factory=set)

    @property
    def lowest(self) -> int | None:
        return min(self._tasks.keys() | self._broken_off, default=None)

    def is_new(self, update: Update) -> bool:
        """Telegram sends again whatever follows an unfinished update; what we have or had is not new."""
        return update.update_id not in self._tasks and update.update_id not in self._ended

    def put(self, update: Update) -> None:
        """Start its handler, after the one of the same person's update before it."""
        number, person = update.update_id, _person(update)
        before = self._last_of.get(person)
        task = asyncio.create_task(self._after(before, update), name=f"update {number}")
        self._tasks[number] = self._last_of[person] = task
        self.highest = number if self.highest is None else max(self.highest, number)
        task.add_done_callback(lambda done: self._end(number, person, done))

    def asks_from(self, offset: int | None) -> None:
        """A poll begins with this offset: what lies before it never comes again.

        Nothing is forgotten sooner: an answer on its way may hold an update that ends before the answer is here.
        """
        self._ended = {ended for ended in self._ended if offset is None or ended >= offset}

    async def settle(self, seconds: float) -> None:
        """Wait until nothing is in hand, this long at most."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=seconds)

    async def drain(self, seconds: float) -> None:
        """Let what runs end; what has not ended by then is left, unconfirmed, to the next start."""
        await self.settle(seconds)
        left = list(self._tasks.values())
        if left:
            logger.warning("%d updates were not finished within %d s; they come again", len(left), seconds)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _after(self, before: asyncio.Task[None] | None, update: Update) -> None:
        if before is not None:
            await asyncio.wait([before])
        try:
            await self.handle(update)
        except Exception:
            logger.exception("update %d was not handled", update.update_id)

    def _end(self, number: int, person: int, task: asyncio.Task[None]) -> None:
        self._tasks.pop(number, None)
        if self._last_of.get(person) is task:
            del self._last_of[person]
        (self._broken_off if task.cancelled() else self._ended).add(number)


def _person(update: Update) -> int:
    """Whose update it is; those of nobody share a lane."""
    event = update.event
    user = getattr(event, "from_user", None) or getattr(event, "user", None)
    return int(user.id) if user is not None else 0
