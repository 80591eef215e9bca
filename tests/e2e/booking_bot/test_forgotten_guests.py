"""Who has his data deleted leaves no guest's name behind in a dialog that he left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from scripts.simulators.telegram.people import Person
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.use_cases.settings import ChangeSettings
from tests.e2e.booking_bot.conftest import OWNER
from tests.support.booking_steps import picks_day, picks_time
from tests.support.running_bot import RunningBot


async def test_guest_of_a_refused_time_is_forgotten(
    sqlite_bot: RunningBot, owner: Person, alice: Person, tmp_path: Path
) -> None:
    file = tmp_path / "data" / "bookings.db"
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        storage = await SqliteStorage.open(file)
        await ChangeSettings(storage)(by=OWNER, guests=1, name_rule="asked")
        await storage.close()
        await _names_a_guest_for_a_day_that_is_closed(owner, alice)
        assert _names(file, "Мама")

        await alice.says("/privacy")
        await alice.taps("🗑 Удалить мои данные")
        await alice.taps("Да, удалить")
        await alice.sees("Ваши данные удалены")
        await alice.says("/my")
        await alice.sees("нет предстоящих")
        assert not _names(file, "Мама")


async def _names_a_guest_for_a_day_that_is_closed(owner: Person, alice: Person) -> None:
    await alice.opens("salon_bot")
    await alice.taps("Консультация")
    await picks_day(alice)
    await picks_time(alice)
    await alice.taps("🙋 Записать другого")
    await alice.says("Мама")
    await alice.sees("Согласны на обработку")
    await alice.taps("✅ Согласен(на)")
    await alice.sees("Как вас зовут?")
    await owner.says("/admin")
    await owner.taps("🕒 Часы работы")
    await owner.taps("Пн")
    await owner.taps("выходной")
    await owner.sees("Понедельник: выходной")
    await alice.says("Алиса")
    await alice.sees("не укладывается в часы работы")


def _names(file: Path, name: str) -> bool:
    with closing(sqlite3.connect(file)) as database:
        return any(name in data for (data,) in database.execute("SELECT data FROM dialogs"))
