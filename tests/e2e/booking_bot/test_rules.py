"""Rules of booking in the chat: the owner sets them by a tap, a customer who is too late is told what to do."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, opens_more
from tests.support.running_bot import RunningBot


async def test_owner_sets_a_window_and_the_customer_gives_a_reason(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "📏 Правила записи")
        await owner.taps("❌ 24 ч")
        await owner.sees("Отменить не позже чем за: 24 ч")

        await opens_more(owner, "🙋 Имя и телефон")
        await owner.taps("☎️ Ваш номер")
        await owner.says("+79161234567")
        await owner.sees("+79161234567")

        await alice.opens("salon_bot")
        await books(alice, "Консультация")  # tomorrow, 22 hours ahead
        card = await alice.sees("Отменить этот визит здесь уже нельзя")
        assert "Позвоните нам, пожалуйста: +79161234567" in card.text
        assert "❌ Отменить" not in alice.buttons
        assert card.buttons[0] == ["↔️ Перенести"]

        await opens_more(owner, "📏 Правила записи")
        await owner.taps("❌ 2 ч")
        await owner.sees("Отменить не позже чем за: 2 ч")
        await alice.says("/my")
        await alice.sees("У вас 1 предстоящая запись")
        await alice.taps(next(label for label in alice.buttons if "Консультация" in label))
        await owner.sees("Новая запись", anywhere=True)
        sqlite_bot.minutes_pass()
        await alice.taps("❌ Отменить")
        await alice.taps("Заболел(а)")
        await alice.sees("отмен")
        await owner.sees("💬 Причина: Заболел(а)", anywhere=True)
