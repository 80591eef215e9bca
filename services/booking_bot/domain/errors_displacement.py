"""What a request about displaced visits can run into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.errors import DomainError


@dataclass(eq=False)
class NotDisplaced(DomainError):
    """The visit takes place as it is booked, or was settled: there is nothing to choose any more."""

    booking_id: int


@dataclass(eq=False)
class SpecialistBusy(DomainError):
    """She cannot do the visit at ``start`` any more."""

    specialist_id: int
    start: datetime


@dataclass(eq=False)
class DisplacementNotFound(DomainError):
    displacement_id: int


@dataclass(eq=False)
class NobodyDisplaced(DomainError):
    """No visit is left outside the schedule, or all those customers are being asked already."""
