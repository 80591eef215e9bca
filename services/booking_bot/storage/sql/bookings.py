"""Bookings with their parts, and the time that the parts occupy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, CancelReason, Side
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.visits import Assignment
from services.booking_bot.storage.ports_bookings import NewBooking, NewPart
from services.booking_bot.storage.sql.customers import customer_of
from services.booking_bot.storage.sql.executor import Executor, Row, Value, inserted_id, instant, is_id
from services.booking_bot.storage.sql.marks import mark_in
from services.booking_bot.storage.sql.occupied_time import take_units
from services.booking_bot.storage.sql.services import windows_in

_ROWS = """
SELECT bookings.id AS booking_id, bookings.state, bookings.version, bookings.booked_by, bookings.created_at,
       bookings.confirmed_version, bookings.moves, bookings.cancel_reason,
       bookings.outcome, bookings.received, bookings.received_as, bookings.tip,
       customers.id AS customer_id, customers.name AS customer_name, customers.user_id AS customer_user_id,
       customers.username AS customer_username, customers.phone AS customer_phone,
       customers.language AS customer_language, customers.name_given AS customer_name_given,
       customers.access AS customer_access, customers.phone_left_out AS customer_phone_left_out,
       booking_parts.id AS part_id, booking_parts.service_id, booking_parts.service_name, booking_parts.price,
       booking_parts.currency, booking_parts.price_kind, booking_parts.guest,
       occupied_time.specialist_id, occupied_time.starts_at, occupied_time.ends_at,
       occupied_time.buffer_before, occupied_time.buffer_after,
       services.notice_minutes, services.move_until_minutes, services.cancel_until_minutes,
       CASE WHEN (SELECT count(*) FROM specialists WHERE active) > 1 THEN specialists.name END AS specialist_name,
       EXISTS (
           SELECT 1 FROM displaced_bookings AS displaced
           WHERE displaced.booking_id = bookings.id AND displaced.state IN ('waiting', 'to_call')
       ) AS displaced
FROM bookings
JOIN customers ON customers.id = bookings.customer_id
JOIN booking_parts ON booking_parts.booking_id = bookings.id AND NOT booking_parts.cancelled
JOIN services ON services.id = booking_parts.service_id
JOIN occupied_time ON occupied_time.booking_part_id = booking_parts.id
JOIN specialists ON specialists.id = occupied_time.specialist_id
"""
_ORDER = "ORDER BY bookings.id, booking_parts.position"
_UPCOMING = """
WHERE bookings.customer_id = %(customer_id)s AND bookings.state = 'booked' AND EXISTS (
    SELECT 1 FROM booking_parts AS part JOIN occupied_time AS taken ON taken.booking_part_id = part.id
    WHERE part.booking_id = bookings.id AND taken.active AND taken.ends_at > %(now)s
)
"""
_STARTING_WITHIN = """
WHERE bookings.state = 'booked' AND bookings.id IN (
    SELECT part.booking_id FROM occupied_time AS taken JOIN booking_parts AS part ON part.id = taken.booking_part_id
    WHERE taken.active AND taken.ends_at > %(span_start)s
      AND taken.starts_at >= %(span_start)s AND taken.starts_at < %(span_end)s
)
"""
_LAST = """
WHERE bookings.id = (SELECT max(id) FROM bookings WHERE customer_id = %(customer_id)s AND state = 'booked')
"""
_OF_DISPLACEMENT = """
WHERE bookings.id IN (SELECT booking_id FROM displaced_bookings WHERE displacement_id = %(displacement_id)s)
"""
_DISPLACED = """
WHERE bookings.id IN (SELECT booking_id FROM displaced_bookings AS open WHERE open.state IN ('waiting', 'to_call'))
"""
GET = f"{_ROWS} WHERE bookings.id = %(booking_id)s {_ORDER}"
UPCOMING = f"{_ROWS} {_UPCOMING} {_ORDER}"
STARTING_WITHIN = f"{_ROWS} {_STARTING_WITHIN} {_ORDER}"
LAST = f"{_ROWS} {_LAST} {_ORDER}"
OF_CUSTOMER = f"{_ROWS} WHERE bookings.customer_id = %(customer_id)s AND bookings.state = 'booked' {_ORDER}"
OF_DISPLACEMENT = f"{_ROWS} {_OF_DISPLACEMENT} {_ORDER}"
DISPLACED = f"{_ROWS} {_DISPLACED} {_ORDER}"
ANY = "SELECT id FROM bookings LIMIT 1"
COUNT = "SELECT count(*) AS number FROM bookings WHERE customer_id = %(customer_id)s"
ADD = """
INSERT INTO bookings (customer_id, state, booked_by, created_at)
VALUES (%(customer_id)s, 'booked', %(booked_by)s, %(now)s)
RETURNING id
"""
ADD_PART = """
INSERT INTO booking_parts (booking_id, position, service_id, service_name, price, price_kind, currency, guest)
VALUES (%(booking_id)s, %(position)s, %(service_id)s, %(service_name)s, %(price)s, %(price_kind)s, %(currency)s,
        %(guest)s)
