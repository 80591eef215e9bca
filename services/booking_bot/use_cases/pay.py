"""What specialists are paid: the terms, and reports of a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.authority import whose
from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.pay import (
    DatedTerms,
    Earnings,
    PayTerms,
    Period,
    earnings,
    require_no_past,
)
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.domain.zones import days_of, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.settings import as_admin, as_staff
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class PayReport:
    """Of each of ``specialists``, in the owner's order; one who left is there as long as there is something to say.

    ``terms``: specialist → hers in order of time.
    """

    period: Period
    specialists: tuple[Specialist, ...]
    earned: Mapping[int, Earnings]
    terms: Mapping[int, tuple[DatedTerms, ...]]
    currency: str
    today: date


@dataclass(frozen=True, slots=True)
class GetPay:
    """The report of a period, of all or of one; a specialist gets her own. Two queries, however many visits there are.

    Raises:
        NotAllowed, SpecialistNotFound.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, period: Period | None = None, *, by: int, specialist_id: int | None = None) -> PayReport:
        """``period``: this month unless it is given."""
        now = self.clock()
        async with self.storage.reading() as tables:
            settings, member = await as_staff(tables, by)
            specialist_id = whose(member, specialist_id)
            return await _report(tables, settings, period, specialist_id, now)


async def _report(
    tables: Tables, settings: BusinessSettings, period: Period | None, specialist_id: int | None, now: datetime
) -> PayReport:
    today = to_local(now, settings.zone).date()
    period = period or Period.month(today)
    everybody = {one.id: one for one in await tables.specialists.all()}
    if specialist_id is not None and specialist_id not in everybody:
        raise SpecialistNotFound(specialist_id)
    asked = list(everybody) if specialist_id is None else [specialist_id]
    sales = await tables.pay.sales(days_of(period.first, period.last, settings.zone), settings.zone)
    terms = await tables.pay.terms()
    earned = earnings(sales, terms, asked, period, now=now, today=today)
    shown = [one for key, one in everybody.items() if key in earned and _is_shown(one, earned[key], specialist_id)]
    return PayReport(period, tuple(shown), earned, {key: terms.get(key, ()) for key in asked}, settings.currency, today)


def _is_shown(specialist: Specialist, earned: Earnings, asked: int | None) -> bool:
    return asked is not None or specialist.active or bool(earned.visits or earned.pay)


@dataclass(frozen=True, slots=True)
class PayCard:
    """By what a specialist is paid; ``planned`` can be dropped, ``now`` is None where nothing was ever agreed."""

    specialist: Specialist
    now: DatedTerms | None
    planned: tuple[DatedTerms, ...]
    currency: str
    today: date


@dataclass(frozen=True, slots=True)
class GetPayCard:
    """Raises ``NotAllowed``, ``SpecialistNotFound``."""

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int, *, by: int) -> PayCard:
        async with self.storage.reading() as tables:
            settings = await as_admin(tables, by)
            return await _card(tables, settings, specialist_id, self.clock())


@dataclass(frozen=True, slots=True)
class SetPay:
    """From ``first_day`` on she is paid so; what was earned before stays as it was. May be repeated.

    Raises:
        NotAllowed, SpecialistNotFound, DayOutOfReach, PayRewritesPast.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int, terms: PayTerms, first_day: date, *, by: int) -> PayCard:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            before = await _card(tables, settings, specialist_id, now)
            known = (await tables.pay.terms()).get(specialist_id, ())
            require_no_past(known, first_day, before.today)
            if DatedTerms(first_day, terms) not in [DatedTerms(one.first_day, one.terms) for one in known]:
                await tables.pay.set_terms(specialist_id, first_day, terms)
                await _note(tables, Act.PAY_SET, before, DatedTerms(first_day, terms), by, now)
            return await _card(tables, settings, specialist_id, now)


@dataclass(frozen=True, slots=True)
class DropPlannedPay:
    """Terms that were to hold from a day to come do not; others stay. May be repeated.

    Raises:
        NotAllowed, SpecialistNotFound.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int, terms_id: int, *, by: int) -> PayCard:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            before = await _card(tables, settings, specialist_id, now)
            for planned in before.planned:
                if planned.id == terms_id:
                    await tables.pay.drop_terms(terms_id)
                    await _note(tables, Act.PAY_DROPPED, before, planned, by, now)
            return await _card(tables, settings, specialist_id, now)


async def _card(tables: Tables, settings: BusinessSettings, specialist_id: int, now: datetime) -> PayCard:
    today = to_local(now, settings.zone).date()
    for specialist in await tables.specialists.all():
        if specialist.id == specialist_id:
            dated = (await tables.pay.terms()).get(specialist_id, ())
            begun = [one for one in dated if one.first_day <= today]
            planned = tuple(one for one in dated if one.first_day > today)
            return PayCard(specialist, begun[-1] if begun else None, planned, settings.currency, today)
    raise SpecialistNotFound(specialist_id)


async def _note(tables: Tables, act: Act, card: PayCard, dated: DatedTerms, by: int, now: datetime) -> None:
    after = values.several(values.pay(dated.terms, card.currency), values.day(dated.first_day))
    await note(tables, act, by=by, now=now, subject=values.text(card.specialist.name), after=after)
