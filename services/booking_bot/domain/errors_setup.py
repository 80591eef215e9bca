"""What the owner's own settings, services, specialists and hours can run into; as in ``errors``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.booking_bot.domain.errors import DomainError, WrongAnswer


@dataclass(eq=False)
class InvalidDuration(WrongAnswer):
    """``minutes`` is outside ``shortest`` … ``longest``."""

    minutes: int
    shortest: int
    longest: int


@dataclass(eq=False)
class InvalidPrice(WrongAnswer):
    """``price`` (hundredths of the currency) is below zero or above ``highest``."""

    price: int
    highest: int


@dataclass(eq=False)
class InvalidInterval(WrongAnswer):
    """Opening hours that make no interval, counted in minutes from midnight: empty, outside the day, or too long over
    midnight (which is how an end before the start reads)."""

    starts: int
    ends: int


@dataclass(eq=False)
class IntervalsOverlap(WrongAnswer):
    """Two intervals of one weekday share time; both are given as minutes from midnight."""

    first: tuple[int, int]
    second: tuple[int, int]


@dataclass(eq=False)
class InvalidShift(WrongAnswer):
    """A shift has hours, and from 1 to ``most`` days ``on`` and ``off``."""

    on: int
    off: int
    most: int


@dataclass(eq=False)
class RangeReversed(WrongAnswer):
    """The ``last`` of some days comes before the ``first``."""

    first: date
    last: date


@dataclass(eq=False)
class DayOver(WrongAnswer):
    """``day`` is in the past."""

    day: date


@dataclass(eq=False)
class RangeTooLong(WrongAnswer):
    """One exception has ``most`` days at most."""

    most: int


@dataclass(eq=False)
class ShiftsFollow(DomainError):
    """Shifts that begin later, on ``day`` the first of them, would be dropped."""

    day: date


@dataclass(eq=False)
class TimeIsBooked(DomainError):
    """What was to be blocked (from ``start`` to ``end``, aware, UTC) is booked, held or blocked."""

    start: datetime
    end: datetime


@dataclass(eq=False)
class InvalidTimezone(WrongAnswer):
    """``name`` is in no IANA time zone list."""

    name: str


@dataclass(eq=False)
class InvalidLanguage(WrongAnswer):
    """``language`` is not one the bot speaks."""

    language: str


@dataclass(eq=False)
class InvalidRule(WrongAnswer):
    """A rule of booking (``name``: step_minutes, notice_minutes, horizon_days) is outside its bounds."""

    name: str
    value: int
    lowest: int
    highest: int


@dataclass(eq=False)
class InvalidCurrency(WrongAnswer):
    """``currency`` is not a code of three capital letters."""

    currency: str


@dataclass(eq=False)
class CurrencySettled(DomainError):
    """There are bookings, with prices in ``currency``: it stays that."""

    currency: str


@dataclass(eq=False)
class ServiceNameTaken(WrongAnswer):
    """Another service that is offered has this name (capitals aside)."""

    name: str


@dataclass(eq=False)
class CategoryNotFound(DomainError):
    category_id: int


@dataclass(eq=False)
class LastSpecialist(DomainError):
    """Somebody must be left to do the work."""

    specialist_id: int


@dataclass(eq=False)
class ResourceNotFound(DomainError):
    resource_id: int


@dataclass(eq=False)
class InvalidUnits(WrongAnswer):
    """A resource of which there are ``units``: from 1 to ``most``."""

    units: int
    most: int


@dataclass(eq=False)
class InvalidPriceChange(WrongAnswer):
    """Prices are changed by ``lowest`` … ``highest`` percent, or by a sum, and by something."""

    lowest: int
    highest: int


@dataclass(eq=False)
class PricesChanged(DomainError):
    """The prices are others by now than those that were looked at."""


@dataclass(eq=False)
class NotAFutureDay(WrongAnswer):
    """``day`` has begun already."""

    day: date


@dataclass(eq=False)
class InvalidFixedTime(WrongAnswer):
    """The day has no such minute (counted from midnight)."""

    minute: int


@dataclass(eq=False)
class TooManyFixedTimes(WrongAnswer):
    """A service begins at ``most`` fixed times of a day at most."""

    most: int


@dataclass(eq=False)
class InvalidAddress(WrongAnswer):
    """An address has from one to ``longest`` characters."""

    longest: int


@dataclass(eq=False)
class InvalidLink(WrongAnswer):
    """``text`` is no address of a page in the web."""

    text: str


@dataclass(eq=False)
class InvalidPoint(WrongAnswer):
    """``text`` is nowhere on the Earth."""

    text: str
