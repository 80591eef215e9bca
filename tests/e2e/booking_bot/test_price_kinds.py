"""What a price can be besides a sum: the owner says it, the customer reads it before booking and after."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import picks_day, picks_time
from tests.support.running_bot import RunningBot


async def test_kinds_of_prices_set_by_the_owner_are_read_by_a_customer(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.taps("⚙️ Управление")
        await owner.taps("🧾 Услуги")
        await _adds(owner, "Стрижка")
        await owner.says("от дорогого")
        await owner.sees("Пришлите цену числом")
        await owner.says("от 1500")
        await owner.sees("Цена: от 1 500 ₽")
        await owner.taps("‹ Услуги")
        await _adds(owner, "Окрашивание")
        await owner.taps("Цена по запросу")
        await owner.sees("Цена: по запросу")
        await owner.taps("‹ Услуги")
        await owner.taps("Консультация")
        await owner.taps("💳 Цена")
        await owner.taps("Бесплатно")
        await owner.sees("Цена: бесплатно")

        await alice.opens("salon_bot")
        await alice.sees("На что вас записать?")
        offered = [label for label in alice.buttons if "1 ч" in label]
        await alice.taps("Стрижка · 1 ч · от 1 500 ₽")
        await picks_day(alice)
        await picks_time(alice)
        await alice.sees("от 1 500 ₽")
        await alice.taps("✅ Записаться")
        await alice.sees("Вы записаны")
        await alice.sees("💳 от 1 500 ₽")

    assert offered == [
        "Консультация · 1 ч · бесплатно",
        "Стрижка · 1 ч · от 1 500 ₽",
        "Окрашивание · 1 ч · цена по запросу",
    ]


async def test_price_is_changed_to_a_sum_and_taken_away(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.taps("⚙️ Управление")
        await owner.taps("🧾 Услуги")
        await owner.taps("Консультация")
        await owner.taps("💳 Цена")
        await owner.taps("Бесплатно")
        await owner.sees("Цена: бесплатно")
        await owner.taps("💳 Цена")
        await owner.says("1500")
        await owner.sees("Цена: 1 500 ₽")
        await owner.taps("💳 Цена")
        await owner.taps("Не указывать цену")
        await owner.sees("Цена: не указана")


async def test_sum_of_a_specialist_stands_where_the_service_is_free(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.taps("⚙️ Управление")
        await owner.taps("🧾 Услуги")
        await owner.taps("Консультация")
        await owner.taps("💳 Цена")
        await owner.taps("Бесплатно")
        await owner.sees("Цена: бесплатно")
        await owner.taps("‹ Услуги")
        await owner.taps("‹ Управление")
        await owner.taps("👥 Специалисты")
        await owner.taps("➕ Добавить специалиста")
        await owner.says("Анна")
        await owner.sees("Специалист добавлен")
        await owner.taps("🧾 Консультация · 1 ч · бесплатно")
        await owner.sees("Цена: бесплатно")
        await owner.taps("💳 Цена")
        await owner.says("от 2000")
        await owner.sees("Пришлите цену числом")
        await owner.says("2000")
        await owner.sees("Цена: 2 000 ₽")


async def _adds(owner: Person, name: str) -> None:
    """From the list of services to the question for the price."""
    await owner.taps("➕ Добавить услугу")
    await owner.says(name)
    await owner.sees("Сколько длится?")
    await owner.taps("1 ч")
    await owner.sees("Сколько стоит?")
