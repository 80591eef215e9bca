"""One of the team books somebody, in Telegram or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.authority import require_may_plan
from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.changes import require_open, stands
from services.booking_bot.domain.customers import Customer, checked_name, checked_phone, number_in
from services.booking_bot.domain.errors_customers import UsernameUnknown
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.people_search import is_username, same_name
from services.booking_bot.domain.plan_limits import Limit
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import instant_in_reach
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.calendars import NoRoom
from services.booking_bot.use_cases.clientele import known_by_id
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.plan_limits import require_room_in_plan
from services.booking_bot.use_cases.refusal import refusal
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.write_booking import Order, write_booking
from services.shared.runtime.clock import Clock

A_MOMENT = timedelta(minutes=1)
"""Within it the same person at the same time is the same tap once more, and no second visit."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is to come: a customer of the list by his id, or what was typed.

    ``name`` may also be the @username or the number of a customer there is: the visit is his then. A number that
    nobody has is kept as one.
    """

    name: str = ""
    phone: str | None = None
    customer_id: int | None = None

    def checked(self) -> Guest:
        """Raises ``InvalidName``, ``InvalidPhone``."""
        if self.customer_id is not None:
            return self
        return Guest(checked_name(self.name), checked_phone(self.phone) if self.phone else None)

    def require_newcomer(self) -> None:
        """Raises ``UsernameUnknown``: nobody is entered by an @username alone."""
        if self.phone is None and is_username(self.name):
            raise UsernameUnknown(self.name)


@dataclass(frozen=True, slots=True)
class BookByHand:
    """Whom ``name``, ``phone`` and ``customer_id`` mean: see ``Guest``. The others whom it concerns are told.

    A specialist books for herself alone, and nobody by his place in the list of customers, which she does not see.

    Any minute of today and later that has the room inside the opening hours will do: step, notice and horizon bind
    the customers alone. ``anyway``: without the room and outside the hours, too; the log says so. A repeated
    ``update_id`` gives the booking that it made the first time; so does the same once more within a minute.

    Raises:
        NotAllowed, TakesNoBookings, InvalidName, InvalidPhone, UsernameUnknown, CustomerNotFound, ServiceNotFound,
        ServiceHidden, SpecialistNotFound, PlanHoldsNoMore, and a ``TimeRefused`` as ``Book``, with what is in the way.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self,
        *,
        by: int,
        plan: Plan,
        start: datetime,
        name: str = "",
        phone: str | None = None,
        customer_id: int | None = None,
        update_id: int | None = None,
        anyway: bool = False,
    ) -> Booking:
        now, guest = self.clock(), Guest(name, phone, customer_id).checked()
        wanted = _Wanted(guest, plan, instant_in_reach(start), Actor(by, Side.BUSINESS), update_id, anyway)
        try:
            async with self.storage.writing() as tables:
                booking = await _book_within(tables, wanted, now)
            self.storage.notice_written.set()  # the sender looks at what the plan holds
            return booking
        except NoRoom as refused:
            no_room = refused
        raise await refusal(self.storage, no_room, wanted.start, Side.BUSINESS, now)


@dataclass(frozen=True, slots=True)
class _Wanted:
    guest: Guest
    plan: Plan
    start: datetime
    by: Actor
    update_id: int | None
    anyway: bool


async def _book_within(tables: Tables, wanted: _Wanted, now: datetime) -> Booking:
    settings = await read_settings(tables)
    require_may_plan(settings, wanted.plan, wanted.by)
    require_may_name(settings, wanted.guest, wanted.by.user_id)
    earlier = await earlier_subject(tables, wanted.update_id, now)
    if earlier is not None:
        return await booking_of(tables, settings, earlier, wanted.by)
    require_open(settings, wanted.by.side)
    await tables.specialists.lock()  # before anything is read that decides: who does it, and how
    known = await known_guest(tables, wanted.guest)
    booking = await _a_moment_ago(tables, wanted, known, now)
    if booking is None:
        await require_room_in_plan(tables, settings, Limit.BOOKINGS, now)
        customer = known or await _added(tables, wanted.guest, now)
        order = Order(customer, wanted.plan, wanted.start, wanted.by, anyway=wanted.anyway)
        booking = await write_booking(tables, settings, order, now)
    await remember_subject(tables, wanted.update_id, booking.id)
    return booking


def require_may_name(settings: BusinessSettings, guest: Guest, by: int) -> None:
    """A specialist, who does not see the list of customers, names them in words. Raises ``NotAllowed``."""
    if guest.customer_id is not None:
        settings.require_admin(by)


async def known_guest(tables: Tables, guest: Guest) -> Customer | None:
    """The customer who is meant, the one in Telegram first; None for a newcomer. Raises ``CustomerNotFound``."""
    if guest.customer_id is not None:
        return (await known_by_id(tables, guest.customer_id))[0]
    number = guest.phone or number_in(guest.name)
    if number is not None:
        found = await tables.clientele.with_phone(number)
        if guest.phone is not None:
            found = [customer for customer in found if same_name(customer.name, guest.name)]
    elif is_username(guest.name):
        found = await tables.clientele.with_username(guest.name[1:])
    else:
        found = []
    return min(found, key=lambda customer: (customer.user_id is None, customer.id), default=None)


async def _added(tables: Tables, guest: Guest, now: datetime) -> Customer:
    guest.require_newcomer()
    return await tables.customers.add(guest.name, guest.phone or number_in(guest.name), now)


async def _a_moment_ago(tables: Tables, wanted: _Wanted, known: Customer | None, now: datetime) -> Booking | None:
    """What the same tap has booked already."""
    at_that_time = Interval(wanted.start, wanted.start + timedelta.resolution)
    for booking in await tables.bookings.starting_within(at_that_time):
        whose = booking.customer
        same = whose.id == known.id if known else (whose.name, whose.phone) == (wanted.guest.name, wanted.guest.phone)
        by_hand = booking.booked_by is Side.BUSINESS and now - booking.created_at < A_MOMENT
        if same and by_hand and stands(booking, wanted.plan, wanted.start):
            return booking
    return None
