"""What the use cases ask of storage about the people who come, and about what became of their visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.birthdays import Birthday
from services.booking_bot.domain.customer_profile import CustomerProfile
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.outcomes import Mark
from services.booking_bot.domain.rhythm import PastVisit


@dataclass(frozen=True, slots=True)
class Person:
    """A customer in a list; ``last`` is the beginning of the newest visit that is not ahead."""

    customer: Customer
    last: datetime | None = None
    birthday: Birthday | None = None


class Clientele(Protocol):
    """The customers as the owner sees them; those who had their data deleted are not among them."""

    async def people(self, now: datetime) -> list[Person]:
        """All in one query: the newest visit first, then those who never came, the newest first."""

    async def regulars(self) -> Mapping[int, Sequence[PastVisit]]:
        """Customer → the bookings that were not cancelled, of those who have three at least, in one query."""

    async def get(self, customer_id: int) -> tuple[Customer, CustomerProfile] | None: ...
    async def with_phone(self, phone: str) -> list[Customer]:
        """All who have this number, however it is spelt, in the order in which they were known."""

    async def with_username(self, username: str) -> list[Customer]:
        """All whose @username it is, without the @ and whatever its capitals."""

    async def recent(self, now: datetime, most: int) -> list[Customer]:
        """Who came last or was entered by hand last, the newest first; nobody who had his data deleted."""

    async def save_profile(self, customer_id: int, profile: CustomerProfile) -> None: ...
    async def set_access(self, customer_id: int, access: Access) -> None:
        """Who is not banned any more is not when he comes back, either."""

    async def name_guest(self, customer_id: int, name: str) -> None:
        """The customer's visits say that ``name`` comes, where they named nobody."""

    async def merge(self, kept_id: int, gone_id: int) -> None:
        """All rows of the one become the other's, and his own row goes. Asks for the specialists' lock."""


class Lapsed(Protocol):
    """Customers with neither a visit nor a booking nor a first word since an instant; never people of the business."""

    async def count(self, before: datetime) -> int: ...
    async def some(self, before: datetime, limit: int) -> list[Customer]: ...


class Marks(Protocol):
    """Who came, what was received, and the days that were asked about."""

    async def set(self, booking_id: int, mark: Mark) -> None: ...
    async def rest_came(self, span: Interval, now: datetime) -> int:
        """Of the visits that begin in ``span`` and have begun: those unmarked took place, for the price booked.

        Gives how many there were.
        """

    async def begin_asking(self, day: date) -> bool:
        """True the first time."""
