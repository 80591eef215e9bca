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
    book = BookByHand(storage, HandClock())
    booked = 0
    for _ in range(attempts):
        start = at("10:00") + timedelta(minutes=chance.randrange(480))
        try:
            await book(by=OWNER, service_id=service_id, start=start, name="Гость")
            booked += 1
        except TimeRefused:
            continue
    await storage.close()
    return booked
