"""What the use cases ask of storage about shifts, exceptions by date and blocked time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.schedule import DayException, Shift


class Schedules(Protocol):
    """What comes on top of the weekly hours. Changes ask for the specialists' lock."""

    async def shifts(self) -> dict[int, tuple[Shift, ...]]:
        """Specialist → shifts in order of time, for all of them in one query."""

    async def set_shift(self, specialist_id: int, shift: Shift) -> None:
        """It takes the place of those that begin on its first day or later."""

    async def drop_shifts(self, specialist_id: int) -> None: ...
    async def exceptions(self, first: date, last: date) -> list[DayException]:
        """Those that touch the days ``first`` … ``last``, of everybody, in the order in which they were added."""

    async def exception(self, exception_id: int) -> DayException | None: ...
    async def add_exception(self, exception: DayException) -> DayException:
        """``id`` is ignored. It takes the place of one for the very same days."""

    async def remove_exception(self, exception_id: int) -> None: ...
    async def add_closing(self, exception: DayException, displacement_id: int) -> None:
        """One that was made with a displacement: it lies over others for the same days, and takes no one's place."""

    async def remove_closing(self, displacement_id: int) -> None:
        """Those that were made with it: what else was said of the days holds again."""


class Blocks(Protocol):
    """Time of a specialist in which nobody is booked. Changes ask for the specialists' lock."""

    async def add(self, specialist_id: int, span: Interval, *, lane: int) -> Block:
        """Raises ``TimeOverlaps`` when the lane is taken."""

    async def get(self, block_id: int) -> Block | None: ...
    async def within(self, span: Interval) -> Sequence[Block]:
        """Those that overlap ``span``, in order of time."""

    async def remove(self, block_id: int) -> None: ...
