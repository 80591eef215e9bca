"""The owner hears of what happens: how, when, together, and what became free."""

from __future__ import annotations

from datetime import timedelta

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, opens_more
from tests.support.running_bot import RunningBot, from_sunday_noon


async def cancels(person: Person) -> None:
    await person.taps("❌ Отменить" if "❌ Отменить" in person.buttons else "❌ Cancel")
    await person.taps("Да, отменить" if "Да, отменить" in person.buttons else "Yes, cancel")


async def books_in_english(person: Person, clock: str) -> None:
    await person.taps("Консультация")
    await person.taps("2")
    await person.taps(clock)
    await person.taps("✅ Book")
    await person.sees("You are booked")


async def test_what_becomes_free_is_told_and_booked_or_blocked_from_there(
    sqlite_bot: RunningBot, owner: Person, alice: Person, bob: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await bob.opens("salon_bot")
        assert await books(alice, "Консультация", time=4) == "12:00"
        first = await owner.sees("Новая запись", anywhere=True)
        await books_in_english(bob, "13:00")
        await owner.does_not_see("Bob", anywhere=True)
        sqlite_bot.minutes_pass()
        await cancels(alice)
        together = await owner.sees("2 изменения", anywhere=True)
        sqlite_bot.minutes_pass()
        await cancels(bob)
        alone = await owner.sees("Запись отменена", anywhere=True)

        await owner.taps("✍️ Записать 13:00")
        await owner.taps("Консультация")
        await owner.sees("Кто придёт?")
        await owner.says("Иван +79161234567")
        booked = await owner.sees("Записано")
        await owner.taps("⛔ Закрыть 12:00–13:00")
        board = await owner.sees("⛔ Закрыто для записи: 12:00–13:00")

    assert "👉 клиент, через бота" in first.text
    assert together.text.splitlines()[2:] == [
        "🆕 пн 2 мар. 13:00 · Консультация · Bob · клиент, через бота",
        "❌ пн 2 мар. 12:00 · Консультация · Алиса <3 · клиент, через бота",
        "",
        "🕳 Теперь свободно: завтра 10:00–13:00",
    ]
    assert together.buttons == [
        ["🆕 13:00 · Bob"],
        ["❌ 12:00 · Алиса <3"],
        ["✍️ Записать 12:00", "⛔ Закрыть 12:00–13:00"],
    ]
    assert "🕳 Теперь свободно: завтра 10:00–19:00" in alone.text
    assert "13:00–14:00" in booked.text
    assert "13:00–14:00" in board.text


async def test_owner_who_wants_a_digest_has_it_in_the_morning(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "🔔 Уведомления")
        await owner.sees("Записи, переносы и отмены: сразу о каждой")
        await owner.taps("☀️ нет")
        await owner.sees("Утренняя сводка: нет")
        await owner.taps("🔔 В сводке")
        await owner.sees("Утренняя сводка: в 09:00")
        await owner.taps("🌙 23–8")
        await owner.sees("Тихие часы: 23:00–08:00")
        await owner.taps("☀️ 08:00")
        chosen = await owner.sees("Утренняя сводка: в 08:00")
        await alice.opens("salon_bot")
        await books(alice, "Консультация", time=4)
        await owner.does_not_see("Новая запись", anywhere=True)
    sqlite_bot.clock = lambda: from_sunday_noon() + timedelta(hours=20)
    async with sqlite_bot.running():
        digest = await owner.sees("☀️ понедельник", anywhere=True)
        changes = await owner.sees("Что изменилось с прошлой сводки: 1", anywhere=True)
        await owner.taps("📋 Визиты дня")
        await owner.sees("Алиса <3 · @alice")

    assert chosen.buttons[0] == ["🔔 Все сразу", "🔔 Сразу на сегодня"]
    assert chosen.buttons[1] == ["✅ В сводке", "🔔 Не сообщать"]
    assert digest.text.splitlines() == [
        "☀️ понедельник, 2 марта",
        "1 визит: первый в 12:00, последний до 13:00",
        "",
        "12:00–13:00 Консультация · Алиса <3",
        "",
        "🕳 Свободно: 10:00–12:00, 13:00–19:00",
    ]
    assert "🆕 пн 2 мар. 12:00 · Консультация · Алиса <3" in changes.text