RETURNING id
"""
OCCUPY = """
INSERT INTO occupied_time (
    kind, booking_part_id, specialist_id, lane, customer_id, starts_at, ends_at, buffer_before, buffer_after
)
VALUES (
    'visit', %(part_id)s, %(specialist_id)s, %(lane)s, %(customer_id)s, %(start)s, %(end)s,
    %(buffer_before)s, %(buffer_after)s
)
RETURNING id
"""
MOVE = """
UPDATE occupied_time SET starts_at = %(start)s, ends_at = %(end)s, lane = %(lane)s
WHERE booking_part_id = %(part_id)s RETURNING id
"""
REASSIGN = """
UPDATE occupied_time
SET specialist_id = %(specialist_id)s, lane = CASE WHEN specialist_id = %(specialist_id)s THEN lane ELSE 0 END
WHERE booking_part_id = %(part_id)s
RETURNING id
"""
LEAVE_UNITS = """
DELETE FROM occupied_resources
WHERE occupied_time_id = (SELECT id FROM occupied_time WHERE booking_part_id = %(part_id)s)
"""
MOVED = """
UPDATE bookings
SET version = version + 1, moves = moves + %(counted)s, outcome = NULL, received = NULL, received_as = NULL, tip = 0
WHERE id = %(booking_id)s
"""
FREE = "UPDATE occupied_time SET active = false WHERE booking_part_id = %(part_id)s"
FREE_UNITS = """
UPDATE occupied_resources SET active = false
WHERE occupied_time_id = (SELECT id FROM occupied_time WHERE booking_part_id = %(part_id)s)
"""
PART_CANCELLED = "UPDATE booking_parts SET cancelled = true WHERE id = %(part_id)s"
CHANGED = """
UPDATE bookings
SET version = version + 1,
    confirmed_version = CASE WHEN confirmed_version = version THEN version + 1 ELSE confirmed_version END
