"""What the use cases ask of storage: one Protocol a topic. Times go in and come out aware, in UTC."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.consent import Consent
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.hours import Hours, Week
from services.booking_bot.domain.questions import Question, QuestionCopy
from services.booking_bot.domain.resources import Resource
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.specialists import OwnTerms, Specialist
from services.booking_bot.storage.ports_bookings import Bookings, OccupiedTime
from services.booking_bot.storage.ports_calls import Calls
from services.booking_bot.storage.ports_clientele import Clientele, Lapsed, Marks
from services.booking_bot.storage.ports_displacements import DisplacementLists, Displacements
from services.booking_bot.storage.ports_links import CustomerLinks
from services.booking_bot.storage.ports_plan import PlanOverages
from services.booking_bot.storage.ports_prices import PriceChanges
from services.booking_bot.storage.ports_schedules import Blocks, Schedules
from services.booking_bot.storage.ports_team import Audit, Invitations, Pay, Staff
from services.booking_bot.storage.ports_telling import Digests, Notices, PreferencesOfTeam
from services.booking_bot.storage.ports_texts import OwnTexts


@dataclass(frozen=True, slots=True)
class StoredSetting:
    """``value`` is in force; ``applied`` is what the settings file last said, None if it never said anything."""

    value: str
    applied: str | None = None


class Settings(Protocol):
    async def read(self) -> dict[str, StoredSetting]: ...
    async def write(self, changed: Mapping[str, StoredSetting]) -> None: ...


class Customers(Protocol):
    async def remember(self, customer: Customer, now: datetime) -> Customer:
        """Insert by ``user_id``; of one who is known only the username is brought up to date. ``id`` is ignored.

        Who was banned when he was forgotten is banned again.
        """

    async def add(self, name: str, phone: str | None, now: datetime) -> Customer:
        """Somebody without Telegram; the same name with the same phone is the same person."""

    async def by_user(self, user_id: int) -> Customer | None: ...
    async def set_language(self, user_id: int, language: str) -> Customer | None: ...
    async def set_name(self, customer_id: int, name: str, *, given: bool) -> None: ...
    async def set_phone(self, customer_id: int, phone: str | None) -> None: ...
    async def leave_phone_out(self, customer_id: int) -> None: ...
    async def forget(self, customer_id: int) -> None:
        """The row stays for the bookings, and names nobody; of one who is banned the Telegram id is kept elsewhere."""


class Consents(Protocol):
    async def add(self, customer_id: int, consent: Consent) -> None: ...
    async def last(self, customer_id: int) -> Consent | None: ...


class Categories(Protocol):
    """Every one there has been, in the owner's order; the lists show those that a service is in."""

    async def all(self) -> list[Category]: ...
    async def add(self, name: str) -> Category: ...


class Services(Protocol):
    async def all(self, *, with_hidden: bool) -> list[Service]: ...
    async def get(self, service_id: int) -> Service | None: ...
    async def add(self, service: Service) -> Service:
        """``id`` and ``position`` are ignored: the service comes last, without category and photo."""

    async def save(self, service: Service) -> None:
        """All but category and photo."""

    async def often_booked(self, most: int) -> list[int]:
        """The ids of those that were booked most often of late, that one first."""

    async def set_category(self, service_id: int, category_id: int | None) -> None: ...
    async def set_photo(self, service_id: int, photo: str | None) -> None: ...


class Specialists(Protocol):
    """In the owner's order, but for ``lock``."""

    async def all(self) -> list[Specialist]: ...
    async def active(self) -> list[int]: ...
    async def offering(self, service_id: int) -> list[tuple[Specialist, OwnTerms]]:
        """Those who are active and do the service, and how they do it."""

    async def lock(self) -> list[int]:
        """Every row locked, in the order of ids, until the transaction ends."""

    async def add(self, name: str) -> int: ...
    async def save(self, specialist: Specialist) -> None:
        """All but the photo."""

    async def set_photo(self, specialist_id: int, photo: str | None) -> None: ...
    async def own_terms(self, specialist_id: int) -> dict[int, OwnTerms]:
        """By the service's id; a service that is missing is done as it says."""

    async def set_own_terms(self, specialist_id: int, service_id: int, terms: OwnTerms) -> None: ...
    async def last_parts(self) -> dict[int, int]:
        """Specialist → the newest part of a booking that was made with her."""


