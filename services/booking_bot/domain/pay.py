"""What specialists are paid: the terms, valid from a day on, and what they come to in a period."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.booking_bot.domain.errors_setup import RangeReversed, RangeTooLong
from services.booking_bot.domain.errors_team import InvalidPercent, PayRewritesPast
from services.booking_bot.domain.outcomes import Mark, Outcome, checked_sum, outcome_at, spent
from services.booking_bot.domain.shares import split
from services.booking_bot.domain.zones import reachable

LONGEST_PERIOD = 366
WHOLE = 100_00


class PayKind(StrEnum):
    NONE = "none"
    PERCENT = "percent"
    """Of what was received for her visits."""
    PER_VISIT = "per_visit"
    PER_MONTH = "per_month"


@dataclass(frozen=True, slots=True)
class PayTerms:
    """``value``: hundredths of a percent, or of the currency; 0 with ``NONE``."""

    kind: PayKind
    value: int = 0

    @classmethod
    def of(cls, kind: PayKind, value: int = 0) -> PayTerms:
        """What an owner set. Raises ``InvalidPercent``, ``InvalidSum``."""
        if kind is PayKind.PERCENT and not 0 < value <= WHOLE:
            raise InvalidPercent
        return cls(kind, 0 if kind is PayKind.NONE else checked_sum(value))

    def for_visit(self, received: int) -> int:
        """Hundredths; half a hundredth is rounded up."""
        if self.kind is PayKind.PERCENT:
            return (received * self.value * 2 + WHOLE) // (2 * WHOLE)
        return self.value if self.kind is PayKind.PER_VISIT else 0

    def for_day(self, day: date) -> int:
        """Her part of the month's sum; those of all days of a month add up to it."""
        if self.kind is not PayKind.PER_MONTH:
            return 0
        days = monthrange(day.year, day.month)[1]
        return self.value * day.day // days - self.value * (day.day - 1) // days


NO_PAY = PayTerms(PayKind.NONE)


@dataclass(frozen=True, slots=True)
class DatedTerms:
    """``id`` is 0 as long as it is not stored."""

    first_day: date
    terms: PayTerms
    id: int = 0


def terms_on(dated: Sequence[DatedTerms], day: date) -> PayTerms:
    """``dated`` are one specialist's, in order of time."""
    return next((one.terms for one in reversed(dated) if one.first_day <= day), NO_PAY)


def require_no_past(dated: Sequence[DatedTerms], first_day: date, today: date) -> None:
    """Terms that hold already stay as they were until today; the first ones may begin in the past.

    Raises:
        PayRewritesPast, DayOutOfReach.
    """
    if reachable(first_day) < today and any(one.first_day <= today for one in dated):
        raise PayRewritesPast(today)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    first: date
    last: date

    @classmethod
    def of(cls, first: date, last: date) -> Period:
        """What somebody typed. Raises ``RangeReversed``, ``RangeTooLong``, ``DayOutOfReach``."""
        if last < first:
            raise RangeReversed(first, last)
        if (last - first).days >= LONGEST_PERIOD:
            raise RangeTooLong(LONGEST_PERIOD)
        return cls(reachable(first), reachable(last))

    @classmethod
    def week(cls, today: date, back: int = 0) -> Period:
        """The week of today, from Monday on, or the one so many weeks before it."""
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return cls(monday, monday + timedelta(days=6))

    @classmethod
    def month(cls, today: date, back: int = 0) -> Period:
        """The month of today, or the one so many months before it."""
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        return cls(date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]))

    @property
    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class SoldPart:
    """A part of a visit: who did it, and the price that was booked (hundredths)."""

    specialist_id: int
    service_name: str
    price: int


@dataclass(frozen=True, slots=True)
class Sale:
    """A visit that was not cancelled, as far as money goes; ``day`` is the business's on which it began."""

    booking_id: int
    day: date
    start: datetime
    end: datetime
    customer_name: str
    mark: Mark
    parts: tuple[SoldPart, ...]

    def received(self, now: datetime) -> int:
        return spent(self.mark, sum(part.price for part in self.parts), self.end, now)

    def outcome(self, now: datetime) -> Outcome | None:
        return outcome_at(self.mark, self.end, now)


@dataclass(frozen=True, slots=True)
class PaidVisit:
    """A visit that took place, as far as it is hers; sums in hundredths."""

    sale: Sale
    service_names: tuple[str, ...]
    received: int
    tip: int
    pay: int


@dataclass(frozen=True, slots=True)
class Earnings:
    """What a specialist has from a period: her visits in order of time, and the sum for the days of it.

    ``open``: visits that are over of which nobody has said anything yet; they are not among the others.
    """

    visits: tuple[PaidVisit, ...] = ()
    for_days: int = 0
    open: int = 0

    @property
    def received(self) -> int:
        return sum(visit.received for visit in self.visits)

    @property
    def tips(self) -> int:
        return sum(visit.tip for visit in self.visits)

    @property
    def pay(self) -> int:
        """Without the tips, which are hers as they are."""
        return self.for_days + sum(visit.pay for visit in self.visits)


@dataclass(slots=True)
class _Found:
    visits: list[PaidVisit] = field(default_factory=list)
    open: int = 0


def earnings(
    sales: Iterable[Sale],
    dated: Mapping[int, Sequence[DatedTerms]],
    who: Iterable[int],
    period: Period,
    *,
    now: datetime,
    today: date,
) -> dict[int, Earnings]:
    """Of each specialist in ``who``; ``sales`` are those of the period, ``dated`` everybody's terms.

    The sum for the days is that of those which have come, ``today`` among them.
    """
    found = {specialist_id: _Found() for specialist_id in who}
    for sale in sorted(sales, key=lambda one: (one.start, one.booking_id)):
        for specialist_id, visit in _shares(sale, dated, now):
            if specialist_id in found and visit is None:
                found[specialist_id].open += 1
            elif specialist_id in found and visit is not None:
                found[specialist_id].visits.append(visit)
    return {
        specialist_id: Earnings(tuple(one.visits), _for_days(dated.get(specialist_id, ()), period, today), one.open)
        for specialist_id, one in found.items()
    }


def _shares(
    sale: Sale, dated: Mapping[int, Sequence[DatedTerms]], now: datetime
) -> Iterator[tuple[int, PaidVisit | None]]:
    """Each who did a part of it, with her share; None for a visit that is over and that nobody has marked."""
    people = dict.fromkeys(part.specialist_id for part in sale.parts)
    if sale.outcome(now) is not Outcome.CAME:
        if sale.outcome(now) is None and sale.end <= now:
            yield from ((specialist_id, None) for specialist_id in people)
        return
    prices = [part.price for part in sale.parts]
    received, tips = split(sale.received(now), prices), split(sale.mark.received.tip, prices)
    for specialist_id in people:
        hers = [place for place, part in enumerate(sale.parts) if part.specialist_id == specialist_id]
        amount = sum(received[place] for place in hers)
        yield (
            specialist_id,
            PaidVisit(
                sale,
                tuple(sale.parts[place].service_name for place in hers),
                received=amount,
                tip=sum(tips[place] for place in hers),
                pay=terms_on(dated.get(specialist_id, ()), sale.day).for_visit(amount),
            ),
        )


def _for_days(dated: Sequence[DatedTerms], period: Period, today: date) -> int:
    return sum(terms_on(dated, day).for_day(day) for day in period.days if day <= today)
