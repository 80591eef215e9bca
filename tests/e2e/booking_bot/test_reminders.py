"""Reminders in the chat, of a bot that was down in between."""

from __future__ import annotations

from datetime import timedelta

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, opens_more
from tests.support.running_bot import RunningBot, from_sunday_noon


def later(bot: RunningBot, hours: int) -> RunningBot:
    """The same bot, started again so many hours after Sunday noon."""
    bot.clock = lambda: from_sunday_noon() + timedelta(hours=hours)
    return bot


async def test_customer_is_asked_answers_and_is_reminded_again(bot: RunningBot, alice: Person, owner: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация", day=1, time=8)
        await owner.sees("Новая запись", anywhere=True)
    async with later(bot, 27).running():
        asked = await alice.sees("Придёте?")
        await alice.taps("👍 Приду")
        await alice.sees("ждём вас")
        await alice.taps("🗓 Мои записи")
    async with later(bot, 48).running():
        await alice.sees("уже скоро")
        await owner.says("/today")
        day = await owner.sees("вторник")
        await owner.taps("Алиса")
        card = await owner.sees("приду")

    assert "14:00–15:00" in asked.text
    assert asked.buttons == [["👍 Приду"], ["↔️ Перенести", "❌ Отменить"]]
    assert "14:00" in day.text
    assert "14:00" in card.text
    assert "не ответил" not in owner.conversation()


async def test_owner_hears_of_a_customer_who_does_not_answer(
    sqlite_bot: RunningBot, alice: Person, owner: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация", day=1, time=8)
    async with later(sqlite_bot, 27).running():
        await alice.sees("Придёте?")
    async with later(sqlite_bot, 48).running():
        told = await owner.sees("Клиент не ответил", anywhere=True)

    assert "Алиса" in told.text


async def test_owner_chooses_when_customers_are_reminded(sqlite_bot: RunningBot, alice: Person, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "⏰ Напоминания")
        usual = await owner.sees("Тихие часы: 22:00–09:00")
        await owner.taps("❔ нет")
        await owner.sees("«Придёте?»: нет")
        await owner.taps("⏰ 3 ч")
        await owner.sees("Незадолго до визита: за 3 ч")
        await alice.opens("salon_bot")
        await books(alice, "Консультация", day=1, time=8)
    async with later(sqlite_bot, 47).running():
        await alice.sees("уже скоро")

    assert "✅ 24 ч" in usual.buttons[0]
    assert "Придёте?" not in alice.conversation()
