"""Several services in one visit, for somebody else, for two: what the owner switches on, customers find in the chat."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import offered_times, opens_more, picks_day, picks_time
from tests.support.running_bot import RunningBot
from tests.support.telegram_world import png


async def test_customer_adds_a_service_and_cancels_it_again(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await _adds_service(owner, "Маникюр")
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        assert "➕ Ещё услуга" not in alice.buttons
        await _allows(owner, "🧩 3")

        await alice.says("/start")
        await alice.sees("На что вас записать?")
        await alice.taps("Консультация")
        await alice.taps("➕ Ещё услуга")
        await alice.sees("Что ещё добавить в этот визит?")
        await alice.taps("Маникюр")
        await alice.sees("Консультация + Маникюр")
        await picks_day(alice, 1)
        await picks_time(alice)
        question = await alice.sees("Всё верно?")
        assert "▫️ Консультация" in question.text
        assert "Держим это время за вами до" in question.text
        await alice.taps("✅ Записаться")
        card = await alice.sees("Вы записаны")
        assert "Консультация + Маникюр" in card.text
        await owner.sees("Консультация + Маникюр", anywhere=True)

        bot.minutes_pass()
        await alice.taps("❌ Отменить")
        await alice.taps("Маникюр")
        await alice.sees("Эта часть отменена, остальное в силе")
        await owner.sees("Отменена часть визита", anywhere=True)
        await alice.taps("🗓 Мои записи")
        await alice.sees("У вас 1 предстоящая запись")
        assert [label for label in alice.buttons if "Маникюр" in label] == []


async def test_customer_books_for_her_mother(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await _allows(owner, "👥 и другого")
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await picks_day(alice, 1)
        await picks_time(alice)
        assert "👥 Двое по очереди" not in alice.buttons
        await alice.taps("🙋 Записать другого")
        await alice.sees("Кто придёт?")
        await alice.sends_photo(png())
        await alice.sees("Пришлите имя того, кто придёт, текстом")
        await alice.says("x" * 4000)
        await alice.sees("не длиннее 100 символов")
    async with bot.running():  # in the middle of the dialog
        await alice.says("Мама")
        card = await alice.sees("Вы записаны")
        assert "🙋 Придёт: Мама" in card.text
        await owner.sees("🙋 Придёт: Мама", anywhere=True)


async def test_two_come_at_once_and_one_stays_away(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await _adds_specialist(owner, "Анна")
        await _allows(owner, "👥 и двоих")
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await alice.taps("🎲 Любой свободный")
        await picks_day(alice, 1)
        await picks_time(alice)
        await alice.taps("👥 Двое одновременно")
        await alice.sees("Для двоих одновременно")
        assert offered_times(alice)
        await picks_time(alice)
        await alice.taps("✅ Записаться")
        card = await alice.sees("Вы записаны")
        assert "Консультация × 2" in card.text
        assert "второй гость" in card.text

        await alice.taps("❌ Отменить")
        await alice.taps("второй гость")
        await alice.sees("Эта часть отменена")
        assert "второй гость" not in alice.last_message.text


async def test_time_that_somebody_looks_at_is_kept_for_him(
    bot: RunningBot, alice: Person, bob: Person, owner: Person
) -> None:
    async with bot.running():
        for person in (alice, bob):
            await person.opens("salon_bot")
            await person.taps("Консультация")
            await picks_day(person, 1)
        time = offered_times(bob)[2]
        await alice.taps(time)
        await alice.sees("Держим это время за вами до")

        await bob.taps(time)
        await bob.sees("This time has just been taken")
        await alice.taps("‹ Другой день")
        await picks_day(alice, 1)
        assert time in offered_times(alice), "her own hold is no obstacle"
        await alice.taps(offered_times(alice)[6])
        await alice.sees("Держим это время за вами до")
        await bob.taps("‹ Another day")
        await picks_day(bob, 1)
        await bob.taps(time)
        await bob.taps("✅ Book")
        await bob.sees("You are booked")


async def _adds_service(owner: Person, name: str) -> None:
    await owner.says("/admin")
    await owner.taps("🧾 Услуги")
    await owner.taps("➕ Добавить услугу")
    await owner.taps(name)
    await owner.sees("Услуга добавлена")


async def _adds_specialist(owner: Person, name: str) -> None:
    await owner.says("/admin")
    await owner.taps("👥 Специалисты")
    await owner.taps("➕ Добавить специалиста")
    await owner.says(name)
    await owner.sees("Специалист добавлен")


async def _allows(owner: Person, rule: str) -> None:
    await opens_more(owner, "📏 Правила записи")
    await owner.taps("🧩 Один визит")
    await owner.sees("Услуг за один визит")
    await owner.taps(rule)
    await owner.sees("Услуг за один визит")
