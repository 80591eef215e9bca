"""A business with its use cases over a real storage and a clock that the test sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.deliveries import Delivery, Owed
from services.booking_bot.domain.notices import Notice
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.board import GetBoard
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.book_by_hand import BookByHand
from services.booking_bot.use_cases.bookings import MyBookings
from services.booking_bot.use_cases.cancel_booking import CancelBooking
from services.booking_bot.use_cases.customers import RememberCustomer
from services.booking_bot.use_cases.deliveries import ClaimDelivery
from services.booking_bot.use_cases.free_times import ForMove, ForVisit, FreeDays, FreeSlots, Purpose
from services.booking_bot.use_cases.move_booking import MoveBooking
from services.booking_bot.use_cases.notices import NoticeSent
from services.booking_bot.use_cases.services import AddService, EditService, HideService, ShowService
from services.booking_bot.use_cases.settings import ApplyEnvironment, ChangeSettings, EnvironmentSettings

OWNER, SECOND_ADMIN, ALICE, BOB = 100, 101, 1, 2
HOUR = timedelta(hours=1)
MONDAY = date(2026, 3, 2)
SUNDAY_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(clock: str, day: date = MONDAY) -> datetime:
    """``at("15:00")``: that time of a Monday, in UTC, which is the salon's zone."""
    hours, minutes = clock.split(":")
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=int(hours), minutes=int(minutes))


def as_customer(user_id: int) -> Actor:
    return Actor(user_id, Side.CUSTOMER)


def as_owner(user_id: int = OWNER) -> Actor:
    return Actor(user_id, Side.BUSINESS)


def owed_by(delivery: Delivery) -> Owed:
    """All its rows, as if it were one message."""
    return Owed(delivery.notices, None if delivery.digest is None else delivery.digest.id)


@dataclass
class HandClock:
    now: datetime = SUNDAY_NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Salon:
    """Open Monday to Saturday 10:00–19:00 UTC, a start every half hour; ``haircut`` takes an hour and 1500.00."""

    storage: Storage
    clock: HandClock = field(default_factory=HandClock)
    haircut: Service = field(init=False)

    async def open(self) -> Salon:
        await self.apply(EnvironmentSettings("Salon", "UTC", "ru", (OWNER, SECOND_ADMIN)))
        self.haircut = await self.add_service(by=OWNER, name="Стрижка", minutes=60, price=1500_00)
        for user_id, name in ((ALICE, "Alice"), (BOB, "Bob")):
            await self.remember(user_id=user_id, name=name, language="en")
        return self

    async def left_to_one_owner(self) -> Salon:
        """Without the second one, on Monday at 12:00."""
        async with self.storage.writing() as tables:
            await tables.staff.remove(SECOND_ADMIN, self.clock())
        self.clock.now = at("12:00")
        return self

    async def apply(self, environment: EnvironmentSettings) -> BusinessSettings:
        return await ApplyEnvironment(self.storage, self.clock)(environment)

    @property
    def remember(self) -> RememberCustomer:
        return RememberCustomer(self.storage, self.clock)

    @property
    def add_service(self) -> AddService:
        return AddService(self.storage, self.clock)

    @property
    def edit_service(self) -> EditService:
        return EditService(self.storage)

    @property
    def hide_service(self) -> HideService:
        return HideService(self.storage)

    @property
    def show_service(self) -> ShowService:
        return ShowService(self.storage)

    @property
    def change_settings(self) -> ChangeSettings:
        return ChangeSettings(self.storage)

    @property
    def book_by_hand(self) -> BookByHand:
        return BookByHand(self.storage, self.clock)

    @property
    def move(self) -> MoveBooking:
        return MoveBooking(self.storage, self.clock)

    @property
    def cancel(self) -> CancelBooking:
        return CancelBooking(self.storage, self.clock)

    @property
    def free_days(self) -> FreeDays:
        return FreeDays(self.storage, self.clock)

    @property
    def my_bookings(self) -> MyBookings:
        return MyBookings(self.storage, self.clock)

    @property
    def board(self) -> GetBoard:
        return GetBoard(self.storage, self.clock)

    async def book(self, start: datetime, user_id: int = ALICE, update_id: int | None = None) -> Booking:
        return await Book(self.storage, self.clock)(
            user_id=user_id, plan=Plan.of(self.haircut.id), start=start, update_id=update_id
        )

    async def free(
        self, day: date = MONDAY, *, moving: Booking | None = None, by: Actor | None = None
    ) -> list[datetime]:
        """The free starts of a day, for a haircut or for a booking that is to move."""
        purpose: Purpose = ForVisit(Plan.of(self.haircut.id))
        if moving is not None:
            purpose = ForMove(moving.id)
            by = by or as_customer(moving.customer.user_id or 0)
        times = await FreeSlots(self.storage, self.clock)(purpose, day, by=by or as_customer(ALICE))
        return list(times.starts)

    async def notices(self) -> list[Notice]:
        """Send all notices that are due, as the bot's loop does, and give them in the order they were written in.

        As if that had been an hour ago: what is written next is not collected for a minute.
        """
        claim, sent = ClaimDelivery(self.storage, self.clock), NoticeSent(self.storage)
        told = []
        while (delivery := await claim()) is not None:
            await sent(owed_by(delivery), self.clock() - HOUR)
            told += delivery.notices
        return sorted(told, key=lambda notice: notice.id)
