"""An owner whose plan holds less than he uses: told, reminded, never at the cost of a customer."""

from __future__ import annotations

import json
from datetime import timedelta

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import picks_day, picks_time
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


async def test_owner_is_told_and_narrowed_and_customers_book_on(
    client_bot: RunningBot, owner: Person, alice: Person
) -> None:
    bot = client_bot
    async with with_plan(bot, specialists=1, bookings_per_month=1).running():
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
        await alice.opens("salon_bot")
        for which in range(2):
            await books_with_anybody(alice, which)
        await owner.sees("⚠️ Март 2026, записи: 2 из 1", anywhere=True)
        await owner.says("/admin")
        await owner.taps("⚙️ Ещё")
        await owner.sees("⚠️ Специалисты: 2 из 1\nСейчас нельзя только одно: добавить ещё одного специалиста.")
        await owner.sees("⚠️ Март 2026, записи: 2 из 1\nС 29 марта 2026 и до конца месяца нельзя будет только одно:")

    async with with_plan(bot, specialists=10, bookings_per_month=5000).running():
        await owner.sees("Вашего тарифа снова хватает", anywhere=True)
        await adds_specialist(owner, "Ольга")
        await owner.sees("Специалист добавлен")


async def books_with_anybody(customer: Person, which: int) -> None:
    await customer.taps("Консультация")
    await customer.taps("🎲 Любой свободный")
    await picks_day(customer, which)
    await picks_time(customer)
    await customer.taps("✅ Записаться")
    await customer.sees("Вы записаны")
    await customer.taps("‹ К услугам")
