"""What a request can run into. Each error carries the facts; a view finds the words in the reader's language.

What is said to the owner alone: ``errors_setup``, ``errors_customers``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.booking_bot.domain.clashes import Clash


class DomainError(Exception):
    """A rule of the business was not met. Nothing was changed."""


@dataclass(eq=False)
class WrongAnswer(DomainError):
    """What was sent does not do: another answer to the same question can be right."""


@dataclass(eq=False)
class InvalidName(WrongAnswer):
    """A service's or person's name is empty or longer than ``longest`` characters."""

    longest: int


@dataclass(eq=False)
class InvalidPhone(WrongAnswer):
    """``text`` is no telephone number (7 to 15 digits)."""

    text: str


@dataclass(eq=False)
class DayOutOfReach(WrongAnswer):
    """``day`` is too far away: no calendar or list of this bot shows it."""

    day: date


@dataclass(eq=False)
class NotAllowed(DomainError):
    """``user_id`` has no such right in the business."""

    user_id: int


@dataclass(eq=False)
class LastOwner(DomainError):
    """A business always has an owner: the last one stays."""


@dataclass(eq=False)
class HoursNotHers(DomainError):
    """The owner lets no specialist change her own hours."""


@dataclass(eq=False)
class SharedVisit(DomainError):
    """A colleague has a part in the visit: only who manages the business changes it."""

    booking_id: int


@dataclass(eq=False)
class ServiceNotFound(DomainError):
    service_id: int


@dataclass(eq=False)
class ServiceHidden(DomainError):
    """The service exists and is not offered now."""

    service_id: int
    name: str


@dataclass(eq=False)
class SpecialistNotFound(DomainError):
    """There is no such specialist, or she does not do this any more."""

    specialist_id: int


@dataclass(eq=False)
class TooManyServices(DomainError):
    """One visit has ``most`` services at most."""

    most: int


@dataclass(eq=False)
class GuestsNotTaken(DomainError):
    """The business does not let customers book for others."""


@dataclass(eq=False)
class BookingNotFound(DomainError):
    booking_id: int


@dataclass(eq=False)
class PartNotFound(DomainError):
    """The booking has no such part any more."""

    booking_id: int
    part_id: int


@dataclass(eq=False)
class LastPart(DomainError):
    """The booking has no other part: it can only be cancelled as a whole."""

    booking_id: int


@dataclass(eq=False)
class NotYourBooking(DomainError):
    """The booking is another customer's: a forged or a forwarded button."""

    booking_id: int


@dataclass(eq=False)
class BookingCancelled(DomainError):
    """The booking was cancelled before, so it can be neither moved nor cancelled."""

    booking_id: int


@dataclass(eq=False)
class BookingStarted(DomainError):
    """The visit has begun: a customer can no longer move or cancel it."""

    booking_id: int
    start: datetime


@dataclass(eq=False)
class NameNeeded(DomainError):
    """The business asks for a name, and the customer has not given one yet."""


@dataclass(eq=False)
class PhoneNeeded(DomainError):
    """The business asks for a number, and the customer has not given one yet."""


@dataclass(eq=False)
class ConsentMissing(DomainError):
    """A name or a number came before the consent to keep it."""


@dataclass(eq=False)
class TooLateToMove(DomainError):
    """Customers move a visit until ``minutes`` before it begins."""

    booking_id: int
    minutes: int


@dataclass(eq=False)
class TooLateToCancel(DomainError):
    """Customers cancel a visit until ``minutes`` before it begins."""

    booking_id: int
    minutes: int


@dataclass(eq=False)
class TooManyMoves(DomainError):
    """The customer has moved the visit ``most`` times."""

    booking_id: int
    most: int


@dataclass(eq=False)
class TooManyBookings(DomainError):
    """The customer has ``most`` bookings ahead."""

    most: int


@dataclass(eq=False)
class NotLateYet(DomainError):
    """The visit is more than two hours away: it can still be moved."""

    booking_id: int
    start: datetime


@dataclass(eq=False)
class QuestionUnknown(DomainError):
    """The message is no customer's question."""


@dataclass(eq=False)
class CustomerUnknown(DomainError):
    """No customer with this Telegram user id was remembered."""

    user_id: int


@dataclass(eq=False)
class NotWelcome(DomainError):
    """The owner takes no bookings of this customer in the chat; ``shop_phone`` may be empty."""

    shop_phone: str


@dataclass(eq=False)
class TakesNoBookings(DomainError):
    """The bot is read-only for the time being; ``shop_phone`` may be empty."""

    shop_phone: str
    told_business: bool


@dataclass(eq=False)
class NotBegun(DomainError):
    """The visit is ahead: nobody can say yet whether the customer came."""

    booking_id: int
    start: datetime


@dataclass(eq=False)
class TimeRefused(DomainError):
    """``wanted`` cannot be booked; ``nearest`` are up to three free starts around it, in order (aware, UTC).

    ``clash``: what is in the way, where the business may book all the same.
    """

    wanted: datetime
    nearest: tuple[datetime, ...]
    clash: Clash | None = None


class SlotTaken(TimeRefused):
    """Somebody has the time."""


@dataclass(eq=False)
class OwnVisit(TimeRefused):
    """The customer has another visit at that time; ``told_business``: the business reads it, not he."""

    told_business: bool = False


class InThePast(TimeRefused):
    """The time is over."""


class TooSoon(TimeRefused):
    """The time is nearer than the notice that the business asks for."""


class TooFar(TimeRefused):
    """The time is beyond the days that can be booked ahead."""


class OutsideHours(TimeRefused):
    """The visit does not fit into the opening hours."""


class NotOffered(TimeRefused):
    """Free and inside the opening hours, yet not a start the business offers (the step, an old keyboard)."""
