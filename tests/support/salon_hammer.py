"""A process of its own that books what it can in a salon kept in one SQLite file."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from pathlib import Path

from services.booking_bot.domain.errors import TimeRefused
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.use_cases.book import BookByHand
from tests.support.salon import OWNER, HandClock, at


def hammer(path: Path, seed: int, service_id: int, attempts: int) -> int:
    """Try ``attempts`` random minutes of one Monday; gives how many became bookings."""
    return asyncio.run(_hammer(path, random.Random(seed), service_id, attempts))


async def _hammer(path: Path, chance: random.Random, service_id: int, attempts: int) -> int:
    storage = await SqliteStorage.open(path)
    try:
        return sum([await _booked(storage, chance, service_id) for _ in range(attempts)])
    finally:
        await storage.close()


async def _booked(storage: SqliteStorage, chance: random.Random, service_id: int) -> bool:
    start = at("10:00") + timedelta(minutes=chance.randrange(480))
    try:
        await BookByHand(storage, HandClock())(by=OWNER, service_id=service_id, start=start, name="Гость")
    except TimeRefused:
        return False
    return True
