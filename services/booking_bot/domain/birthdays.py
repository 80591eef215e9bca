"""A customer's birthday: a day of the year, with the year where it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from services.booking_bot.domain.errors_customers import InvalidBirthday

SOON_DAYS = 14
OLDEST_YEAR = 1900
LEAP_YEAR = 2000
_TYPED = re.compile(r"(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{4}))?\.?")


@dataclass(frozen=True, slots=True)
class Birthday:
    day: int
    month: int
    year: int | None = None

    @classmethod
    def typed(cls, text: str, today: date) -> Birthday:
        """ "5.3", "05.03.1990". Raises ``InvalidBirthday``."""
        match = _TYPED.fullmatch(text.strip())
        if match is None:
            raise InvalidBirthday(text[:40])
        day, month, year = int(match[1]), int(match[2]), int(match[3]) if match[3] else None
        try:
            born = date(year or LEAP_YEAR, month, day)
        except ValueError:
            raise InvalidBirthday(text[:40]) from None
        if year is not None and (year < OLDEST_YEAR or born > today):
            raise InvalidBirthday(text[:40])
        return cls(day, month, year)

    @classmethod
    def read(cls, stored: str) -> Birthday:
        """What ``str`` gave."""
        *year, month, day = stored.split("-")
        return cls(int(day), int(month), int(year[0]) if year else None)

    def __str__(self) -> str:
        """ "1990-03-05", "03-05"."""
        year = "" if self.year is None else f"{self.year:04d}-"
        return f"{year}{self.month:02d}-{self.day:02d}"

    def next_on(self, today: date) -> date:
        """The next one, today's too; on 28 February where the year has no 29th."""
        this_year = self._in(today.year)
        return this_year if this_year >= today else self._in(today.year + 1)

    def is_soon(self, today: date) -> bool:
        return self.next_on(today) - today <= timedelta(days=SOON_DAYS)

    def _in(self, year: int) -> date:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)
