"""Before the visit: into the phone's calendar, and a word when one is late."""

from __future__ import annotations

from datetime import timedelta

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books
from tests.support.running_bot import RunningBot, from_sunday_noon


async def test_visit_goes_into_the_calendar_and_lateness_to_the_owner(
    bot: RunningBot, alice: Person, owner: Person
) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация")
        assert "🏃 Опаздываю" not in alice.buttons
        await alice.taps("📆 В календарь")
        await alice.sees("Откройте файл", anywhere=True)
        await owner.sees("Новая запись", anywhere=True)
    bot.clock = lambda: from_sunday_noon() + timedelta(hours=21, minutes=30)
    async with bot.running():
        await alice.says("/my")
        await alice.taps("10:00")
        await alice.taps("🏃 Опаздываю")
        await alice.sees("На сколько")
        await alice.taps("10 мин")
        await alice.sees("минут на 10")
        told = await owner.sees("опоздает минут на 10", anywhere=True)

    assert "Алиса" in told.text
