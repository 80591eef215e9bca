"""The owner says at which times a service begins; customers are offered those alone."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import offered_times, picks_day
from tests.support.running_bot import RunningBot


async def test_customer_is_offered_the_fixed_times_alone(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await _opens_fixed_times(owner)
        assert owner.buttons == ["‹ Назад"]
        for wrong in ("днём", "10:00, 25:00", "10:00, 12"):
            await owner.says(wrong)
            await owner.sees("Пришлите время начала, например 10:00, 12:30, 15:00")
    async with sqlite_bot.running():
        await owner.says("15:00 10:00, 12:30, 23:30")
        await owner.sees("🕙 Начало: только в 10:00, 12:30, 15:00, 23:30")

        await alice.opens("salon_bot")
        fixed = await _times_of(alice)
        await owner.taps("🕙 Время начала")
        await owner.taps("Начинать как везде")
        await owner.sees("Убрать фиксированное время 10:00, 12:30, 15:00, 23:30?")
        await owner.taps("Нет, оставить как есть")
        await owner.sees("🕙 Начало: только в 10:00, 12:30, 15:00, 23:30")
        await owner.taps("🕙 Время начала")
        await owner.taps("Начинать как везде")
        await owner.taps("Да, убрать")
        await owner.sees("🕙 Начало: с шагом 30 мин, как везде")
        await alice.says("/start")
        in_steps = await _times_of(alice)

    assert fixed == ["10:00", "12:30", "15:00"]
    assert in_steps[:3] == ["10:00", "10:30", "11:00"]


async def test_dash_removes_the_fixed_times(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await _opens_fixed_times(owner)
        await owner.says("10:00")
        await owner.sees("🕙 Начало: только в 10:00")
        await owner.taps("🕙 Время начала")
        await owner.says("-")
        await owner.sees("🕙 Начало: с шагом 30 мин, как везде")


async def test_too_many_times_change_nothing(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await _opens_fixed_times(owner)
        await owner.says(" ".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(600, 649)))
        await owner.sees("не больше 48")
        await owner.says("10:00")
        await owner.sees("🕙 Начало: только в 10:00")


async def _opens_fixed_times(owner: Person) -> None:
    await owner.opens("salon_bot")
    await owner.taps("⚙️ Управление")
    await owner.taps("🧾 Услуги")
    await owner.taps("Консультация")
    await owner.taps("⚙️ Ещё")
    await owner.sees("🕙 Начало: с шагом 30 мин, как везде")
    await owner.taps("🕙 Время начала")
    await owner.sees("Во сколько начинать?")


async def _times_of(customer: Person) -> list[str]:
    await customer.sees("На что вас записать?")
    await customer.taps("Консультация")
    await picks_day(customer, 1)
    await customer.sees("Выберите время")
    return offered_times(customer)
