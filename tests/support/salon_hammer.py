"""A process of its own that books what it can, in one SQLite file or in a client's schema."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from services.booking_bot.domain.bookings import Actor
from services.booking_bot.domain.errors import TimeRefused
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.storage.postgres.database import PostgresStorage
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.book_by_hand import BookByHand
from services.booking_bot.use_cases.free_times import ForVisit
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.move_booking import MoveBooking
from services.shared.runtime.secret import Secret
from tests.support.salon import ALICE, BOB, OWNER, HandClock, at

Storage = PostgresStorage | SqliteStorage


@dataclass(frozen=True)
class Blows:
    """What one process does: ``attempts`` random tries on one Monday with ``specialists`` at work (1, 2, …)."""

    source: Path | str
    """A SQLite file, or a client's database URL."""
    seed: int
    service_id: int
    attempts: int
    specialists: int = 1


def hammer(blows: Blows) -> int:
    """Gives how many tries became bookings.

    Customers book one visit or two in a row, after a look at the time that holds it or without one; now and then they
    move one, and the owner books a guest.
    """
    return asyncio.run(_hammer(blows))


async def _hammer(blows: Blows) -> int:
    storage = await _opened(blows.source)
    chance = random.Random(blows.seed)
    try:
        return sum([await _booked(storage, chance, blows) for _ in range(blows.attempts)])
    finally:
        await storage.close()


async def _opened(source: Path | str) -> Storage:
    if isinstance(source, Path):
        return await SqliteStorage.open(source)
    storage = PostgresStorage(Secret(source), max_connections=1)
    await storage.open()
    return storage


async def _booked(storage: Storage, chance: random.Random, blows: Blows) -> bool:
    who = chance.choice([None, *range(1, blows.specialists + 1)])
    try:
        what = chance.random()
        if what < 0.3:
            start = at("10:00") + timedelta(minutes=chance.randrange(480))
            by_hand = BookByHand(storage, HandClock())
            await by_hand(by=OWNER, plan=Plan.of(blows.service_id, who), start=start, name="Гость")
        else:
            start = at("10:00") + chance.randrange(17) * timedelta(minutes=30)
            user_id = chance.choice([ALICE, BOB])
            plan = Plan((Item(blows.service_id, who),) * (2 if what > 0.8 else 1))
            if what < 0.6:
                await HoldTime(storage, HandClock())(ForVisit(plan), start, user_id=user_id)
            booking = await Book(storage, HandClock())(user_id=user_id, plan=plan, start=start)
            if what > 0.9:
                later = start + chance.randrange(-2, 3) * timedelta(minutes=30)
                await MoveBooking(storage, HandClock())(booking.id, later, by=Actor(user_id))
    except TimeRefused:
        return False
    return True
