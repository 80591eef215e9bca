"""A customer books a visit in the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.access import require_welcome
from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.changes import require_contact, require_may_book, require_open, require_plan, stands
from services.booking_bot.domain.customers import checked_name
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.zones import instant_in_reach
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.calendars import NoRoom
from services.booking_bot.use_cases.contact import known_customer
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.refusal import refusal
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.write_booking import Order, write_booking
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Book:
    """A remembered customer takes a start (aware) that the list offers; the owner is told.

    A repeated ``update_id`` gives the booking that it made the first time; so does asking anew for what one has (the
    button was pressed twice, or on two phones). ``guest``: the name of who comes in the customer's stead.
    ``without_phone``: the customer leaves the number out.

    Raises:
        CustomerUnknown, NotWelcome, TakesNoBookings, ServiceNotFound, ServiceHidden, SpecialistNotFound,
        TooManyServices, GuestsNotTaken, InvalidName, NameNeeded, PhoneNeeded, TooManyBookings, and a ``TimeRefused``
        with the nearest free starts:
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
        now, start = self.clock(), instant_in_reach(start)
        wanted = _Wanted(plan, start, Actor(user_id), update_id, named, without_phone)
        try:
            async with self.storage.writing() as tables:
                return await _book_within(tables, wanted, now)
        except NoRoom as refused:
            no_room = refused
        raise await refusal(self.storage, no_room, start, Side.CUSTOMER, now)


@dataclass(frozen=True, slots=True)
class _Wanted:
    plan: Plan
    start: datetime
    by: Actor
    update_id: int | None
    guest: str | None
    without_phone: bool


async def _book_within(tables: Tables, wanted: _Wanted, now: datetime) -> Booking:
    settings = await read_settings(tables)
    earlier = await earlier_subject(tables, wanted.update_id, now)
    if earlier is not None:
        return await booking_of(tables, settings, earlier, wanted.by)
    require_open(settings, wanted.by.side)
    await tables.specialists.lock()  # before anything is read that decides: who does it, and how
    customer = await known_customer(tables, wanted.by.user_id)
    require_welcome(customer.access, settings.shop_phone)
    ahead = await tables.bookings.upcoming(customer.id, now)
    for booking in ahead:
        if stands(booking, wanted.plan, wanted.start, wanted.guest):
            return booking
    require_plan(wanted.plan, settings, guest=wanted.guest)
    require_contact(customer, settings, without_phone=wanted.without_phone)
    require_may_book(len(ahead), settings)
    order = Order(customer, wanted.plan, wanted.start, wanted.by, wanted.guest)
    booking = await write_booking(tables, settings, order, now)
    await remember_subject(tables, wanted.update_id, booking.id)
    return booking
