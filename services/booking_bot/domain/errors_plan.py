"""What the owner's plan holds no more of; as in ``errors``."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.errors import DomainError
from services.booking_bot.domain.plan_limits import PlanUse


@dataclass(eq=False)
class PlanHoldsNoMore(DomainError):
    """The 14 days in which more could be used are over."""

    use: PlanUse
