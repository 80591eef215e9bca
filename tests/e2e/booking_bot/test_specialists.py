"""A second specialist: the owner adds her in the chat, customers choose."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import picks_day, picks_time
from tests.support.running_bot import RunningBot


async def test_owner_adds_a_specialist_and_a_customer_books_with_her(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.taps("⚙️ Управление")
        await owner.taps("👥 Специалисты")
        await owner.sees("Пока специалист один")
        await owner.taps("➕ Добавить специалиста")
        await owner.says("Анна")
        await owner.sees("Специалист добавлен")
        await owner.taps("💬 О специалисте")
        await owner.says("Стрижёт кудри")
        await owner.sees("Стрижёт кудри")
        await owner.taps("🧾 Консультация · 1 ч")
        await owner.taps("💳 Цена")
        await owner.says("дорого")
        await owner.sees("Пришлите цену числом")
        await owner.says("2000")
        await owner.sees("Цена: 2\xa0000\xa0₽")

        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await alice.sees("Стрижёт кудри")
        await alice.taps("Анна · 1 ч · 2\xa0000\xa0₽")
        await picks_day(alice)
        await picks_time(alice)
        await alice.taps("✅ Записаться")
        await alice.sees("Вы записаны")
        await alice.sees("💇 Анна")
        await owner.sees("💇 Анна", anywhere=True)


async def test_owner_chooses_the_rule_and_the_hours_of_each(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.taps("⚙️ Управление")
        await owner.taps("👥 Специалисты")
        await owner.taps("➕ Добавить специалиста")
        await owner.says("Анна")
        await owner.sees("Специалист добавлен")
        await owner.taps("🕒 Часы")
        await owner.sees("Анна: часы работы")
        await owner.taps("Пн")
        await owner.says("12:00-15:00")
        await owner.sees("Понедельник: 12:00–15:00")
        await owner.taps("‹ Назад")
        await owner.taps("🚪 Не брать новых записей")
        await owner.sees("Новых записей не берёт")
        await owner.taps("✅ Снова брать записи")
        await owner.taps("‹ Специалисты")
        await owner.taps("Всем по очереди")
        await owner.sees("Кому достаётся запись")
        assert "✅ Всем по очереди" in owner.buttons
