"""A customer who was entered by hand comes into the chat by a link of the shop's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.bookings import Actor, Booking, BookingState, Side
from services.booking_bot.domain.consent import TEXT_VERSION, Consent
from services.booking_bot.domain.customer_links import LONGEST_LIFE, CustomerLink, asks_consent
from services.booking_bot.domain.errors import BookingStarted
from services.booking_bot.domain.errors_links import InTelegramAlready, LinkForCustomer, LinkUnknown
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.one_time_codes import code_hash, new_code
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note_booking
from services.booking_bot.use_cases.bookings import booking_of, booking_to_change
from services.booking_bot.use_cases.contact import known_customer
from services.booking_bot.use_cases.merge_customers import merge_into
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import tell_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class MadeLink:
    """``code`` is told this once, and holds until ``until`` (aware, UTC)."""

    booking: Booking
    code: str
    until: datetime


@dataclass(frozen=True, slots=True)
class MakeCustomerLink:
    """A new link for the customer of a booking by hand; one that he has not opened yet does not work any more.

    Raises:
        NotAllowed, BookingNotFound, NotYourBooking, SharedVisit, BookingCancelled, BookingStarted when the visit is
        over, InTelegramAlready.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, booking_id: int, *, by: int) -> MadeLink:
        now, code = self.clock(), new_code()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            await tables.specialists.lock()
            booking = await booking_to_change(tables, settings, booking_id, Actor(by, Side.BUSINESS))
            booking.require_change(BookingState.BOOKED)
            if booking.end <= now:
                raise BookingStarted(booking.id, booking.start)
            if booking.customer.user_id is not None:
                raise InTelegramAlready(booking.customer.name)
            until = min(booking.end, now + LONGEST_LIFE)
            link = CustomerLink(code_hash(code), booking.id, by, now + LONGEST_LIFE)
            await tables.customer_links.put(link, booking.customer.id)
        return MadeLink(booking, code, until)


@dataclass(frozen=True, slots=True)
class Opened:
    """The visit to which a link led; not ``entered``: the customer is to agree first that his data are kept."""

    booking: Booking
    entered: bool = True


@dataclass(frozen=True, slots=True)
class OpenCustomerLink:
    """Who opens the link first is the customer from then on: what was entered by hand becomes his.

    ``agreed``: he has just agreed to the present text. The same person opens it as often as he likes; whom of
    the team it concerns is told the first time.

    Raises:
        CustomerUnknown, LinkUnknown, LinkUsed, LinkOver, LinkForCustomer.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, code: str, *, user_id: int, agreed: bool = False) -> Opened:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            await tables.specialists.lock()
            link = await tables.customer_links.get(code_hash(code))
            if link is None:
                raise LinkUnknown
            if settings.team.member(user_id) is not None:
                raise LinkForCustomer
            booking = await tables.bookings.get(link.booking_id)
            assert booking is not None  # the row refers to it
            if link.is_opened_again(user_id, booking):
                return Opened(booking)
            link.require_valid(booking, now)
            if not await _agrees(tables, settings, booking, user_id, now, agreed=agreed):
                return Opened(booking, entered=False)
            await tables.customer_links.use(link.code_hash, user_id)
            return Opened(await _enter(tables, settings, booking, user_id, now))


async def _agrees(
    tables: Tables, settings: BusinessSettings, booking: Booking, user_id: int, now: datetime, *, agreed: bool
) -> bool:
    """What he agrees to is logged; whom nobody needs to ask agrees, too."""
    customer = await known_customer(tables, user_id)
    last = await tables.consents.last(customer.id)
    if last is not None and last.is_present:
        return True
    if agreed:
        await tables.consents.add(customer.id, Consent(TEXT_VERSION, given=True, at=now))
    return agreed or not asks_consent(booking.customer, settings)


async def _enter(tables: Tables, settings: BusinessSettings, booking: Booking, user_id: int, now: datetime) -> Booking:
    customer = await known_customer(tables, user_id)
    await merge_into(tables, settings, customer, booking.customer, now)
    his = await booking_of(tables, settings, booking.id, Actor(user_id))
    await note_booking(tables, Act.MERGED_BY_LINK, his, by=user_id, now=now)
    await tell_owner(tables, settings, NoticeKind.OWNER_LINK_OPENED, his, by=Actor(user_id), now=now)
    return his
