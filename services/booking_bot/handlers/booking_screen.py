"""From a choice to the card of the booking, for every way that leads to it."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.book import Book
from services.booking_bot.views import bookings
from services.booking_bot.views.choices import AtTime
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import Screen


@dataclass(frozen=True, slots=True)
class BookingScreen:
    """Books what ``choice`` says. Raises as ``Book`` does."""

    book: Book
    clock: Clock

    async def __call__(
        self,
        choice: AtTime,
        words: Words,
        settings: BusinessSettings,
        user_id: int,
        update_id: int,
        *,
        guest: str | None = None,
        without_phone: bool = False,
    ) -> Screen:
        booking = await self.book(
            user_id=user_id,
            plan=choice.plan,
            start=choice.start,
            guest=guest,
            update_id=update_id,
            without_phone=without_phone,
        )
        return bookings.booked(words, settings, booking, self.clock())
