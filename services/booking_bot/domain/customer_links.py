"""A link that a customer without Telegram gets from the shop: who opens it is he."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.bookings import Booking, BookingState
from services.booking_bot.domain.consent import NameRule, PhoneRule
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.errors_links import LinkOver, LinkUsed
from services.booking_bot.domain.settings import BusinessSettings

LONGEST_LIFE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class CustomerLink:
    """``used_by``: the Telegram id of who opened it; ``expires_at`` aware, in UTC."""

    code_hash: str
    booking_id: int
    made_by: int
    expires_at: datetime
    used_by: int | None = None

    def is_opened_again(self, user_id: int, booking: Booking) -> bool:
        """By the same person: to him it shows the visit for ever. Raises ``LinkUsed`` for anybody else."""
        if self.used_by is None and booking.customer.user_id is None:
            return False
        if booking.customer.user_id != user_id or self.used_by not in {None, user_id}:
            raise LinkUsed
        return True

    def require_valid(self, booking: Booking, now: datetime) -> None:
        """Raises ``LinkOver``."""
        if now >= min(self.expires_at, booking.end) or booking.state is not BookingState.BOOKED:
            raise LinkOver


def asks_consent(entered: Customer, settings: BusinessSettings) -> bool:
    """Whether who opens the link of ``entered`` is asked before name and number are kept as his."""
    asked = settings.name_rule is NameRule.ASKED or settings.phone_rule is not PhoneRule.NOT_ASKED
    return asked or entered.phone is not None
