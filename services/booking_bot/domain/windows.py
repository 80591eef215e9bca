"""How long before a visit customers may book, move and cancel it: as the business says, or each service for itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from services.booking_bot.domain.services import OwnWindows
from services.booking_bot.domain.settings import BusinessSettings


@dataclass(frozen=True, slots=True)
class Windows:
    """Minutes before the visit; 0 is until it begins."""

    notice_minutes: int
    move_until_minutes: int
    cancel_until_minutes: int

    @property
    def notice(self) -> timedelta:
        return timedelta(minutes=self.notice_minutes)


def windows_of(services: Iterable[OwnWindows], settings: BusinessSettings) -> Windows:
    """Of a visit that consists of ``services``: the longest of each; without one, those of the business."""
    every = list(services)
    return Windows(
        _longest((own.notice_minutes for own in every), settings.notice_minutes),
        _longest((own.move_until_minutes for own in every), settings.move_until_minutes),
        _longest((own.cancel_until_minutes for own in every), settings.cancel_until_minutes),
    )


def _longest(own: Iterable[int | None], everywhere: int) -> int:
    return max((everywhere if minutes is None else minutes for minutes in own), default=everywhere)
