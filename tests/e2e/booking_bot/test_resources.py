"""Chairs and rooms: the owner names them in the chat, and customers are not booked where none is left."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from services.booking_bot.views.resource_buttons import OpenResources
from tests.support.booking_steps import offered_times, picks_day
from tests.support.running_bot import RunningBot


async def test_one_chair_is_not_offered_beside_a_visit_that_is_held_or_booked(
    sqlite_bot: RunningBot, owner: Person, alice: Person, bob: Person
) -> None:
    async with sqlite_bot.running():
        await _adds_anna(owner)
        first = next(label for label in owner.buttons if label not in {"Анна", "➕ Добавить специалиста"})
        await owner.taps("‹ Управление")
        await _adds_chair(owner)
        await owner.taps("▫️ Консультация")
        await owner.sees("Сколько есть: 1")
        assert "✅ Консультация" in owner.buttons

        await alice.opens("salon_bot")
        before = await _times_with(alice, first)
        await alice.taps("12:00")
        await alice.sees("Держим это время за вами")
        await bob.opens("salon_bot")
        while_held = await _times_with(bob, "Анна")
        await alice.taps("✅ Записаться")
        await alice.sees("Вы записаны")
        await bob.says("/start")
        while_booked = await _times_with(bob, "Анна")
        await owner.taps("2")
        await owner.sees("Сколько есть: 2")
        await bob.says("/start")
        with_two = await _times_with(bob, "Анна")

    taken = {"11:30", "12:00", "12:30"}
    assert taken < set(before)
    assert while_held == while_booked == [time for time in before if time not in taken]
    assert with_two == before


async def test_owner_counts_renames_and_removes_a_room(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.taps("⚙️ Управление")
        await _adds_chair(owner, "Ы" * 41, "не длиннее 40 символов")
        await owner.says("Кабинет & <b>")
        await owner.sees("✅ Добавлено.")
        await owner.taps("5")
        await owner.sees("Сколько есть: 5")
        await owner.taps("…")
        await owner.sees("Сколько их? От 1 до 20.")
        for wrong in ("много", "21", "0"):
            await owner.says(wrong)
            await owner.sees("Сколько их? От 1 до 20.")
    async with sqlite_bot.running():
        await owner.says("12")
        await owner.sees("Сколько есть: 12")
        assert owner.buttons[:6] == ["1", "2", "3", "4", "5", "✅ 12"]
        await owner.taps("▫️ Консультация")
        await owner.taps("✅ Консультация")
        await owner.taps("▫️ Консультация")
        await owner.taps("✏️ Название")
        await owner.says("Массажный кабинет")
        await owner.sees("✅ Сохранено.")
        await owner.taps("‹ Кресла и кабинеты")
        await owner.taps("Массажный кабинет · 12")
        await owner.taps("🗑 Удалить")
        await owner.sees("Удалить Массажный кабинет?")
        await owner.taps("‹ Назад")
        await owner.sees("Сколько есть: 12")
        await owner.taps("🗑 Удалить")
        await owner.taps("Да, удалить")
        await owner.sees("Если делить нечего")
        assert owner.buttons == ["➕ Добавить кресло или кабинет", "‹ Ещё"]


async def test_customer_cannot_open_the_chairs(sqlite_bot: RunningBot, alice: Person) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        shown = await alice.sees("На что вас записать?")

        await alice.taps_data(shown, OpenResources().pack())

        await alice.does_not_see("Кресла и кабинеты")


async def _adds_anna(owner: Person) -> None:
    """To the list of both specialists."""
    await owner.opens("salon_bot")
    await owner.taps("⚙️ Управление")
    await owner.taps("👥 Специалисты")
    await owner.taps("➕ Добавить специалиста")
    await owner.says("Анна")
    await owner.sees("Специалист добавлен")
    await owner.taps("‹ Специалисты")
    await owner.sees("Кому достаётся запись")


async def _adds_chair(owner: Person, name: str = "Кресло", answer: str = "✅ Добавлено.") -> None:
    """From the screen of management to the new chair's card."""
    await owner.taps("⚙️ Ещё")
    await owner.taps("🪑 Кресла и кабинеты")
    await owner.sees("То, что специалисты делят между собой")
    await owner.taps("➕ Добавить кресло или кабинет")
    await owner.says(name)
    await owner.sees(answer)


async def _times_with(customer: Person, specialist: str) -> list[str]:
    """From the first screen to the times of the second free day."""
    await customer.sees("Ножницы & <Ко>")
    await customer.taps("Консультация")
    await customer.taps(specialist)
    await picks_day(customer, 1)
    return offered_times(customer)
