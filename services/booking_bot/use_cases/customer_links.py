"""A customer who was entered by hand comes into the chat by a link of the shop's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.bookings import Actor, Booking, BookingState, Side
from services.booking_bot.domain.consent import TEXT_VERSION, Consent
from services.booking_bot.domain.customer_links import LONGEST_LIFE, CustomerLink, asks_consent, hash_of
from services.booking_bot.domain.errors import BookingStarted
from services.booking_bot.domain.errors_links import InTelegramAlready, LinkForCustomer, LinkUnknown
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note_booking
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.contact import known_customer
from services.booking_bot.use_cases.merge_customers import merge_into
from services.booking_bot.use_cases.settings import as_admin, read_settings
from services.booking_bot.use_cases.tell import ask_owner
from services.shared.runtime.clock import Clock

NewCode = Callable[[], str]


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
        NotAllowed, BookingNotFound, BookingCancelled, BookingStarted when the visit is over, InTelegramAlready.
    """

    storage: Storage
    clock: Clock
    new_code: NewCode

    async def __call__(self, booking_id: int, *, by: int) -> MadeLink:
        now, code = self.clock(), self.new_code()
        async with self.storage.writing() as tables:
            await as_admin(tables, by)
            await tables.specialists.lock()
            booking = await booking_of(tables, booking_id, Actor(by, Side.BUSINESS))
            booking.require_change(BookingState.BOOKED)
            if booking.end <= now:
                raise BookingStarted(booking.id, booking.start)
            if booking.customer.user_id is not None:
                raise InTelegramAlready(booking.customer.name)
            until = min(booking.end, now + LONGEST_LIFE)
            link = CustomerLink(hash_of(code), booking.id, by, now + LONGEST_LIFE)
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

    ``agreed``: he has just agreed to the present text. The same person opens it as often as he likes; the owner is
    told the first time.

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
            link = await tables.customer_links.get(hash_of(code))
            if link is None:
                raise LinkUnknown
            if user_id in settings.admin_ids:
                raise LinkForCustomer
            booking = await booking_of(tables, link.booking_id, Actor(link.made_by, Side.BUSINESS))
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
    his = await booking_of(tables, booking.id, Actor(user_id))
    await note_booking(tables, Act.MERGED_BY_LINK, his, by=user_id, now=now)
    await ask_owner(tables, settings.admin_ids, NoticeKind.OWNER_LINK_OPENED, his, now=now)
    return his
