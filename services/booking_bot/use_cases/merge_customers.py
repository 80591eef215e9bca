"""Two rows of one person become one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.booking_bot.domain.access import Access, stricter
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.customer_profile import CustomerProfile, merged_profile
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.duplicates import kept_and_gone, name_of_both, phone_key
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.clientele import CustomerCard, card_of, known_by_id
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import remind
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Merged:
    """What the two are going to be: ``kept`` with ``name``, ``access`` and ``profile``."""

    kept: Customer
    gone: Customer
    profile: CustomerProfile
    bookings: int

    @property
    def name(self) -> str:
        return name_of_both(self.kept, self.gone)

    @property
    def access(self) -> Access:
        return stricter(self.kept.access, self.gone.access)


@dataclass(frozen=True, slots=True)
class PreviewMerge:
    """Raises ``NotAllowed``, ``CustomerNotFound``, ``NotTheSame``."""

    storage: Storage

    async def __call__(self, customer_id: int, other_id: int, *, by: int) -> Merged:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return await _merged(tables, customer_id, other_id)


@dataclass(frozen=True, slots=True)
class MergeCustomers:
    """Bookings, consents and questions move to the one who is kept; who is in Telegram is reminded of his visits.

    Two who have been merged already give the card that is left.

    Raises:
        NotAllowed, CustomerNotFound, NotTheSame.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, customer_id: int, other_id: int, *, by: int) -> CustomerCard:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            settings.require_admin(by)
            await tables.specialists.lock()
            left = [one for one in (customer_id, other_id) if await tables.clientele.get(one) is not None]
            if len(left) == 1:
                return await card_of(tables, left[0], settings, self.clock)
            merged = await _merged(tables, customer_id, other_id)
            await _merge(tables, settings, merged, merged.name, now)
            await note(tables, Act.CUSTOMERS_MERGED, by=by, now=now, customer_id=merged.kept.id)
            return await card_of(tables, merged.kept.id, settings, self.clock)


async def merge_into(
    tables: Tables,
    settings: BusinessSettings,
    kept: Customer,
    gone: Customer,
    now: datetime,
    *,
    as_guest: bool = False,
) -> None:
    """``gone``, who was entered by hand, turns out to be ``kept``; the specialists are locked.

    Of two different numbers the one that he has given himself stays, the other is noted. ``as_guest``: somebody else
    of the same number, such as a child: his visits go on naming him.
    """
    merged = await _of_both(tables, kept, gone)
    if kept.phone is None:
        await tables.customers.set_phone(kept.id, gone.phone)
    elif gone.phone is not None and phone_key(kept.phone) != phone_key(gone.phone):
        merged = replace(merged, profile=merged_profile(merged.profile, CustomerProfile(gone.phone)))
    if as_guest:
        await tables.clientele.name_guest(gone.id, gone.name)
    await _merge(tables, settings, merged, kept.name if as_guest else merged.name, now)


async def _merge(tables: Tables, settings: BusinessSettings, merged: Merged, name: str, now: datetime) -> None:
    moved = await tables.bookings.upcoming(merged.gone.id, now)
    await tables.clientele.merge(merged.kept.id, merged.gone.id)
    await tables.clientele.save_profile(merged.kept.id, merged.profile)
    await tables.customers.set_name(merged.kept.id, name, given=merged.kept.name_given)
    await tables.clientele.set_access(merged.kept.id, merged.access)
    if merged.access is Access.BANNED:
        await tables.occupied.release(merged.kept.id)
    for booking in moved:
        now_his = await tables.bookings.get(booking.id)
        assert now_his is not None
        await remind(tables, settings, now_his, now=now)


async def _merged(tables: Tables, customer_id: int, other_id: int) -> Merged:
    one, _ = await known_by_id(tables, customer_id)
    other, _ = await known_by_id(tables, other_id)
    return await _of_both(tables, *kept_and_gone(one, other))


async def _of_both(tables: Tables, kept: Customer, gone: Customer) -> Merged:
    (_, profile), (_, others_profile) = [await known_by_id(tables, one.id) for one in (kept, gone)]
    return Merged(
        kept,
        gone,
        merged_profile(profile, others_profile),
        bookings=await tables.bookings.count(kept.id) + await tables.bookings.count(gone.id),
    )
