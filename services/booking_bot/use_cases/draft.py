"""A booking by hand before it is one: everything that will be booked, and whether it can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.errors import TimeRefused
from services.booking_bot.domain.plans import Plan
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.book_by_hand import Guest, known_guest, require_may_name
from services.booking_bot.use_cases.free_times import ForVisit
from services.booking_bot.use_cases.offers import GetOffer, VisitOffer
from services.booking_bot.use_cases.pin_time import PinTime
from services.booking_bot.use_cases.settings import as_staff, read_settings
from services.shared.runtime.clock import Clock

RECENT = 6


@dataclass(frozen=True, slots=True)
class Draft:
    """``plan``: with who does it, where that is known. ``customer``: who comes, if he is one already, else ``guest``.

    ``refused``: why it cannot be booked then, or only anyway.
    """

    plan: Plan
    start: datetime
    offer: VisitOffer
    guest: Guest
    customer: Customer | None = None
    refused: TimeRefused | None = None


@dataclass(frozen=True, slots=True)
class LookAtDraft:
    """Books nothing and keeps nothing.

    Raises:
        As ``PinTime`` does, but for a ``TimeRefused``; InvalidName, InvalidPhone, UsernameUnknown, CustomerNotFound.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, plan: Plan, start: datetime, guest: Guest, *, by: int) -> Draft:
        guest, refused = guest.checked(), None
        async with self.storage.reading() as tables:
            require_may_name(await read_settings(tables), guest, by)
        try:
            plan = await PinTime(self.storage, self.clock)(ForVisit(plan), start, by=by) or plan
        except TimeRefused as error:
            refused = error
        async with self.storage.reading() as tables:
            customer = await known_guest(tables, guest)
        if customer is None:
            guest.require_newcomer()
        return Draft(plan, start, await GetOffer(self.storage)(plan), guest, customer, refused)


@dataclass(frozen=True, slots=True)
class ListRecent:
    """The last visitors, for who is asked who comes; none for a specialist, who does not see the list of customers.

    Raises ``NotAllowed``.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, *, by: int) -> list[Customer]:
        async with self.storage.reading() as tables:
            _, member = await as_staff(tables, by)
            return await tables.clientele.recent(self.clock(), RECENT) if member.manages else []