WHERE id = %(booking_id)s
"""
CONFIRM = "UPDATE bookings SET confirmed_version = version WHERE id = %(booking_id)s"
UNCONFIRM = "UPDATE bookings SET confirmed_version = NULL WHERE id = %(booking_id)s"
CANCELLED = """
UPDATE bookings SET state = 'cancelled', version = version + 1, cancel_reason = %(reason)s WHERE id = %(booking_id)s
"""


@dataclass(frozen=True, slots=True)
class SqlBookings:
    executor: Executor

    async def add(self, new: NewBooking) -> Booking:
        booking_id = await inserted_id(
            self.executor, ADD, customer_id=new.customer.id, booked_by=new.booked_by.value, now=new.now
        )
        for position, part in enumerate(new.parts):
            part_id = await inserted_id(
                self.executor,
                ADD_PART,
                booking_id=booking_id,
                position=position,
                service_id=part.service.id,
                service_name=part.service.name,
                price=part.service.price,
                price_kind=part.service.price_kind.value,
                currency=new.currency,
                guest=part.guest,
            )
            stays = part.own and new.booked_by is Side.CUSTOMER
            await self._occupy(part_id, part, new.customer.id if stays else None)
        booking = await self.get(booking_id)
        assert booking is not None
        return booking

    async def _occupy(self, part_id: int, part: NewPart, customer_id: int | None) -> None:
        span = Interval(part.start, part.start + timedelta(minutes=part.service.minutes))
        occupied_time_id = await inserted_id(
            self.executor,
            OCCUPY,
            part_id=part_id,
            specialist_id=part.specialist_id,
            lane=part.lane,
            customer_id=customer_id,
            start=span.start,
            end=span.end,
            buffer_before=part.service.buffer_before,
            buffer_after=part.service.buffer_after,
        )
        await take_units(self.executor, occupied_time_id, part.units, span)

    async def get(self, booking_id: int) -> Booking | None:
        found = await self._bookings(GET, booking_id=booking_id) if is_id(booking_id) else []
        return found[0] if found else None

    async def upcoming(self, customer_id: int, now: datetime) -> list[Booking]:
        return await self._bookings(UPCOMING, customer_id=customer_id, now=now)

    async def of_customer(self, customer_id: int) -> list[Booking]:
        return await self._bookings(OF_CUSTOMER, customer_id=customer_id)

    async def any(self) -> bool:
        return await self.executor.row(ANY) is not None

    async def count(self, customer_id: int) -> int:
        row = await self.executor.row(COUNT, customer_id=customer_id)
        return 0 if row is None else int(row["number"])

    async def last(self, customer_id: int) -> Booking | None:
        found = await self._bookings(LAST, customer_id=customer_id)
        return found[0] if found else None

    async def starting_within(self, span: Interval) -> list[Booking]:
        found = await self._bookings(STARTING_WITHIN, span_start=span.start, span_end=span.end)
        return [booking for booking in found if booking.start >= span.start]

    async def move(
        self,
        booking: Booking,
        start: datetime,
        units: Sequence[Mapping[int, int]],
        *,
        counted: bool,
        lanes: Sequence[int] = (),
    ) -> None:
        shift = start - booking.start
        later_first = shift > timedelta()  # so that no part runs into the next one of its own booking
        for part in booking.parts:
            await self.executor.run(LEAVE_UNITS, part_id=part.id)
        places = zip(booking.parts, units, lanes or (0,) * len(booking.parts), strict=True)
        for part, taken, lane in sorted(places, key=lambda place: place[0].start, reverse=later_first):
            span = Interval(part.start + shift, part.end + shift)
            row = await self.executor.row(MOVE, part_id=part.id, start=span.start, end=span.end, lane=lane)
            assert row is not None
            await take_units(self.executor, row["id"], taken, span)
        await self.executor.run(MOVED, booking_id=booking.id, counted=int(counted))

    async def reassign(self, booking: Booking, assigned: Sequence[Assignment]) -> None:
        for part in booking.parts:
            await self.executor.run(LEAVE_UNITS, part_id=part.id)
        for part, taken in zip(booking.parts, assigned, strict=True):
            row = await self.executor.row(REASSIGN, part_id=part.id, specialist_id=taken.specialist_id)
            assert row is not None
            await take_units(self.executor, row["id"], taken.units, Interval(part.start, part.end))
        await self.executor.run(CHANGED, booking_id=booking.id)

    async def of_displacement(self, displacement_id: int) -> list[Booking]:
        return await self._bookings(OF_DISPLACEMENT, displacement_id=displacement_id)

    async def displaced(self) -> list[Booking]:
        return await self._bookings(DISPLACED)

    async def cancel(self, booking: Booking, reason: CancelReason | None) -> None:
        for part in booking.parts:
            await self._free(part)
        await self.executor.run(CANCELLED, booking_id=booking.id, reason=None if reason is None else reason.value)

    async def cancel_part(self, booking: Booking, part: BookingPart) -> None:
        await self._free(part)
        await self.executor.run(PART_CANCELLED, part_id=part.id)
        await self.executor.run(CHANGED, booking_id=booking.id)

    async def _free(self, part: BookingPart) -> None:
        await self.executor.run(FREE, part_id=part.id)
        await self.executor.run(FREE_UNITS, part_id=part.id)

    async def confirm(self, booking: Booking) -> None:
        await self.executor.run(CONFIRM, booking_id=booking.id)

    async def unconfirm(self, booking: Booking) -> None:
        await self.executor.run(UNCONFIRM, booking_id=booking.id)

    async def _bookings(self, statement: str, **values: Value) -> list[Booking]:
        rows = await self.executor.rows(statement, **values)
        bookings = [_booking(list(group)) for _, group in groupby(rows, key=lambda row: row["booking_id"])]
        return sorted(bookings, key=lambda booking: (booking.start, booking.id))


def _booking(rows: Sequence[Row]) -> Booking:
    first = rows[0]
    return Booking(
        id=first["booking_id"],
        customer=customer_of(first, "customer_"),
        parts=tuple(_part(row) for row in rows),
        state=BookingState(first["state"]),
        version=first["version"],
        booked_by=Side(first["booked_by"]),
        created_at=instant(first["created_at"]),
        confirmed=first["confirmed_version"] == first["version"],
        moves=first["moves"],
        cancel_reason=None if first["cancel_reason"] is None else CancelReason(first["cancel_reason"]),
        mark=mark_in(first),
        displaced=bool(first["displaced"]),
    )


def _part(row: Row) -> BookingPart:
    return BookingPart(
        id=row["part_id"],
        specialist_id=row["specialist_id"],
        service_id=row["service_id"],
        service_name=row["service_name"],
        price=row["price"],
        currency=row["currency"],
        start=instant(row["starts_at"]),
        end=instant(row["ends_at"]),
        buffer_before=row["buffer_before"],
        buffer_after=row["buffer_after"],
        specialist_name=row["specialist_name"],
        price_kind=PriceKind(row["price_kind"]),
        guest=row["guest"],
        windows=windows_in(row),
    )