class WeeklyHours(Protocol):
    async def weeks(self) -> dict[int, Week]:
        """Specialist → week, for all of them in one query."""

    async def set_weekday(self, specialist_id: int, weekday: int, hours: Sequence[Hours]) -> None: ...


class Resources(Protocol):
    """In the order in which they were added."""

    async def all(self) -> list[Resource]: ...
    async def add(self, name: str, units: int) -> int: ...
    async def save(self, resource: Resource) -> None: ...
    async def remove(self, resource_id: int) -> None: ...
    async def needed_by(self) -> dict[int, tuple[Resource, ...]]:
        """Service → what each visit takes one unit of; services that need nothing are absent."""

    async def set_need(self, service_id: int, resource_id: int, *, needed: bool) -> None: ...


class Updates(Protocol):
    """Telegram's update ids, each kept with the effect it had, in the effect's own transaction."""

    async def claim(self, update_id: int, now: datetime) -> bool:
        """True the first time. Waits for a transaction that has claimed the same id and not ended yet."""

    async def record(self, update_id: int, subject_id: int) -> None: ...
    async def subject(self, update_id: int) -> int | None: ...
    async def forget(self, before: datetime | None) -> int:
        """Drop those from before the instant; all of them without one."""


class Questions(Protocol):
    """What customers asked the shop; the words themselves are in Telegram alone."""

    async def add(self, question: Question, copy: QuestionCopy, now: datetime) -> None: ...
    async def was_passed_on(self, question: Question) -> bool: ...
    async def of_copy(self, copy: QuestionCopy) -> tuple[Question, int | None] | None:
        """The question and its customer's Telegram id."""

    async def forget(self, before: datetime) -> int: ...


class Tables(Protocol):
    """The topics over one connection."""

    @property
    def settings(self) -> Settings: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def clientele(self) -> Clientele: ...
    @property
    def lapsed(self) -> Lapsed: ...
    @property
    def marks(self) -> Marks: ...
    @property
    def consents(self) -> Consents: ...
    @property
    def categories(self) -> Categories: ...
    @property
    def services(self) -> Services: ...
    @property
    def specialists(self) -> Specialists: ...
    @property
    def weekly_hours(self) -> WeeklyHours: ...
    @property
    def schedules(self) -> Schedules: ...
    @property
    def resources(self) -> Resources: ...
    @property
    def occupied(self) -> OccupiedTime: ...
    @property
    def blocks(self) -> Blocks: ...
    @property
    def bookings(self) -> Bookings: ...
    @property
    def price_changes(self) -> PriceChanges: ...
    @property
    def displacements(self) -> Displacements: ...
    @property
    def displacement_lists(self) -> DisplacementLists: ...
    @property
    def calls(self) -> Calls: ...
    @property
    def customer_links(self) -> CustomerLinks: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def updates(self) -> Updates: ...
    @property
    def own_texts(self) -> OwnTexts: ...
    @property
    def staff(self) -> Staff: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def preferences(self) -> PreferencesOfTeam: ...
    @property
    def digests(self) -> Digests: ...
    @property
    def pay(self) -> Pay: ...
    @property
    def plan_overages(self) -> PlanOverages: ...


class Storage(Protocol):
    """Every call inside the blocks may raise ``StorageAway``.

    ``notice_written`` is set after each transaction that gave the sender something to do: it waits for it.
    """

    @property
    def notice_written(self) -> asyncio.Event: ...

    def reading(self) -> AbstractAsyncContextManager[Tables]:
        """A connection for questions; what is written through it is not promised to stay."""

    def writing(self) -> AbstractAsyncContextManager[Tables]:
        """One transaction: committed when the block ends, undone when it raises."""

    async def close(self) -> None: ...
