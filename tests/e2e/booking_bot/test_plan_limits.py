"""An owner whose plan holds less than he uses: told, reminded, never at the cost of a customer."""

from __future__ import annotations

import json
from datetime import timedelta

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, picks_day, picks_time
from tests.support.running_bot import RunningBot


def with_plan(bot: RunningBot, **limits: int) -> RunningBot:
    bot.values["PLAN_LIMITS"] = json.dumps(limits)
    return bot


async def adds_specialist(owner: Person, name: str) -> None:
    await owner.says("/admin")
    await owner.sees("О каждой записи")
    await owner.taps("👥 Специалисты")
    await owner.taps("➕ Добавить специалиста")
    await owner.says(name)


async def test_owner_is_told_and_narrowed_and_customers_book_on(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with with_plan(bot, specialists=1, bookings_per_month=100).running():
        await owner.opens("salon_bot")
        await adds_specialist(owner, "Анна")
        await owner.sees("⚠️ Специалисты: 2 из 1", anywhere=True)
        await owner.sees("С 15 марта 2026 нельзя будет только одно: добавить ещё одного специалиста", anywhere=True)
    bot.ahead += timedelta(days=13)
    async with bot.running():
        await owner.sees("Завтра закончится время", anywhere=True)
    bot.ahead += timedelta(days=1)

    async with bot.running():
        await adds_specialist(owner, "Ольга")
        await owner.sees("В тариф больше не входит ни одного специалиста: 2 из 1")
        await owner.says("/admin")
        await owner.taps("⚙️ Ещё")
        await owner.sees("⚠️ Специалисты: 2 из 1\nМарт 2026, записи: 0 из 100")
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await alice.taps("🎲 Любой свободный")
        await picks_day(alice)
        await picks_time(alice)
        await alice.taps("✅ Записаться")
        await alice.sees("Вы записаны")

    async with with_plan(bot, specialists=10, bookings_per_month=5000).running():
        await owner.sees("Вашего тарифа снова хватает", anywhere=True)
        await adds_specialist(owner, "Ольга")
        await owner.sees("Специалист добавлен")


async def test_customer_who_is_one_too_many_notices_nothing(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with with_plan(sqlite_bot, specialists=1, bookings_per_month=1).running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация")
        await alice.taps("‹ К услугам")
        await books(alice, "Консультация", day=1)
        await owner.sees("⚠️ Март 2026, записи: 2 из 1", anywhere=True)
