"""Book a visit: the customer in the chat, or the business by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.changes import require_may_book, require_phone
from services.booking_bot.domain.customers import Customer, checked_name, checked_phone
from services.booking_bot.domain.errors import CustomerUnknown
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import AS_THE_SERVICE_SAYS
from services.booking_bot.domain.zones import instant_in_reach
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.storage.ports import NewBooking, Storage, Tables
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.calendars import NoRoom, choose_specialist, wish_for
from services.booking_bot.use_cases.free_times import ForService, offered_service
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.refusal import refusal
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import remind, tell_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Book:
    """A remembered customer takes a start (aware) that the list offers; the owner is told.

    A repeated ``update_id`` gives the booking that it made the first time; so does asking anew for what one has (the
    button was pressed twice, or on two phones). ``without_phone``: the customer leaves the number out.

    Raises:
        CustomerUnknown, ServiceNotFound, ServiceHidden, SpecialistNotFound, PhoneNeeded, TooManyBookings, and
        a ``TimeRefused`` with the nearest free starts: SlotTaken, OwnVisit, InThePast, TooSoon, TooFar, OutsideHours,
        NotOffered.
        DayOutOfReach: a forged start.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self,
        *,
        user_id: int,
        service_id: int,
        start: datetime,
        specialist_id: int | None = None,
        update_id: int | None = None,
        without_phone: bool = False,
    ) -> Booking:
        by = Actor(user_id, Side.CUSTOMER)
        wanted = _Wanted(
            ForService(service_id, specialist_id), instant_in_reach(start), by, update_id, without_phone=without_phone
        )
        return await _book(self.storage, self.clock(), wanted)


@dataclass(frozen=True, slots=True)
class BookByHand:
    """An admin enters somebody who has no Telegram; the other admins are told.

    Any minute of today and later that has the room inside the opening hours will do: step, notice and horizon bind
    the customers alone. A repeated ``update_id`` gives the booking that it made the first time.

    Raises:
        NotAllowed, InvalidName, InvalidPhone, ServiceNotFound, ServiceHidden, SpecialistNotFound, and a ``TimeRefused``
        as ``Book``.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self,
        *,
        by: int,
        service_id: int,
        start: datetime,
        name: str,
        phone: str | None = None,
        specialist_id: int | None = None,
        update_id: int | None = None,
    ) -> Booking:
        guest = _Guest(checked_name(name), checked_phone(phone) if phone else None)
        actor = Actor(by, Side.BUSINESS)
        wanted = _Wanted(ForService(service_id, specialist_id), instant_in_reach(start), actor, update_id, guest)
        return await _book(self.storage, self.clock(), wanted)


@dataclass(frozen=True, slots=True)
class _Guest:
    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class _Wanted:
    purpose: ForService
    start: datetime
    by: Actor
    update_id: int | None
    guest: _Guest | None = None
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
    if wanted.guest is None:
        ahead = await tables.bookings.upcoming(customer.id, now)
        same = _booked_before(ahead, wanted)
        if same is not None:
            return same
        require_phone(customer, settings, left_out=wanted.without_phone)
        require_may_book(len(ahead), settings)
    booking = await _add(tables, settings, wanted, customer, now)
    await tell_owner(tables, settings, NoticeKind.OWNER_BOOKED, booking, by=wanted.by, now=now)
    await remind(tables, settings, booking, now=now)
    await remember_subject(tables, wanted.update_id, booking.id)
    return booking


def _booked_before(ahead: Iterable[Booking], wanted: _Wanted) -> Booking | None:
    for booking in ahead:
        if booking.start == wanted.start and booking.parts[0].service_id == wanted.purpose.service_id:
            return booking
    return None


async def _add(
    tables: Tables, settings: BusinessSettings, wanted: _Wanted, customer: Customer, now: datetime
) -> Booking:
    service = await offered_service(tables, wanted.purpose.service_id)
    customer_id = customer.id if wanted.guest is None else None
    wish = await wish_for(tables, service, wanted.purpose.specialist_id, customer_id=customer_id)
    specialist_id = await choose_specialist(tables, settings, wish, wanted.start, wanted.by.side, now)
    own = (await tables.specialists.own_terms(specialist_id)).get(service.id, AS_THE_SERVICE_SAYS)
    as_done, side = own.applied(service), wanted.by.side
    new = NewBooking(customer, as_done, specialist_id, wanted.start, settings.currency, booked_by=side, now=now)
    try:
        return await tables.bookings.add(new)
    except TimeOverlaps:
        raise NoRoom(settings, wish) from None


async def _customer(tables: Tables, wanted: _Wanted, now: datetime) -> Customer:
    if wanted.guest is not None:
        return await tables.customers.add(wanted.guest.name, wanted.guest.phone, now)
    customer = await tables.customers.by_user(wanted.by.user_id)
    if customer is None:
        raise CustomerUnknown(wanted.by.user_id)
    return customer
