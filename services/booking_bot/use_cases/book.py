"""Book a visit: the customer in the chat, or the business by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.access import require_welcome
from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.changes import require_contact, require_may_book, require_plan, stands
from services.booking_bot.domain.customers import Customer, checked_name, checked_phone, number_in
from services.booking_bot.domain.errors_customers import UsernameUnknown
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.people_search import is_exactly, is_username, names_somebody
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.visits import Assignment
from services.booking_bot.domain.zones import instant_in_reach
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.storage.ports_bookings import NewBooking, NewPart
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.calendars import NoRoom, Wish, assign
from services.booking_bot.use_cases.contact import known_customer
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.plans import PlannedPart, planned, wish_of
from services.booking_bot.use_cases.refusal import refusal
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import remind, tell_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Book:
    """A remembered customer takes a start (aware) that the list offers; the owner is told.

    A repeated ``update_id`` gives the booking that it made the first time; so does asking anew for what one has (the
    button was pressed twice, or on two phones). ``guest``: the name of who comes in the customer's stead.
    ``without_phone``: the customer leaves the number out.

    Raises:
        CustomerUnknown, NotWelcome, ServiceNotFound, ServiceHidden, SpecialistNotFound, TooManyServices,
        GuestsNotTaken, InvalidName, NameNeeded, PhoneNeeded, TooManyBookings, and a ``TimeRefused`` with the nearest
        free starts:
        SlotTaken, OwnVisit, InThePast, TooSoon, TooFar, OutsideHours, NotOffered.
        DayOutOfReach: a forged start.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self,
        *,
        user_id: int,
        plan: Plan,
        start: datetime,
        guest: str | None = None,
        update_id: int | None = None,
        without_phone: bool = False,
    ) -> Booking:
        named = None if guest is None else checked_name(guest)
        by = Actor(user_id, Side.CUSTOMER)
        wanted = _Wanted(plan, instant_in_reach(start), by, update_id, guest=named, without_phone=without_phone)
        return await _book(self.storage, self.clock(), wanted)


@dataclass(frozen=True, slots=True)
class BookByHand:
    """An admin enters somebody, in Telegram or not; the other admins are told.

    ``name`` may also be the @username or the number of a customer there is: the visit is his then. A number that
    nobody has is kept as one.

    Any minute of today and later that has the room inside the opening hours will do: step, notice and horizon bind
    the customers alone. A repeated ``update_id`` gives the booking that it made the first time.

    Raises:
        NotAllowed, InvalidName, InvalidPhone, UsernameUnknown, ServiceNotFound, ServiceHidden, SpecialistNotFound,
        and a ``TimeRefused`` as ``Book``.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self,
        *,
        by: int,
        plan: Plan,
        start: datetime,
        name: str,
        phone: str | None = None,
        update_id: int | None = None,
    ) -> Booking:
        newcomer = _Newcomer(checked_name(name), checked_phone(phone) if phone else None)
        wanted = _Wanted(plan, instant_in_reach(start), Actor(by, Side.BUSINESS), update_id, newcomer)
        return await _book(self.storage, self.clock(), wanted)


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """Whom an admin enters."""

    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class _Wanted:
    plan: Plan
    start: datetime
    by: Actor
    update_id: int | None
    newcomer: _Newcomer | None = None
    guest: str | None = None
    without_phone: bool = False


async def _book(storage: Storage, now: datetime, wanted: _Wanted) -> Booking:
    try:
        async with storage.writing() as tables:
            return await _book_within(tables, wanted, now)
    except NoRoom as refused:
        no_room = refused
    raise await refusal(storage, no_room, wanted.start, wanted.by.side, now)


async def _book_within(tables: Tables, wanted: _Wanted, now: datetime) -> Booking:
    settings = await read_settings(tables)
    if wanted.by.side is Side.BUSINESS:
        settings.require_admin(wanted.by.user_id)
    earlier = await earlier_subject(tables, wanted.update_id, now)
    if earlier is not None:
        return await booking_of(tables, earlier, wanted.by)
    await tables.specialists.lock()  # before anything is read that decides: who does it, and how
    customer = await _customer(tables, wanted, now)
    if wanted.newcomer is None:
        require_welcome(customer.access, settings.shop_phone)
        ahead = await tables.bookings.upcoming(customer.id, now)
        for booking in ahead:
            if stands(booking, wanted.plan, wanted.start, wanted.guest):
                return booking
        require_plan(wanted.plan, settings, guest=wanted.guest)
        require_contact(customer, settings, without_phone=wanted.without_phone)
        require_may_book(len(ahead), settings)
    booking = await _add(tables, settings, wanted, customer, now)
    await tell_owner(tables, settings, NoticeKind.OWNER_BOOKED, booking, by=wanted.by, now=now)
    await remind(tables, settings, booking, now=now)
    await remember_subject(tables, wanted.update_id, booking.id)
    return booking


async def _add(
    tables: Tables, settings: BusinessSettings, wanted: _Wanted, customer: Customer, now: datetime
) -> Booking:
    parts = await planned(tables, wanted.plan)
    wish = _wish(wanted, parts, customer)
    assigned = await assign(tables, settings, wish, wanted.start, wanted.by.side, now)
    if wanted.newcomer is None:
        await tables.occupied.release(customer.id)
    new_parts = list(_new_parts(wanted, parts, wish, assigned))
    new = NewBooking(customer, new_parts, settings.currency, booked_by=wanted.by.side, now=now)
    try:
        return await tables.bookings.add(new)
    except TimeOverlaps:
        raise NoRoom(settings, wish) from None


def _wish(wanted: _Wanted, parts: tuple[PlannedPart, ...], customer: Customer) -> Wish:
    if wanted.newcomer is not None:
        return wish_of(wanted.plan, parts)
    return wish_of(wanted.plan, parts, customer_id=customer.id, comes_himself=wanted.guest is None)


def _new_parts(
    wanted: _Wanted, parts: tuple[PlannedPart, ...], wish: Wish, assigned: tuple[Assignment, ...]
) -> Iterable[NewPart]:
    for position, (part, wished, taken) in enumerate(zip(parts, wish.parts, assigned, strict=True)):
        yield NewPart(
            part.as_done_by(taken.specialist_id),
            taken.specialist_id,
            taken.start,
            taken.units,
            guest="" if wanted.plan.is_guest(position) else wanted.guest,
            own=wished.own,
        )


async def _customer(tables: Tables, wanted: _Wanted, now: datetime) -> Customer:
    if wanted.newcomer is not None:
        return await _known(tables, wanted.newcomer, now) or await _added(tables, wanted.newcomer, now)
    return await known_customer(tables, wanted.by.user_id)


async def _known(tables: Tables, newcomer: _Newcomer, now: datetime) -> Customer | None:
    """The customer whose @username or number was typed in place of a name; the one in Telegram first."""
    if newcomer.phone is not None or not names_somebody(newcomer.name):
        return None
    people = [person.customer for person in await tables.clientele.people(now)]
    meant = [customer for customer in people if is_exactly(customer, newcomer.name)]
    return min(meant, key=lambda customer: (customer.user_id is None, customer.id), default=None)


async def _added(tables: Tables, newcomer: _Newcomer, now: datetime) -> Customer:
    if newcomer.phone is None and is_username(newcomer.name):
        raise UsernameUnknown(newcomer.name)
    return await tables.customers.add(newcomer.name, newcomer.phone or number_in(newcomer.name), now)
