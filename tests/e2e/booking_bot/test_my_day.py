"""A specialist's own day: what she sees and does in place of the owner's screens."""

from __future__ import annotations

import pytest

from scripts.simulators.telegram.people import People, Person
from tests.e2e.booking_bot.test_team import invites
from tests.support.booking_steps import picks_day, picks_time
from tests.support.running_bot import RunningBot


@pytest.fixture
async def anna(people: People) -> Person:
    return people.person("Аня", username="anna")


async def adds_specialist(owner: Person) -> None:
    await owner.opens("salon_bot")
    await owner.says("/admin")
    await owner.taps("👥 Специалисты")
    await owner.taps("➕ Добавить специалиста")
    await owner.says("Анна")
    await owner.sees("Специалист добавлен")


async def joins(owner: Person, anna: Person) -> None:
    await adds_specialist(owner)
    await anna.follows(await invites(owner, "💇 специалист", "Анна"))
    await anna.taps("✅ Принять")
    await anna.taps("🗓 Мой день")
    await anna.sees("записей нет")


async def books_with(customer: Person, specialist: str) -> str:
    """Gives the day's number."""
    await customer.opens("salon_bot")
    await customer.taps("Консультация")
    await customer.taps(specialist)
    day = await picks_day(customer)
    await picks_time(customer)
    await customer.taps("✅ Записаться")
    await customer.sees("Вы записаны")
    return day


async def test_she_sees_her_visits_marks_moves_and_cancels_them(
    sqlite_bot: RunningBot, owner: Person, anna: Person, alice: Person, bob: Person
) -> None:
    async with sqlite_bot.running():
        await joins(owner, anna)
        await books_with(alice, "Анна")
        await alice.says("/start")

        await anna.says("/start")
        assert not any("Управление" in label for label in anna.buttons)
        await anna.taps("🗓 Мой день")
        await anna.taps("пн 2 мар")
        await anna.sees("Алиса <3")
        await anna.taps("10:00 · Алиса")
        await anna.sees("👤 Алиса <3")
        assert not any("Карточка клиента" in label for label in anna.buttons)
        await anna.taps("↔️ Перенести")
        await picks_day(anna, 1)
        await picks_time(anna, 2)
        await anna.taps("✅ Перенести")
        await anna.sees("Визит перенесён")
        await alice.sees("Ваш визит перенесён", anywhere=True)
        await anna.taps("❌ Отменить")
        await anna.taps("Да, отменить")
        await anna.sees("Визит отменён")
        await alice.sees("Ваш визит отменён", anywhere=True)


async def test_a_colleagues_visit_is_neither_listed_nor_opened(
    sqlite_bot: RunningBot, owner: Person, anna: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await joins(owner, anna)
        await books_with(alice, "Ножницы")

        await anna.taps("пн 2 мар")
        await anna.sees("записей нет")
        assert not any("Алиса" in label or "специалист" in label for label in anna.buttons)
        pressed = await anna.taps_data(anna.last_message, "k:s:business:1")
        assert pressed.text == "Такая запись не найдена."
        for command in ("/today", "/tomorrow", "/admin"):
            await anna.says(command)
            await anna.sees("записей нет")
        await anna.does_not_see("Алиса", anywhere=True)


async def test_she_books_by_hand_keeps_hours_free_and_sets_her_week(
    sqlite_bot: RunningBot, owner: Person, anna: Person
) -> None:
    async with sqlite_bot.running():
        await joins(owner, anna)

        await anna.taps("✍️ Записать")
        await anna.taps("Консультация")
        await picks_day(anna)
        await picks_time(anna)
        await anna.says("Иван +79161234567")
        await anna.sees("Иван")
        await owner.sees("Иван", anywhere=True)
        await anna.taps("‹ Мой день")
        await anna.taps("пн 2 мар")
        await anna.taps("⛔ Закрыть час")
        await picks_time(anna)
        await anna.sees("⛔ Закрыто")

        await anna.taps("‹ Мой день")
        await anna.taps("🕒 Мои часы")
        await anna.sees("Анна: часы работы")
        await anna.taps("Вт")
        await anna.says("12:00-16:00")
        await anna.sees("Вторник: 12:00–16:00")
        await opens_team(owner)
        await owner.taps("✅ Специалисты сами задают часы")
        await owner.sees("Команда")
        await anna.says("/day")
        await anna.taps("🕒 Мои часы")
        await anna.sees("Эти часы задаёт владелец")
        assert "Вт" not in anna.buttons


async def opens_team(owner: Person) -> None:
    await owner.says("/admin")
    await owner.taps("⚙️ Ещё")
    await owner.taps("👥 Команда")


async def test_her_pay_is_hers_and_her_menu_goes_with_her_role(
    sqlite_bot: RunningBot, people: People, owner: Person, anna: Person
) -> None:
    async with sqlite_bot.running():
        await joins(owner, anna)
        await owner.says("/admin")
        await owner.taps("⚙️ Ещё")
        await owner.taps("💰 Оплата")
        await owner.taps("💇 Анна")
        await owner.taps("⚙️ Условия оплаты")
        await owner.taps("Сумма в месяц")
        await owner.says("тысяча")
        await owner.sees("Это не число")
        await owner.says("31000")
        await owner.sees("С какого дня?")
        await owner.taps("Сегодня")
        await owner.sees("2026: 31\xa0000\xa0₽ в месяц")

        await anna.taps("💰 Моя оплата")
        await anna.sees("К выплате: 1\xa0000\xa0₽")
        assert not any("Условия" in label or "Оплата" in label for label in anna.buttons)
        await anna.taps("📄 Файл (CSV)")
        assert await menu_of(people, anna) == ["day", "today", "tomorrow", "start", "my", "language", "privacy", "help"]

        await opens_team(owner)
        await owner.taps("💇 Аня")
        await owner.taps("🗑 Убрать из команды")
        await owner.taps("Да, убрать")
        await owner.sees("больше не в команде")
        assert await menu_of(people, anna) == ["start", "my", "language", "privacy", "help"]
        await anna.says("/day")
        await anna.does_not_see("записей нет")


async def menu_of(people: People, person: Person) -> list[str]:
    chat = await people.call("GET", f"/sim/users/{person.id}/chats/salon_bot")
    return [command["command"] for command in chat["commands"]]
