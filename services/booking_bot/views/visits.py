"""A visit as it is shown everywhere: what, with whom, when, on whose clock, for how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.bookings import Booking, BookingPart, joined
from services.booking_bot.domain.own_texts import Placeholder, TextKind
from services.booking_bot.domain.plans import Party
from services.booking_bot.domain.prices import Price
from services.booking_bot.domain.services import OwnWindows
from services.booking_bot.use_cases.offers import Offer, VisitOffer
from services.booking_bot.views.photos import photo_of
from services.booking_bot.views.words import Html, Words


@dataclass(frozen=True, slots=True)
class Line:
    """One of several services of a visit; ``start`` is None as long as it depends on who does the one before."""

    name: str
    start: datetime | None = None
    specialist: str | None = None
    for_second_guest: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a time is chosen for: something that is to be booked, or a booking that is to move.

    ``varies``: it may take longer than ``minutes``, depending on who does it. ``photo``: of what was chosen last.
    """

    name: str
    minutes: int
    costs: Price
    booking: Booking | None = None
    specialist: str | None = None
    varies: bool = False
    lines: tuple[Line, ...] = ()
    party: Party = Party.ONE
    windows: tuple[OwnWindows, ...] = ()
    photo: str | None = None

    @classmethod
    def of_offer(cls, offer: VisitOffer) -> Subject:
        return cls(
            joined(part.service.name for part in offer.offers),
            offer.minutes,
            offer.costs,
            specialist=_names(part.specialist.name for part in offer.offers if part.specialist),
            varies=offer.varies,
            lines=tuple(Line(part.service.name, specialist=_name(part)) for part in offer.offers),
            party=offer.party,
            windows=tuple(part.service.windows for part in offer.offers),
            photo=photo_of(offer.offers[-1]),
        )

    @classmethod
    def of_booking(cls, booking: Booking) -> Subject:
        lines = tuple(line_of(part) for part in booking.parts)
        return cls(
            booking.service_name,
            booking.minutes,
            booking.costs,
            booking,
            booking.specialist_names,
            lines=lines,
            windows=booking.windows,
        )


@dataclass(frozen=True, slots=True)
class Visit:
    """What is shown of a visit; ``end`` is None as long as it depends on who does it."""

    name: str
    start: datetime
    end: datetime | None
    costs: Price
    specialist: str | None = None
    lines: tuple[Line, ...] = ()
    guest: str | None = None

    @classmethod
    def of_booking(cls, booking: Booking) -> Visit:
        return cls(
            booking.service_name,
            booking.start,
            booking.end,
            booking.costs,
            booking.specialist_names,
            tuple(line_of(part) for part in booking.parts),
            booking.guest,
        )

    @classmethod
    def of_subject(cls, subject: Subject, start: datetime, guest: str | None = None) -> Visit:
        end = None if subject.varies else start + timedelta(minutes=subject.minutes)
        lines = subject.lines if subject.party is Party.ONE else ()  # for two: the same twice
        return cls(subject.name, start, end, subject.costs, subject.specialist, lines, guest)


def own_paragraph(words: Words, kind: TextKind, visit: Visit, customer: str) -> list[str]:
    """What the owner adds for ``customer``, below all that must be known of the visit."""
    facts = {
        Placeholder.NAME: customer,
        Placeholder.SERVICE: visit.name,
        Placeholder.SPECIALIST: visit.specialist or "",
        Placeholder.WHEN: words.when(visit.start),
        Placeholder.DAY: words.day(words.day_of(visit.start)),
        Placeholder.TIME: words.clock(visit.start),
        Placeholder.PRICE: words.price(visit.costs),
    }
    text = words.of_owner(kind, facts)
    return ["", text] if text else []


def visit_lines(words: Words, visit: Visit) -> list[str]:
    """The same wherever a visit is shown; several services are listed."""
    when = words.when(visit.start) if visit.end is None else words.span(visit.start, visit.end)
    lines: list[str] = [words("<b>{name}</b>", name=visit.name)]
    if len(visit.lines) > 1:
        lines += part_lines(words, visit.lines)
    elif visit.specialist is not None:
        lines.append(words("💇 {specialist}", specialist=visit.specialist))
    if visit.guest is not None:
        lines.append(guest_line(words, visit.guest))
    lines += [words("📅 {when}", when=when), words("🕒 Time: {zone}", zone=words.zone_name(visit.start))]
    if visit.costs.is_stated:
        lines.append(words("💳 {price}", price=words.price(visit.costs)))
    return lines


def guest_line(words: Words, guest: str) -> Html:
    """Who comes in the customer's stead."""
    return words("🙋 Comes: {name}", name=guest)


def part_lines(words: Words, lines: Sequence[Line]) -> list[Html]:
    return [words("▫️ {part}", part=part_label(words, line)) for line in lines]


def part_label(words: Words, line: Line) -> str:
    """«15:00 · Стрижка · Иван»."""
    facts = [] if line.start is None else [words.clock(line.start)]
    facts.append(line.name)
    if line.specialist is not None:
        facts.append(line.specialist)
    if line.for_second_guest:
        facts.append(words.label("second guest"))
    return " · ".join(facts)


def line_of(part: BookingPart) -> Line:
    return Line(part.service_name, part.start, part.specialist_name, for_second_guest=part.guest == "")


def _name(offer: Offer) -> str | None:
    return None if offer.specialist is None else offer.specialist.name


def _names(names: Iterable[str]) -> str | None:
    return " + ".join(dict.fromkeys(names)) or None
